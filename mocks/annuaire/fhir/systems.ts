import type { CodeableConcept, Coding } from './r4.ts';

const frCore = 'https://hl7.fr/ig/fhir/core';
const annuaire = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition';

/** Systems and extensions of the API (facts, Annuaire §4.4). */
export const systems = {
  idnps: 'urn:oid:1.2.250.1.71.4.2.1',
  rpps: 'https://rpps.esante.gouv.fr',
  idnst: 'urn:oid:1.2.250.1.71.4.2.2',
  finess: 'https://finess.esante.gouv.fr',
  siren: 'https://sirene.fr',
  rppsRang: 'https://rppsrang.esante.gouv.fr',
  // Profile as-device of the implementation guide, « à titre indicatif ».
  arhgos: 'https://arhgos.ars.sante.fr',
  identifierType: `${frCore}/CodeSystem/fr-core-cs-v2-0203`,
  organizationType: `${frCore}/CodeSystem/fr-core-cs-v2-3307`,
  // JDV_J83 by its OID, as the release notes of the API write it; its name in the NOS is not known.
  authority: 'urn:oid:1.2.250.1.213.1.6.1.57',
  subsetted: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
} as const;

export const extensions = {
  emailType: `${frCore}/StructureDefinition/fr-core-contact-point-email-type`,
  mailbox: `${annuaire}/as-ext-mailbox-mss-metadata`,
  smartCard: `${annuaire}/as-ext-smartcard`,
  dataTrace: `${annuaire}/as-ext-data-trace`,
  organizationTypes: `${annuaire}/as-ext-organization-types`,
  licence: `${annuaire}/as-ext-organization-pharmacy-licence`,
  addressPart: 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP',
} as const;

/** A profile of public data of the directory. */
export function asProfile(name: string): string {
  return `${annuaire}/as-dp-${name}`;
}

/** A profile of FR Core. */
export function frProfile(name: string): string {
  return `${frCore}/StructureDefinition/fr-core-${name}`;
}

/** Address of a terminology of the NOS: `R38-SpecialiteOrdinale`. */
export function tre(name: string): string {
  return `https://mos.esante.gouv.fr/NOS/TRE_${name}/FHIR/TRE-${name}`;
}

export const terminologies = {
  messaging: tre('R256-TypeMessagerie'),
  mailboxType: tre('R257-TypeBAL'),
  cardType: tre('R87-TypeCarte'),
  diplomaType: tre('R14-TypeDiplome'),
  diploma: tre('R48-DiplomeEtatFrancais'),
  category: tre('R09-CategorieProfessionnelle'),
  profession: tre('G15-ProfessionSante'),
  skillType: tre('R04-TypeSavoirFaire'),
  speciality: tre('R38-SpecialiteOrdinale'),
  activityKind: tre('R22-GenreActivite'),
  mode: tre('R23-ModeExercice'),
  function: tre('R21-Fonction'),
  section: tre('R06-SectionTableauCNOP'),
  sector: tre('R02-SecteurActivite'),
  legalStatus: tre('R72-FinessStatutJuridique'),
  establishment: tre('R66-CategorieEtablissement'),
  naf: tre('R75-InseeNAFrev2Niveau5'),
  equipment: tre('R272-EquipementMaterielLourd'),
  careActivity: tre('R274-ActiviteSanitaireRegulee'),
  careModality: tre('R275-ModaliteActivite'),
  careForm: tre('R276-FormeActivite'),
  socialForm: tre('R209-TypeActivite'),
  socialDiscipline: tre('R280-DisciplineEquipementSocial'),
} as const;

export function concept(...coding: Coding[]): CodeableConcept {
  return { coding };
}

export function coding(system: string, code: string): Coding {
  return { system, code };
}
