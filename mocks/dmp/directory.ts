import { type Clock, ProbantError, processEnvironment, type Random } from '../../core/index.ts';
import { AuthorisationBook, stateOf } from './authorisation-book.ts';
import { codesOf, slotValues, uniqueIdOf } from './ebrim.ts';
import { type DocumentStatus, schemes } from './namespaces.ts';
import type {
  DmpAuthorisation,
  DmpControl,
  DmpDocument,
  DmpDocumentView,
  DmpPatient,
  DmpProfessional,
  DmpProfessionalAuthorisation,
  DmpVisit,
} from './patient.ts';
import { DmpRegistry, registered } from './registry.ts';
import { seededObject } from './seed.ts';
import { WebTokens } from './web-tokens.ts';
import { xdsTime } from './xds-time.ts';

/** Visits kept at once: a bench that runs for days must not fill the memory. */
const keptVisits = 10_000;

/** What a declared patient gathers while the bench runs. */
interface Known {
  patient: DmpPatient;
  /** When he was declared first, milliseconds since the epoch. */
  since: number;
  /** Last access of each professional. */
  accesses: Map<string, number>;
}

/** Whom the DMP knows, and what it holds of them. A patient who was not declared has no DMP. */
export class DmpDirectory implements DmpControl {
  readonly registry: DmpRegistry;
  readonly authorisations = new AuthorisationBook();
  /** Tokens of the web access in AIR. */
  readonly webTokens: WebTokens;
  readonly #patients = new Map<string, Known>();
  readonly #professionals = new Map<string, DmpProfessional>();
  #visits: DmpVisit[] = [];
  readonly #clock: Clock;

  constructor({ clock, random }: { clock: Clock; random: Random } = processEnvironment()) {
    this.#clock = clock;
    this.registry = new DmpRegistry(random);
    this.webTokens = new WebTokens(random);
  }

  declare(patient: DmpPatient): void {
    const now = this.#clock.now();
    const { since = now, accesses = new Map<string, number>() } = this.#patients.get(patient.matricule) ?? {};
    this.#patients.set(patient.matricule, { patient, since, accesses });
    this.authorisations.declare(patient, now);
  }

  declareProfessional(professional: DmpProfessional): void {
    this.#professionals.set(professional.id, professional);
  }

  professional(id: string): DmpProfessional | undefined {
    return this.#professionals.get(id);
  }

  /** Whether a structure is known and active; undefined where no declared professional has it. */
  structureActive(id: string): boolean | undefined {
    const known = [...this.#professionals.values()].flatMap(({ structures = [] }) => structures);
    const same = known.filter((one) => one.id === id);
    return same.length === 0 ? undefined : same.some(({ active = true }) => active);
  }

  patient(matricule: string): DmpPatient | undefined {
    return this.#patients.get(matricule)?.patient;
  }

  /** Every patient who has a DMP, and since when the bench knows him. */
  *everyone(): Generator<{ patient: DmpPatient; since: number }> {
    for (const known of this.#patients.values()) if (known.patient.etat !== 'inexistant') yield known;
  }

  /** The patient of 15 characters under an OID, unless the DMP does not know him. */
  find(ins: string, oid: string): DmpPatient | undefined {
    const patient = this.patient(ins.slice(0, 13));
    const same = patient !== undefined && patient.matricule + patient.cle === ins && patient.oid === oid;
    return same && patient.etat !== 'inexistant' ? patient : undefined;
  }

  /** What a transaction changed of a patient. */
  update(patient: DmpPatient): void {
    const known = this.#patients.get(patient.matricule);
    if (known !== undefined) this.#patients.set(patient.matricule, { ...known, patient });
  }

  /** @param structure where the professional acts: what it was given counts for him */
  authorisation(matricule: string, professional: string, structure?: string): DmpAuthorisation | undefined {
    const own = this.authorisations.get(matricule, professional)?.etat ?? this.patient(matricule)?.autorisation;
    if (own === undefined || structure === undefined) return own;
    return stateOf(own, this.authorisations.get(matricule, structure)?.etat);
  }

  authorise(matricule: string, holder: Omit<DmpProfessionalAuthorisation, 'debut' | 'derniereAction'>): void {
    this.authorisations.change(matricule, holder, this.#clock.now());
  }

  /** Names or forgets the treating physician (TD0.3, `role`). */
  setMedecinTraitant({ matricule }: DmpPatient, professional: string | undefined): void {
    const current = this.patient(matricule);
    if (current === undefined) return;
    const { medecinTraitant: _, ...rest } = current;
    this.update({ ...rest, ...(professional === undefined ? {} : { medecinTraitant: professional }) });
  }

  /** Notes that a professional reached a DMP (TD0.4, `lastAccessDate`). */
  accessed(matricule: string, professional: string): void {
    this.#patients.get(matricule)?.accesses.set(professional, this.#clock.now());
  }

  lastAccess(matricule: string, professional: string): number | undefined {
    return this.#patients.get(matricule)?.accesses.get(professional);
  }

  /** Notes a page of the web access. */
  visited(visit: Omit<DmpVisit, 'at'>): void {
    this.#visits.push({ ...visit, at: new Date(this.#clock.now()).toISOString() });
    if (this.#visits.length > keptVisits) this.#visits.splice(0, this.#visits.length - keptVisits);
  }

  visits(matricule: string): DmpVisit[] {
    return this.#visits.filter((visit) => visit.matricule === matricule);
  }

  deposit(document: DmpDocument): string {
    const patient = this.patient(document.matricule);
    if (patient === undefined) throw new ProbantError('dmp_patient_non_declare', { matricule: document.matricule });
    const id = this.registry.newId();
    const object = registered(seededObject(document, patient), document.contenu, id);
    this.registry.register({
      patient: document.matricule,
      submitted: xdsTime(this.#clock.now()),
      documents: [{ object, bytes: document.contenu }],
      associations: [],
    });
    return id;
  }

  documents(matricule: string): DmpDocumentView[] {
    return this.registry.of(matricule).map(({ object, bytes }) => ({
      entryUuid: object.id,
      logicalId: object.lid,
      version: Number(object.version),
      uniqueId: uniqueIdOf(object),
      statut: object.status as DocumentStatus,
      titre: object.title,
      confidentialites: codesOf(object, schemes.document.confidentiality),
      hash: slotValues(object, 'hash')[0] ?? '',
      size: bytes.length,
      contenu: bytes,
    }));
  }

  reset(owner?: string): void {
    const goes = (one: { owner?: string }): boolean => owner === undefined || one.owner === owner;
    const gone = [...this.#patients.values()].filter(({ patient }) => goes(patient));
    const matricules = new Set(gone.map(({ patient }) => patient.matricule));
    for (const matricule of matricules) {
      this.#patients.delete(matricule);
      this.authorisations.forget(matricule);
    }
    for (const [id, one] of this.#professionals) if (goes(one)) this.#professionals.delete(id);
    this.#visits = owner === undefined ? [] : this.#visits.filter(({ matricule }) => !matricules.has(matricule));
    this.registry.forget(matricules);
  }
}
