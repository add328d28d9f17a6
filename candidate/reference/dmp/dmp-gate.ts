import type { Cabinet } from '../cabinet.ts';
import { answering, type Professional, professionalOf } from '../documents/organisation.ts';
import { insOf } from '../documents/subject.ts';
import type { Act } from '../journals.ts';
import { type Patient, statusLabels } from '../model.ts';
import type { ClientIdentity } from '../services.ts';
import type { Existence } from './answers.ts';
import { DmpClient, type Target } from './dmp-client.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Mode } from './vihf.ts';

/** What a call needs. */
export interface Ready {
  client: DmpClient;
  /** Signs the lots. */
  seal: ClientIdentity;
  target: Target;
}

/** What the DMP calls an authorisation, in words (facts, DMP §4.1). */
const authorisations: Readonly<Record<string, string>> = {
  VALIDE: 'valide',
  EXPIRE: 'expirée',
  INTERDIT: 'refusée par le patient',
  NON_EXISTE: 'absente',
};

/** An authorisation in words; null when the DMP says nothing of it. */
export function authorisationLabel(code: string | null): string | null {
  return code === null ? null : (authorisations[code] ?? code);
}

/** The way to the DMP: who may go there, on whom, and what it says of the patient first. */
export class DmpGate {
  readonly #cabinet: Cabinet;
  readonly #client: DmpClient | undefined;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    const { dmp } = cabinet.services;
    if (dmp !== undefined) this.#client = new DmpClient(dmp, cabinet.files.organisation, cabinet.planted);
  }

  /** What a call needs, or why it can't be made. What is consulted is so in the user's own name (DMP/AIRS.06). */
  ready(act: Act, { consultation, traced }: { consultation: boolean; traced?: string }): Outcome<Ready> {
    const { patient, user } = act;
    const { planted } = this.#cabinet;
    const { dmp } = this.#cabinet.services;
    if (this.#client === undefined || dmp === undefined) return refused('Le DMP n’est pas paramétré dans ce logiciel.');
    const professional = consultation ? this.#consulting(user) : answering;
    if (professional === undefined) {
      return refused(`Consultation impossible : ${user.nom} n’est pas le professionnel que le patient autorise.`);
    }
    const ins = insOf({ patient, planted });
    if (ins === null) return refused(notQualified(patient));
    if (traced !== undefined) this.#trace(act, traced, professional);
    const target = { ins, professional, signedIn: this.#cabinet.signedIn(user) };
    return done({ client: this.#client, seal: dmp.sign, target });
  }

  /** TD0.2 before a consultation, and its trace (DMP/UX.08). */
  async verify(act: Act, { client, target }: Ready): Promise<Outcome<Existence>> {
    const existence = await client.existence(target, 'INDIRECTE_RENFORCEE');
    if (!existence.ok || this.#cabinet.planted.has('dmp-verification-non-tracee')) return existence;
    const { etat, autorisation } = existence.value;
    const detail = `TD0.2 : DMP ${etat}, autorisation ${authorisationLabel(autorisation) ?? 'inconnue'}`;
    this.#cabinet.journals.access(act, 'Vérification du droit d’accès au DMP', detail);
    return existence;
  }

  /** Existence test before any act; only an open DMP goes on (facts, DMP §8, rule 1). */
  async existing({ client, target }: Ready, mode: Mode): Promise<Outcome<null>> {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-sans-test-existence')) return done(null);
    const existence = await client.existence(target, mode);
    if (!existence.ok) return existence;
    const { etat } = existence.value;
    if (etat === 'actif' || planted.has('dmp-acte-malgre-fermeture')) return done(null);
    return refused(etat === 'fermé' ? 'le DMP de ce patient est fermé.' : 'ce patient n’a pas de DMP.');
  }

  /** The service's own words are shown with ours (EX_GEN-1140). */
  said(what: string, texte: string): string[] {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-erreur-muette')) return [];
    return [planted.has('dmp-erreur-generique') ? 'Une erreur est survenue.' : `${what} : ${texte}`];
  }

  close(): void {
    this.#client?.close();
  }

  #consulting(user: Act['user']): Professional | undefined {
    if (this.#cabinet.planted.has('dmp-un-seul-praticien') && user.profil !== 'ordinaire') return undefined;
    // For the planted defect that forgets who is signed in.
    const other = user.psc !== undefined && this.#cabinet.planted.has('psc-dmp-autre-titulaire');
    return other ? { ...answering, connected: true } : professionalOf(user);
  }

  #trace({ patient, user }: Act, operation: string, { id, connected }: Professional): void {
    this.#cabinet.traces.add({
      dossier: patient.id,
      service: 'DMP',
      operation,
      user,
      authentification: connected ? 'Pro Santé Connect' : 'Certificat de la structure',
      identifiant: id,
    });
  }
}

/** Why nothing of the DMP is open to an identity. */
export function notQualified({ statut }: Patient): string {
  return `DMP inaccessible : l’identité est ${statusLabels[statut]}, elle doit être qualifiée.`;
}
