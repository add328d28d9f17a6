import { authorityOf } from '../extraction.ts';
import type { Mailbox, SmartCard, Structure } from '../model.ts';
import type { Entity, OrganizationEntity, PractitionerEntity, RoleEntity } from './entities.ts';
import { deviceResource, serviceResource } from './facilities.ts';
import { toInstant } from './instants.ts';
import type {
  CodeableConcept,
  Common,
  ContactPoint,
  Extension,
  Identifier,
  Meta,
  Organization,
  Practitioner,
  PractitionerRole,
  Resource,
} from './r4.ts';
import { asProfile, coding, concept, extensions, frProfile, systems, terminologies } from './systems.ts';

/** Writes the resource of an entity (shapes: facts, Annuaire §4.4). */
export function resourceOf(entity: Entity): Resource {
  if (entity.type === 'Practitioner') return practitionerResource(entity);
  if (entity.type === 'PractitionerRole') return roleResource(entity);
  if (entity.type === 'Organization') return organizationResource(entity);
  const common = commonOf(entity);
  return entity.type === 'Device' ? deviceResource(entity, common) : serviceResource(entity, common);
}

/** The register that a resource comes from. */
export function sourceOf(entity: Entity): 'RPPS' | 'FINESS' {
  if (entity.type === 'Organization') return entity.structure.finess === undefined ? 'RPPS' : 'FINESS';
  return entity.type === 'Practitioner' || entity.type === 'PractitionerRole' ? 'RPPS' : 'FINESS';
}

/** Who registered it: an order, or the regional agency (ARS) for a structure (inferred). */
export function registrarOf(entity: Entity): string {
  return 'person' in entity ? authorityOf(entity.person) : 'ARS';
}

/** The profiles that a resource declares. */
export function profilesOf(entity: Entity): string[] {
  const profiles: Record<Entity['type'], string[]> = {
    Practitioner: [frProfile('practitioner'), asProfile('practitioner')],
    PractitionerRole: [frProfile('practitioner-role'), asProfile('practitionerrole')],
    Organization: [frProfile('organization'), asProfile('organization')],
    Device: [asProfile('device')],
    HealthcareService: [
      asProfile(
        entity.type === 'HealthcareService' && entity.service.nature === 'social'
          ? 'healthcareservice-social-equipment'
          : 'healthcareservice-healthcare-activity',
      ),
    ],
  };
  return profiles[entity.type];
}

/** The MSS mailboxes that a resource bears: of the person alone, of an activity, or of a structure. */
export function mailboxesOf(entity: Entity): readonly Mailbox[] {
  if (entity.type === 'Practitioner') {
    return entity.person.mailboxes.filter(
      ({ type, activite }) => activite !== true && (type === 'PER' || type === 'CAB'),
    );
  }
  if (entity.type === 'PractitionerRole') return entity.activity.mailboxes ?? [];
  return entity.type === 'Organization' ? (entity.structure.mailboxes ?? []) : [];
}

export function identifiersOf(entity: Entity): Identifier[] {
  if (entity.type === 'Practitioner') {
    const { rpps } = entity.person;
    return [identifier(systems.idnps, `8${rpps}`, 'IDNPS'), identifier(systems.rpps, rpps, 'RPPS')];
  }
  if (entity.type === 'PractitionerRole') return [identifier(systems.rpps, entity.number)];
  if (entity.type === 'Organization') return structureIdentifiers(entity.structure);
  const { arhgos } = entity.type === 'Device' ? entity.equipment : entity.service;
  return [identifier(systems.arhgos, arhgos)];
}

/** The national identifier of a structure begins with its kind: 1 FINESS, 4 number given by the RPPS. */
function structureIdentifiers({ id, finess, siren, juridique }: Structure): Identifier[] {
  const national = identifier(systems.idnst, finess === undefined ? `4${id}` : `1${finess}`, 'IDNST');
  const own =
    finess === undefined
      ? identifier(systems.rppsRang, id, 'RPPSRG')
      : identifier(systems.finess, finess, juridique === true ? 'FINEJ' : 'FINEG');
  return [national, own, ...(siren === undefined ? [] : [identifier(systems.siren, siren, 'SIREN')])];
}

function identifier(system: string, value: string, type?: string): Identifier {
  const typed = type === undefined ? {} : { type: concept(coding(systems.identifierType, type)) };
  return { use: 'official', ...typed, system, value };
}

/** What every resource has, in the order in which the API writes it. */
function commonOf(entity: Entity, extension: Extension[] = []): Common {
  return {
    id: entity.id,
    meta: metaOf(entity),
    language: 'fr',
    ...(extension.length === 0 ? {} : { extension }),
    identifier: identifiersOf(entity),
  };
}

function metaOf(entity: Entity): Meta {
  const { version, updatedAt } = entity;
  const trace: Extension = {
    url: extensions.dataTrace,
    extension: [
      {
        url: 'autorite-enregistrement',
        valueCodeableConcept: concept(coding(systems.authority, registrarOf(entity))),
      },
      { url: 'systeme-information', valueCode: sourceOf(entity) },
    ],
  };
  return {
    extension: [trace],
    versionId: String(version),
    lastUpdated: toInstant(updatedAt),
    source: 'https://annuaire.sante.fr',
    profile: profilesOf(entity),
  };
}

function practitionerResource(entity: PractitionerEntity): Practitioner {
  const { person } = entity;
  const { nom, prenom, civilite, cartes = [], actif = true } = person;
  return {
    resourceType: 'Practitioner',
    ...commonOf(entity, cartes.map(cardExtension)),
    active: actif,
    name: [
      {
        text: `${prenom} ${nom}`,
        family: nom,
        given: [prenom],
        prefix: [civilite],
        ...(isDoctor(entity) ? { suffix: ['DR'] } : {}),
      },
    ],
    ...telecomOf(entity),
    qualification: qualificationsOf(entity).map((code) => ({ code })),
  };
}

/** Physicians, dentists and pharmacists bear the title (inferred of the two last ones). */
export function isDoctor({ person }: PractitionerEntity): boolean {
  return ['10', '21', '40'].includes(person.profession.code);
}

function cardExtension({ type, numero, debut, fin }: SmartCard): Extension {
  return {
    url: extensions.smartCard,
    extension: [
      { url: 'type', valueCodeableConcept: concept(coding(terminologies.cardType, type)) },
      { url: 'number', valueString: numero },
      { url: 'period', valuePeriod: { start: debut, end: fin } },
    ],
  };
}

/** Diploma, category and profession, know-how. The diploma of physicians is the one recorded; others are left out. */
export function qualificationsOf({ person }: PractitionerEntity): CodeableConcept[] {
  const { profession, savoirFaire } = person;
  const diploma = concept(coding(terminologies.diplomaType, 'DE'), coding(terminologies.diploma, 'DE05'));
  const practice = concept(coding(terminologies.category, 'C'), coding(terminologies.profession, profession.code));
  const skill =
    savoirFaire === undefined
      ? []
      : [concept(coding(terminologies.skillType, 'S'), coding(terminologies.speciality, savoirFaire.code))];
  return [...(profession.code === '10' ? [diploma] : []), practice, ...skill];
}

function roleResource(entity: RoleEntity): PractitionerRole {
  const { person, practitioner, organization } = entity;
  return {
    resourceType: 'PractitionerRole',
    ...commonOf(entity),
    active: person.actif ?? true,
    practitioner: { reference: `Practitioner/${practitioner}` },
    organization: { reference: `Organization/${organization}` },
    code: roleCodes(entity),
    ...telecomOf(entity),
  };
}

/** Kind of activity, way of practising, function, section of the pharmacists: each a concept of its own. */
export function roleCodes({ activity }: RoleEntity): CodeableConcept[] {
  const { mode, fonction, section } = activity;
  return [
    concept(coding(terminologies.activityKind, 'GENR01')),
    concept(coding(terminologies.mode, mode)),
    ...(fonction === undefined ? [] : [concept(coding(terminologies.function, fonction.code))]),
    ...(section === undefined ? [] : [concept(coding(terminologies.section, section.code))]),
  ];
}

function organizationResource(entity: OrganizationEntity): Organization {
  const { structure, partOf } = entity;
  const { licence, raisonSociale, actif = true } = structure;
  return {
    resourceType: 'Organization',
    ...commonOf(entity, licence === undefined ? [] : [{ url: extensions.licence, valueString: licence }]),
    active: actif,
    type: organizationTypes(structure),
    name: raisonSociale,
    ...telecomOf(entity),
    address: [addressOf(structure)],
    ...(partOf === undefined ? {} : { partOf: { reference: `Organization/${partOf}` } }),
  };
}

/** The category of establishment (TRE_R66) bears no extension, as recorded. */
export function organizationTypes(structure: Structure): CodeableConcept[] {
  const { juridique, secteur, categorie, statutJuridique, ape } = structure;
  const kind = juridique === true ? 'LEGAL-ENTITY' : 'GEOGRAPHICAL-ENTITY';
  return [
    typed('organizationType', systems.organizationType, kind),
    typed('secteurActiviteRASS', terminologies.sector, secteur.code),
    ...(statutJuridique === undefined
      ? []
      : [typed('statutJuridiqueINSEE', terminologies.legalStatus, statutJuridique.code)]),
    ...(categorie === undefined ? [] : [concept(coding(terminologies.establishment, categorie.code))]),
    ...(ape === undefined ? [] : [typed('activiteINSEE', terminologies.naf, ape.code)]),
  ];
}

function typed(name: string, system: string, code: string): CodeableConcept {
  return { extension: [{ url: extensions.organizationTypes, valueCode: name }], coding: [coding(system, code)] };
}

function addressOf({ numeroVoie, typeVoie, voie, commune, codePostal }: Structure): Organization['address'][number] {
  const part = (name: string, value: string): Extension => ({
    url: `${extensions.addressPart}-${name}`,
    valueString: value,
  });
  const parts = [part('houseNumber', numeroVoie), part('streetNameType', typeVoie.code), part('streetNameBase', voie)];
  return {
    line: [lineOf({ numeroVoie, typeVoie, voie })],
    _line: [{ extension: parts }],
    city: commune.libelle,
    postalCode: codePostal,
  };
}

/** First line of an address. */
export function lineOf({ numeroVoie, typeVoie, voie }: Pick<Structure, 'numeroVoie' | 'typeVoie' | 'voie'>): string {
  return `${numeroVoie} ${typeVoie.code} ${voie}`;
}

function telecomOf(entity: Entity): { telecom?: ContactPoint[] } {
  const { telephone, courriel } = entity.type === 'Organization' ? entity.structure : {};
  const telecom: ContactPoint[] = [
    ...mailboxesOf(entity).map(mailboxContact),
    // An e-mail without the extension is no MSS mailbox (ANN-06).
    ...(courriel === undefined ? [] : [{ system: 'email' as const, value: courriel }]),
    ...(telephone === undefined ? [] : [{ system: 'phone' as const, value: telephone }]),
  ];
  return telecom.length === 0 ? {} : { telecom };
}

function mailboxContact({ adresse, type, description, dematerialisation }: Mailbox): ContactPoint {
  const metadata: Extension[] = [
    { url: 'type', valueCodeableConcept: concept(coding(terminologies.mailboxType, type)) },
    ...(description === undefined ? [] : [{ url: 'description', valueString: description }]),
    { url: 'digitization', valueBoolean: dematerialisation },
  ];
  return {
    extension: [
      { url: extensions.emailType, valueCoding: coding(terminologies.messaging, 'MSSANTE') },
      { url: extensions.mailbox, extension: metadata },
    ],
    system: 'email',
    value: adresse,
  };
}
