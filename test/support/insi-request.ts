/** What a test puts in a request; `null` leaves the element out. */
export interface RequestParts {
  nomNaissance?: string | null;
  prenoms?: readonly string[];
  sexe?: string | null;
  dateNaissance?: string | null;
  lieuNaissance?: string | null;
  idam?: string | null;
  messageId?: string | null;
  action?: string | null;
  contexteLps?: boolean;
  contexteBam?: boolean;
  couverture?: boolean;
  /** Replaces the content of the SOAP body. */
  body?: string;
}

/** Action of WS_INS2. */
export const searchAction = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';

const adrtrois = { nomNaissance: 'ADRTROIS', prenoms: ['DOMINIQUE'], sexe: 'F', dateNaissance: '1997-02-26' } as const;

/** A WS_INS2 request, right unless its parts say otherwise. */
export function insiRequest(parts: RequestParts = {}): string {
  const p = { ...adrtrois, idam: 'TESTIDAM0001', messageId: 'uuid:essai', action: searchAction, ...parts };
  const context = '<c:Id>1</c:Id><c:Temps>2026-01-15T09:39:02.004Z</c:Temps>';
  const header = [
    p.contexteBam === false
      ? ''
      : `<c:ContexteBAM xmlns:c="urn:siram:bam:ctxbam" Version="01_02">${context}${p.couverture === false ? '' : '<c:COUVERTURE/>'}</c:ContexteBAM>`,
    p.contexteLps === false
      ? ''
      : `<c:ContexteLPS xmlns:c="urn:siram:lps:ctxlps" Version="01_00">${context}<c:LPS>${leaf('c:IDAM', p.idam)}</c:LPS></c:ContexteLPS>`,
    leaf('a:Action', p.action),
    leaf('a:MessageID', p.messageId),
  ];
  const traits = [
    leaf('NomNaissance', p.nomNaissance),
    ...p.prenoms.map((prenom) => leaf('Prenom', prenom)),
    leaf('Sexe', p.sexe),
    leaf('DateNaissance', p.dateNaissance),
    leaf('LieuNaissance', p.lieuNaissance ?? null),
  ];
  const body = p.body ?? `<RECSANSVITALE xmlns="http://www.cnamts.fr/INSiRecSans">${traits.join('')}</RECSANSVITALE>`;
  return (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">' +
    `<e:Header>${header.join('')}</e:Header><e:Body>${body}</e:Body></e:Envelope>`
  );
}

function leaf(name: string, value: string | null): string {
  return value === null ? '' : `<${name}>${value}</${name}>`;
}
