/** Un correspondant à qui le cabinet peut écrire. */
export interface Correspondant {
  rpps: string;
  nom: string;
  boites: string[];
}

/** L’annuaire a refusé ; le texte est celui de son OperationOutcome. */
export class AnnuaireError extends Error {
  readonly status: number;

  constructor(status: number, texte: string) {
    super(texte);
    this.status = status;
  }
}

interface Fiche {
  identifier?: Array<{ system?: string; value?: string }>;
  name?: Array<{ family?: string }>;
  telecom?: Array<{ value?: string; extension?: Array<{ url: string }> }>;
}

/** Où est l’annuaire, et la clé du cabinet. */
export interface Acces {
  adresse: string;
  cle: string;
}

/** Cherche des professionnels par leur nom, dans l’API FHIR de l’Annuaire Santé. */
export async function chercher({ adresse, cle }: Acces, recherche: Record<string, string>): Promise<Correspondant[]> {
  const url = `${adresse}/Practitioner?${new URLSearchParams(recherche)}`;
  const reponse = await fetch(url, { headers: { 'esante-api-key': cle } });
  const corps = await reponse.json();
  if (!reponse.ok) throw new AnnuaireError(reponse.status, corps.issue?.[0]?.diagnostics ?? corps.message ?? '');
  return (corps.entry ?? []).map(({ resource }: { resource: Fiche }) => correspondant(resource));
}

function correspondant({ identifier = [], name = [], telecom = [] }: Fiche): Correspondant {
  return {
    rpps: identifier.find(({ system }) => system === 'https://rpps.esante.gouv.fr')?.value ?? '',
    nom: name[0]?.family ?? '',
    boites: telecom.flatMap(({ value, extension = [] }) =>
      value !== undefined && extension.some(({ url }) => url.endsWith('as-ext-mailbox-mss-metadata')) ? [value] : [],
    ),
  };
}
