import type {
  DeviceEntity,
  Entity,
  OrganizationEntity,
  PractitionerEntity,
  RoleEntity,
  ServiceEntity,
} from './entities.ts';
import { activityConcept, categoriesOf, formConcept } from './facilities.ts';
import type { CodeableConcept, ResourceType } from './r4.ts';
import {
  identifiersOf,
  isDoctor,
  lineOf,
  mailboxesOf,
  organizationTypes,
  profilesOf,
  qualificationsOf,
  registrarOf,
  roleCodes,
  sourceOf,
} from './resources.ts';
import { systems, terminologies } from './systems.ts';

/** A value that a search looks at: a text, an address, a reference, or a code and its system. */
export interface Value {
  system?: string;
  code: string;
}

/** A search parameter of a type of resource. */
export interface Parameter<E extends Entity = Entity> {
  name: string;
  type: 'string' | 'token' | 'reference' | 'uri' | 'date';
  /** As the CapabilityStatement says it. */
  documentation: string;
  /** What an entity has there. A method, so that parameters of each type of entity share one table. */
  values(entity: E): readonly Value[];
}

const id: Parameter = {
  name: '_id',
  type: 'token',
  documentation: 'Identifiant technique de la ressource.',
  values: (entity) => [{ code: entity.id }],
};
const lastUpdated: Parameter = {
  name: '_lastUpdated',
  type: 'date',
  documentation: 'Date de dernière mise à jour (eq, ne, gt, lt, ge, le, sa, eb, ap).',
  values: () => [],
};
const informationSystem: Parameter = {
  name: 'data-information-system',
  type: 'token',
  documentation: 'Système d’information (RPPS, FINESS).',
  values: (entity) => [{ code: sourceOf(entity) }],
};
const registrationAuthority: Parameter = {
  name: 'data-registration-authority',
  type: 'token',
  documentation: 'Autorité d’enregistrement.',
  values: (entity) => [{ system: systems.authority, code: registrarOf(entity) }],
};
const identifier: Parameter = {
  name: 'identifier',
  type: 'token',
  documentation: 'Identifiant métier.',
  values: (entity) => identifiersOf(entity).map(({ system, value }) => ({ system, code: value })),
};
const identifierType: Parameter = {
  name: 'identifier-type',
  type: 'token',
  documentation: 'Type d’identifiant (IDNPS, RPPS, IDNST, FINEG, FINEJ…).',
  values: (entity) => identifiersOf(entity).flatMap(({ type }) => type?.coding ?? []),
};
const mailbox: Parameter = {
  name: 'mailbox-mss',
  type: 'string',
  documentation: 'Adresse d’une boîte MSSanté.',
  values: (entity) => mailboxesOf(entity).map(({ adresse }) => ({ code: adresse })),
};
const mailboxType: Parameter = {
  name: 'mailbox-mss-type',
  type: 'token',
  documentation: 'Type de boîte MSSanté (PER, CAB, ORG, APP).',
  values: (entity) => mailboxesOf(entity).map(({ type }) => ({ system: terminologies.mailboxType, code: type })),
};
const common: readonly Parameter[] = [id, lastUpdated, informationSystem, registrationAuthority, identifier];

const practitioner: ReadonlyArray<Parameter<PractitionerEntity>> = [
  ...common,
  identifierType,
  mailbox,
  mailboxType,
  token('active', 'Exercice ouvert ou fermé.', ({ person }) => flag(person.actif)),
  text('family', 'Nom d’exercice.', ({ person }) => [person.nom]),
  text('given', 'Prénom d’exercice.', ({ person }) => [person.prenom]),
  text('name', 'Nom complet, préfixe (civilité) et suffixe (civilité d’exercice) compris.', (entity) => {
    const { nom, prenom, civilite } = entity.person;
    return [`${prenom} ${nom}`, nom, prenom, civilite, ...(isDoctor(entity) ? ['DR'] : [])];
  }),
  text('number-smartcard', 'Numéro de carte.', ({ person }) => (person.cartes ?? []).map(({ numero }) => numero)),
  token('type-smartcard', 'Type de carte.', ({ person }) =>
    (person.cartes ?? []).map(({ type }) => ({ system: terminologies.cardType, code: type })),
  ),
  token('qualification-code', 'Diplôme, profession, catégorie, savoir-faire.', (entity) =>
    codes(qualificationsOf(entity)),
  ),
];

const practitionerRole: ReadonlyArray<Parameter<RoleEntity>> = [
  ...common,
  mailbox,
  token('active', 'Activité ouverte ou fermée.', ({ person }) => flag(person.actif)),
  reference('organization', 'Structure de l’activité.', (entity) => [`Organization/${entity.organization}`]),
  reference('practitioner', 'Professionnel de l’activité.', (entity) => [`Practitioner/${entity.practitioner}`]),
  token('role', 'Genre d’activité, mode d’exercice, fonction, section du tableau des pharmaciens.', (entity) =>
    codes(roleCodes(entity)),
  ),
];

const organization: ReadonlyArray<Parameter<OrganizationEntity>> = [
  ...common,
  identifierType,
  mailbox,
  token('active', 'Structure ouverte ou fermée.', ({ structure }) => flag(structure.actif)),
  text('address', 'Adresse : ligne, commune ou code postal.', ({ structure }) => [
    lineOf(structure),
    structure.commune.libelle,
    structure.codePostal,
  ]),
  text('address-city', 'Commune.', ({ structure }) => [structure.commune.libelle]),
  text('address-line', 'Ligne d’adresse.', ({ structure }) => [lineOf(structure)]),
  text('address-postalcode', 'Code postal.', ({ structure }) => [structure.codePostal]),
  text('name', 'Raison sociale.', ({ structure }) => [structure.raisonSociale]),
  reference('partof', 'Entité juridique de rattachement.', ({ partOf }) =>
    partOf === undefined ? [] : [`Organization/${partOf}`],
  ),
  text('pharmacy-licence', 'Licence d’officine.', ({ structure: { licence } }) =>
    licence === undefined ? [] : [licence],
  ),
  token('type', 'Type de structure, secteur d’activité, catégorie, code APE, statut juridique.', ({ structure }) =>
    codes(organizationTypes(structure)),
  ),
];

const device: ReadonlyArray<Parameter<DeviceEntity>> = [
  ...common,
  text('manufacturer', 'Marque.', ({ equipment }) => [equipment.marque]),
  text('model', 'Modèle.', ({ equipment }) => [equipment.modele]),
  reference('organization', 'Structure de l’équipement.', (entity) => [`Organization/${entity.organization}`]),
  token('status', 'active, inactive.', ({ equipment }) => [{ code: equipment.actif ? 'active' : 'inactive' }]),
  token('type', 'Type d’équipement matériel lourd.', ({ equipment }) => [
    { system: terminologies.equipment, code: equipment.type.code },
  ]),
];

const healthcareService: ReadonlyArray<Parameter<ServiceEntity>> = [
  ...common,
  // The guide of the API writes this name, the CapabilityStatement the other one: both are accepted.
  { ...informationSystem, name: 'as-sp-data-information-system' },
  {
    name: '_profile',
    type: 'uri',
    documentation: 'Profil : activité de soins ou équipement social.',
    values: (entity) => profilesOf(entity).map((code) => ({ code })),
  },
  token('active', 'Activité ouverte ou fermée.', ({ service }) => flag(service.actif)),
  token('characteristic', 'Forme d’une activité de soins, type d’un équipement social.', (one) =>
    codes([formConcept(one)]),
  ),
  reference('organization', 'Structure de l’activité.', (entity) => [`Organization/${entity.organization}`]),
  token('service-category', 'Modalité d’une activité de soins.', (one) => codes(categoriesOf(one))),
  token('service-type', 'Activité de soins, discipline d’un équipement social.', (one) =>
    codes([activityConcept(one)]),
  ),
];

/** The search parameters of each type (facts, Annuaire §4.3; guide and CapabilityStatement of the API). */
export const parameters: Readonly<Record<ResourceType, readonly Parameter[]>> = {
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Organization: organization,
  HealthcareService: healthcareService,
  Device: device,
};

/** Types in the order in which the server names them. */
export const resourceTypes: readonly ResourceType[] = [
  'Practitioner',
  'PractitionerRole',
  'Device',
  'Organization',
  'HealthcareService',
];

/** The parameter of a type by its name. */
export function parameterOf(type: ResourceType, name: string): Parameter | undefined {
  return parameters[type].find((parameter) => parameter.name === name);
}

function text<E extends Entity>(
  name: string,
  documentation: string,
  of: (entity: E) => readonly string[],
): Parameter<E> {
  return { name, type: 'string', documentation, values: (entity) => of(entity).map((code) => ({ code })) };
}

function token<E extends Entity>(
  name: string,
  documentation: string,
  values: (entity: E) => readonly Value[],
): Parameter<E> {
  return { name, type: 'token', documentation, values };
}

function reference<E extends Entity>(
  name: string,
  documentation: string,
  of: (entity: E) => readonly string[],
): Parameter<E> {
  return { name, type: 'reference', documentation, values: (entity) => of(entity).map((code) => ({ code })) };
}

function flag(value = true): Value[] {
  return [{ code: String(value) }];
}

function codes(concepts: readonly CodeableConcept[]): Value[] {
  return concepts.flatMap(({ coding }) => coding);
}
