import type { Attribut, Saisie } from '../contract/index.ts';
import type { DefectSet } from './defects.ts';
import {
  lockedFields,
  missingAtCreation,
  permanentAlerts,
  statusAfterDocument,
  statusAfterStrictChange,
} from './identity-rules.ts';
import { changesBetween } from './insi-acceptance.ts';
import type { Act, Journals } from './journals.ts';
import {
  documentLabels,
  type Justificatif,
  labelOf,
  type Patient,
  requiredTraits,
  strictTraits,
  type TraitName,
  type Traits,
  traitNames,
  type User,
} from './model.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** What saving a form led to. */
export interface SaveResult {
  /** Null when nothing was saved, as far as the screen says. */
  patient: Patient | null;
  messages: string[];
  /** Names of the fields that the messages are about. */
  fields: string[];
}

/** Creation, modification, validation and attributes of identities. */
export class IdentityService {
  readonly #store: Store;
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  readonly #settings: Settings;

  constructor(store: Store, journals: Journals, options: { planted: DefectSet; settings: Settings }) {
    const { planted, settings } = options;
    this.#settings = settings;
    this.#store = store;
    this.#journals = journals;
    this.#planted = planted;
  }

  /** Creates an identity with the traits typed; refused when a strict trait is missing (INS/va1.21). */
  create(saisie: Saisie, user: User): SaveResult {
    const traits = toTraits(saisie);
    const fields = missingAtCreation(traits, this.#planted);
    const malformed = fields.length === 0 ? malformedFields(traits) : [];
    if (malformed.length > 0) return refusal(malformed, malformed.map(formatMessage));
    if (fields.length > 0) {
      if (this.#planted.has('creation-enregistree-malgre-refus')) this.#save(traits, user);
      return refusal(fields, this.#missingMessages(fields));
    }
    const patient = this.#save(this.#asSaved(traits), user);
    return { patient, messages: ['Identité créée au statut « provisoire ».'], fields: [] };
  }

  /** Changes the traits typed; all or nothing (INS/va1.18, va1.48, va1.60). */
  modify(act: Act, saisie: Saisie): SaveResult {
    const { patient, user } = act;
    const changed = changedTraits(patient.traits, saisie).filter((name) => !this.#isLost(name));
    const locked = lockedFields(patient, user, this.#planted);
    const refused = changed.filter((name) => locked.includes(name));
    if (refused.length > 0 && !this.#planted.has('verrou-enregistre-en-silence')) return this.#refuseLocked(refused);
    const wanted = { ...patient.traits, ...pick(toTraits(saisie), changed) };
    const emptied = requiredTraits.filter((name) => changed.includes(name) && wanted[name] === null);
    if (emptied.length > 0) return refusal(emptied, this.#missingMessages(emptied));
    const malformed = malformedFields(pick(wanted, changed));
    if (malformed.length > 0) return refusal(malformed, malformed.map(formatMessage));
    this.#apply(act, wanted, changed);
    const messages = changed.length === 0 ? ['Aucune modification à enregistrer.'] : ['Modifications enregistrées.'];
    return { patient, messages, fields: [] };
  }

  /** Notes that an identity document was checked (INS/va1.54, va1.23). */
  validate(act: Act, justificatif: Justificatif): string[] {
    const { patient } = act;
    const suspect = patient.attributs.find((attribut) => attribut !== 'homonyme');
    if (suspect !== undefined) {
      return [`Validation impossible : l’identité est marquée « ${suspect} ». Retirez d’abord cet attribut.`];
    }
    if (!this.#isStrong(justificatif)) {
      return [
        `Validation refusée : ${documentLabels[justificatif]} n’est pas un justificatif à haut niveau de confiance pour ce cabinet.`,
      ];
    }
    this.#change(act, `Contrôle d’un justificatif : ${documentLabels[justificatif]}`, () => {
      patient.statut = statusAfterDocument(patient.statut, this.#planted);
      if (this.#planted.has('justificatif-non-enregistre')) return;
      patient.justificatif = this.#planted.has('justificatif-toujours-cn') ? 'CN' : justificatif;
    });
    return [`Identité contrôlée sur justificatif (${documentLabels[justificatif]}).`];
  }

  /** Notes which document was shown; the practice may let that alone validate the identity (INS/va1.33, règle 19). */
  record(act: Act, justificatif: Justificatif): string[] {
    const chosen = this.#settings.get('validation_automatique') === 'oui';
    const automatic = chosen && !this.#planted.has('validation-automatique-absente');
    if (automatic || this.#planted.has('validation-automatique-imposee')) return this.validate(act, justificatif);
    this.#change(act, `Justificatif enregistré : ${documentLabels[justificatif]}`, () => {
      act.patient.justificatif = justificatif;
    });
    return ['Justificatif enregistré : le statut ne change pas, validez l’identité pour le faire changer.'];
  }

  /** The practice says which documents it trusts (INS/va1.26, règle 19). */
  #isStrong(justificatif: Justificatif): boolean {
    if (this.#planted.has('justificatifs-reglage-ignore')) return true;
    return this.#settings.get('justificatifs_forts').split(',').includes(justificatif);
  }

  /** Marks the identity; a doubtful or fictitious one loses status and matricule (INS/va1.44, EXI ID 26). */
  addAttribute(act: Act, attribut: Attribut): string[] {
    const { patient } = act;
    if (patient.attributs.includes(attribut)) return [`L’identité est déjà marquée « ${attribut} ».`];
    const other = attribut === 'douteuse' ? 'fictive' : 'douteuse';
    const excluded = attribut !== 'homonyme' && patient.attributs.includes(other);
    if (excluded && !this.#planted.has('attributs-cumul-permis')) {
      return [`Attribut refusé : une identité « ${other} » ne peut pas être aussi « ${attribut} ».`];
    }
    this.#change(act, `Attribut posé : ${attribut}`, () => {
      if (this.#isRecorded(attribut)) patient.attributs.push(attribut);
      if (attribut === 'homonyme') this.#markNamesake(patient);
      else this.#degrade(patient, attribut);
    });
    return [`Identité marquée « ${attribut} ».`];
  }

  /** Takes a mark away; the status does not come back by itself. */
  removeAttribute(act: Act, attribut: Attribut): string[] {
    const { patient } = act;
    if (!patient.attributs.includes(attribut)) return [`L’identité n’est pas marquée « ${attribut} ».`];
    if (this.#planted.has('attribut-non-retire')) return [`Attribut « ${attribut} » retiré.`];
    this.#change(act, `Attribut retiré : ${attribut}`, () => {
      patient.attributs = patient.attributs.filter((held) => held !== attribut);
    });
    return [`Attribut « ${attribut} » retiré.`];
  }

  /** Alerts that the file shows as long as their cause lasts. */
  alerts(patient: Patient): string[] {
    return permanentAlerts(patient, this.#planted);
  }

  #asSaved(traits: Traits): Traits {
    const saved = { ...traits };
    if (this.#planted.has('creation-perd-lieu')) saved.lieuNaissance = null;
    if (this.#planted.has('creation-perd-telephone')) saved.telephone = null;
    if (this.#planted.has('creation-perd-nom-utilise')) saved.nomUtilise = null;
    // EXI ID 08: the first name in use is never filled in by itself.
    if (this.#planted.has('creation-prenom-utilise-rempli')) saved.prenomUtilise ??= saved.prenom;
    return saved;
  }

  #save(traits: Traits, user: User): Patient {
    const statut = this.#planted.has('creation-statut-vali') ? 'VALI' : 'PROV';
    const empty = { attributs: [], matricule: null, oid: null, justificatif: null, historiqueIns: [] };
    const patient = this.#store.add((id) => ({ id, traits, statut, ...empty }));
    this.#journals.changes({ patient, user }, [{ champ: 'statut', ancien: null, nouveau: statut }]);
    this.#journals.modification({ patient, user }, 'Création de l’identité', `Statut ${statut}`);
    return patient;
  }

  #missingMessages(fields: readonly string[]): string[] {
    if (this.#planted.has('creation-message-absent')) return [];
    if (this.#planted.has('creation-message-imprecis')) return ['Enregistrement impossible.'];
    return fields.map((name) => `Enregistrement refusé : le champ « ${labelOf(name)} » est obligatoire.`);
  }

  #refuseLocked(fields: TraitName[]): SaveResult {
    const messages = fields.map((name) => `Modification refusée : le champ « ${labelOf(name)} » est verrouillé.`);
    return refusal(fields, this.#planted.has('verrou-refus-muet') ? [] : messages);
  }

  #apply(act: Act, wanted: Traits, changed: TraitName[]): void {
    if (changed.length === 0) return;
    this.#change(act, 'Modification de l’identité', () => {
      act.patient.traits = wanted;
      if (changed.some((name) => (strictTraits as readonly string[]).includes(name))) this.#invalidate(act.patient);
    });
  }

  #invalidate(patient: Patient): void {
    patient.statut = statusAfterStrictChange(patient.statut, this.#planted);
    if (!this.#planted.has('super-garde-matricule')) patient.matricule = null;
    if (!this.#planted.has('super-garde-oid')) patient.oid = null;
  }

  /** A change that is typed, and then forgotten. */
  #isLost(name: TraitName): boolean {
    return name === 'nomNaissance' && this.#planted.has('modification-nom-perdue');
  }

  #isRecorded(attribut: Attribut): boolean {
    if (attribut === 'homonyme') return !this.#planted.has('homonyme-non-enregistre');
    return !this.#planted.has(`${attribut}-non-enregistree`);
  }

  #markNamesake(patient: Patient): void {
    if (this.#planted.has('homonyme-baisse-statut')) patient.statut = 'PROV';
  }

  #degrade(patient: Patient, attribut: 'douteuse' | 'fictive'): void {
    if (!this.#planted.has(`${attribut}-garde-statut`)) patient.statut = 'PROV';
    if (!this.#planted.has(`${attribut}-garde-matricule`)) patient.matricule = null;
    if (!this.#planted.has(`${attribut}-garde-oid`)) patient.oid = null;
  }

  #change(act: Act, action: string, run: () => void): void {
    const before = structuredClone(act.patient);
    run();
    const changes = changesBetween(before, act.patient);
    this.#journals.changes(act, changes);
    const changed = changes.filter(({ ancien, nouveau }) => ancien !== nouveau).map(({ champ }) => labelOf(champ));
    this.#journals.modification(act, action, changed.join(', '));
  }
}

/** Traits as typed, the empty ones as null. */
export function toTraits(saisie: Saisie): Traits {
  const traits = {} as Traits;
  for (const name of traitNames) traits[name] = saisie[name]?.trim() || null;
  return traits;
}

function changedTraits(current: Traits, saisie: Saisie): TraitName[] {
  const typed = toTraits(saisie);
  return traitNames.filter((name) => saisie[name] !== undefined && typed[name] !== current[name]);
}

function pick(traits: Traits, names: readonly TraitName[]): Partial<Traits> {
  return Object.fromEntries(names.map((name) => [name, traits[name]]));
}

/** A refusal without message marks no field either: it is mute. */
function refusal(fields: readonly string[], messages: string[]): SaveResult {
  return { patient: null, messages, fields: messages.length === 0 ? [] : [...fields] };
}

/** Fields whose form is wrong. Day or month 00 is left to the completion rules, not refused here. */
function malformedFields(traits: Partial<Traits>): string[] {
  const wrong: string[] = [];
  if (traits.dateNaissance && !/^\d{4}-\d{2}-\d{2}$/.test(traits.dateNaissance)) wrong.push('dateNaissance');
  if (traits.lieuNaissance && !/^[0-9A-Za-z]{5}$/.test(traits.lieuNaissance)) wrong.push('lieuNaissance');
  if (traits.sexe && traits.sexe !== 'M' && traits.sexe !== 'F') wrong.push('sexe');
  return wrong;
}

function formatMessage(name: string): string {
  const forms: Record<string, string> = {
    dateNaissance: 'AAAA-MM-JJ',
    lieuNaissance: '5 caractères du code officiel géographique',
    sexe: 'M ou F',
  };
  return `Enregistrement refusé : le champ « ${labelOf(name)} » attend ${forms[name] ?? 'une autre forme'}.`;
}
