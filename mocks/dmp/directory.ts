import { type Clock, ProbantError, processEnvironment, type Random } from '../../core/index.ts';
import { codesOf, slotValues, uniqueIdOf } from './ebrim.ts';
import { type DocumentStatus, schemes } from './namespaces.ts';
import type { DmpAuthorisation, DmpControl, DmpDocument, DmpDocumentView, DmpPatient } from './patient.ts';
import { DmpRegistry, registered } from './registry.ts';
import { seededObject } from './seed.ts';
import { xdsTime } from './xds-time.ts';

/** Whom the DMP knows, and what it holds of them. A patient who was not declared has no DMP. */
export class DmpDirectory implements DmpControl {
  readonly registry: DmpRegistry;
  readonly #patients = new Map<string, DmpPatient>();
  /** Authorisations changed by TD0.3, by matricule and professional. */
  readonly #authorisations = new Map<string, Map<string, DmpAuthorisation>>();
  readonly #clock: Clock;

  constructor({ clock, random }: { clock: Clock; random: Random } = processEnvironment()) {
    this.#clock = clock;
    this.registry = new DmpRegistry(random);
  }

  declare(patient: DmpPatient): void {
    this.#patients.set(patient.matricule, patient);
    this.#authorisations.delete(patient.matricule);
  }

  /** The patient of 15 characters under an OID, unless the DMP does not know him. */
  find(ins: string, oid: string): DmpPatient | undefined {
    const patient = this.#patients.get(ins.slice(0, 13));
    const same = patient !== undefined && patient.matricule + patient.cle === ins && patient.oid === oid;
    return same && patient.etat !== 'inexistant' ? patient : undefined;
  }

  authorisation(matricule: string, professional: string): DmpAuthorisation | undefined {
    return this.#authorisations.get(matricule)?.get(professional) ?? this.#patients.get(matricule)?.autorisation;
  }

  authorise(matricule: string, professional: string, state: DmpAuthorisation): void {
    const states = this.#authorisations.get(matricule) ?? new Map<string, DmpAuthorisation>();
    this.#authorisations.set(matricule, states.set(professional, state));
  }

  /** Names or forgets the treating physician (TD0.3, `role`). */
  setMedecinTraitant(patient: DmpPatient, professional: string | undefined): void {
    const { medecinTraitant: _, ...rest } = patient;
    this.#patients.set(patient.matricule, {
      ...rest,
      ...(professional === undefined ? {} : { medecinTraitant: professional }),
    });
  }

  deposit(document: DmpDocument): string {
    const patient = this.#patients.get(document.matricule);
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
    const gone = [...this.#patients.values()].filter((patient) => owner === undefined || patient.owner === owner);
    const matricules = new Set(gone.map(({ matricule }) => matricule));
    for (const matricule of matricules) {
      this.#patients.delete(matricule);
      this.#authorisations.delete(matricule);
    }
    this.registry.forget(matricules);
  }
}
