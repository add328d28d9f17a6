import type { DefectSet } from '../defects.ts';
import { changesBetween } from '../insi-acceptance.ts';
import type { Journals } from '../journals.ts';
import { type Patient, type Traits, traitNames, type User } from '../model.ts';
import type { Store } from '../store.ts';
import type { Refusal } from './envelope.ts';
import type { Received } from './er7.ts';
import { localAuthority } from './patient-segment.ts';

/** Whom the journals name for what came by HL7. */
export const interoperabilityUser: User = {
  profil: 'superutilisateur',
  compte: 'interface',
  nom: 'Plateforme d’interopérabilité (HL7 v2)',
  fonction: 'Flux d’identités',
  service: 'Interopérabilité',
  insi: false,
  ins: true,
  superUser: true,
};

/** Events that create an identity or bring it up to date (PAM France). */
const events = ['A01', 'A03', 'A04', 'A05', 'A08', 'A28', 'A31'];

const insOids = ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'];

interface Identifier {
  value: string;
  oid: string;
  type: string;
}

/** Takes identities in: those of the domain, whose master is elsewhere (INS/va1.62, va1.67 to va1.69, va1.72, va1.73). */
export class IdentityIntake {
  readonly #store: Store;
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  /** Files by the identifier that the hospital knows them by. */
  readonly #files = new Map<string, string>();

  constructor({ store, journals, planted }: { store: Store; journals: Journals; planted: DefectSet }) {
    this.#store = store;
    this.#journals = journals;
    this.#planted = planted;
  }

  /** Identifier of the hospital for a file. */
  ippOf({ id }: Patient): string | undefined {
    return [...this.#files].find(([, file]) => file === id)?.[0];
  }

  /** Takes a message in; gives the file, or why nothing was done. */
  take(message: Received): Patient | Refusal {
    const event = message.get('MSH', 9, 2);
    if (message.get('MSH', 9) !== 'ADT' || !events.includes(event)) {
      return { condition: '200', where: 'MSH^1^9', texte: 'Type de message non pris en charge' };
    }
    const identifiers = identifiersOf(message);
    const traits = traitsOf(message);
    const refusal = refusalOf(message, identifiers, traits);
    if (refusal !== null) return refusal;
    const ipp = identifiers.find(({ type, oid }) => type === 'PI' && oid !== localAuthority.oid)?.value;
    const patient = this.#known(identifiers, ipp) ?? this.#created();
    if (ipp !== undefined) this.#files.set(ipp, patient.id);
    this.#update(patient, { message, traits, ins: identifiers.find(isIns), event });
    return patient;
  }

  #known(identifiers: readonly Identifier[], ipp: string | undefined): Patient | undefined {
    const own = identifiers.find(({ oid }) => oid === localAuthority.oid)?.value;
    const id = own ?? (ipp === undefined ? undefined : this.#files.get(ipp));
    return id === undefined ? undefined : this.#store.find(id)?.patient;
  }

  #created(): Patient {
    const traits = Object.fromEntries(traitNames.map((name) => [name, null])) as Traits;
    const empty = { attributs: [], matricule: null, oid: null, justificatif: null, historiqueIns: [] };
    const patient = this.#store.add((id) => ({ id, traits, statut: 'PROV' as const, ...empty }));
    const act = { patient, user: interoperabilityUser };
    this.#journals.changes(act, [{ champ: 'statut', ancien: null, nouveau: 'PROV' }]);
    this.#journals.modification(act, 'Création de l’identité', 'Reçue en HL7 v2');
    return patient;
  }

  #update(
    patient: Patient,
    { message, traits, ins, event }: { message: Received; traits: Traits; ins: Identifier | undefined; event: string },
  ): void {
    const before = structuredClone(patient);
    const validated = message.all('PID', 32).some((status) => status(1) === 'VALI');
    patient.traits = { ...patient.traits, ...this.#recorded(traits, validated) };
    const value = ins?.value === '""' ? undefined : ins?.value;
    if (value !== undefined && this.#isTaken(validated)) {
      patient.matricule = value;
      patient.oid = ins?.oid ?? null;
    } else if (patient.matricule !== null && !this.#planted.has('hl7-suppression-ignoree')) {
      // The master says all that it knows: an INS that it no longer gives, or no longer warrants, is withdrawn.
      patient.matricule = null;
      patient.oid = null;
    }
    patient.statut = this.#statusOf(patient, validated);
    const act = { patient, user: interoperabilityUser };
    this.#journals.changes(act, changesBetween(before, patient));
    this.#journals.modification(act, 'Identité reçue en HL7 v2', `ADT^${event}`);
  }

  #recorded(traits: Traits, validated: boolean): Partial<Traits> {
    const told = traitNames.filter((name) => traits[name] !== null);
    const partial = !validated && this.#planted.has('hl7-traits-partiels');
    const placeless = partial || this.#planted.has('hl7-lieu-non-enregistre');
    const kept = placeless ? told.filter((name) => name !== 'lieuNaissance') : told;
    return Object.fromEntries(kept.map((name) => [name, traits[name]]));
  }

  /** The INS is recorded when the master validated the identity, and only then (INS/va1.62). */
  #isTaken(validated: boolean): boolean {
    if (this.#planted.has('hl7-ins-non-enregistree')) return false;
    return validated || this.#planted.has('hl7-ins-sans-validation');
  }

  #statusOf({ matricule }: Patient, validated: boolean): Patient['statut'] {
    if (this.#planted.has('hl7-statut-ignore') || !validated) return 'PROV';
    return matricule === null ? 'VALI' : 'QUAL';
  }
}

function isIns({ type, oid }: Identifier): boolean {
  return type === 'INS' || insOids.includes(oid);
}

function identifiersOf(message: Received): Identifier[] {
  return message.all('PID', 3).map((one) => ({ value: one(1), oid: one(4, 2), type: one(5) }));
}

function traitsOf(message: Received): Traits {
  const names = message.all('PID', 5);
  const legal = names.find((one) => one(7) === 'L');
  const used = names.find((one) => one(7) === 'D');
  const place = message.all('PID', 11).find((one) => one(7) === 'BDL');
  const born = message.get('PID', 7);
  const traits = {
    nomNaissance: legal?.(1),
    prenom: legal?.(2),
    prenoms: legal?.(3) || legal?.(2),
    sexe: message.get('PID', 8),
    dateNaissance: born.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3'),
    lieuNaissance: place?.(9),
    nomUtilise: used?.(1),
    prenomUtilise: used?.(2),
    telephone: message.get('PID', 13),
  };
  return Object.fromEntries(Object.entries(traits).map(([name, text]) => [name, text || null])) as unknown as Traits;
}

function refusalOf(message: Received, identifiers: readonly Identifier[], traits: Traits): Refusal | null {
  if (!message.has('PID')) return { condition: '100', where: 'PID', texte: 'Segment PID absent' };
  const missing = (['nomNaissance', 'sexe', 'dateNaissance'] as const).find((name) => traits[name] === null);
  if (missing !== undefined) return { condition: '101', where: 'PID^1', texte: 'Trait d’identité absent' };
  const ins = identifiers.find(isIns);
  if (ins === undefined || ins.value === '""') return null;
  if (!/^\d{5}(?:\d{2}|2[AB])\d{8}$/.test(ins.value)) {
    return { condition: '102', where: 'PID^1^3', texte: 'Matricule INS mal formé' };
  }
  return insOids.includes(ins.oid) ? null : { condition: '103', where: 'PID^1^3', texte: 'OID de l’INS inconnu' };
}
