import type { TestPerson } from '../../core/index.ts';
import { dmpPerson, physician, role, roles, structure } from './dmp-request.ts';

/** Roles of a VIHF, by column of the matrices of rights. */
export const rolesByProfile = {
  ps: [role('60', '1.2.250.1.71.1.2.7', 'Infirmier')],
  medecin: roles.physician,
  travail: [role('10', '1.2.250.1.71.1.2.7', 'Médecin'), role('SM25', '1.2.250.1.71.4.2.5', 'Médecine du travail')],
  cpe: [role('SECRETARIAT_MEDICAL', '1.2.250.1.213.1.1.4.6', 'Secrétariat médical')],
} as const;

/** What a test puts in TD1.2, TD1.3b or TD1.4. */
export interface ManagementParts {
  person?: Pick<TestPerson, 'matricule' | 'cle' | 'oid'>;
  /** Content of `patientPerson`. */
  traits?: string;
  /** Content of the author's name. */
  author?: string;
  /** After `patientPerson`. */
  observations?: string;
  /** `reasonOf`. */
  reason?: string;
}

/** Traits that TD1.3b wants, and what it changes. */
export const newTraits =
  '<name><prefix>Mme</prefix><family qualifier="BR">TESTNOUVEAU</family><family qualifier="SP">TESTUSAGE</family><given>ALICE</given></name>' +
  '<telecom value="mailto:alice@test.fr"/><telecom use="MC" value="tel:0600000000"/>' +
  '<administrativeGenderCode code="F"/><birthTime value="19800102"/>' +
  '<addr><streetAddressLine>1 rue du Test</streetAddressLine><postalCode>63000</postalCode><city>Clermont</city></addr>';

/** The reason that TD1.4 wants. */
export const closingReason =
  '<reasonOf><detectedIssueEvent><code code="FERMETURE_DEMANDE_PATIENT" codeSystem="1.2.250.1.213.4.1.2.4"/>' +
  '<text>Demande du patient</text></detectedIssueEvent></reasonOf>';

/** The consent that TD1.2 wants. */
export const consent =
  '<subjectOf><administrativeObservation><code code="CONSENTEMENT_REACTIVATION_DMP" codeSystem="1.2.250.1.213.4.1.2.3"/>' +
  '<value value="true"/></administrativeObservation></subjectOf>';

/** TD1.2 (`REAC`), TD1.3b (`MODIF_DATA`) or TD1.4 (`FERM`), right unless its parts say otherwise. */
export function managementBody(code: string, parts: ManagementParts = {}): string {
  const { matricule, cle, oid } = parts.person ?? dmpPerson;
  const state = code === 'FERM' ? 'terminated' : 'active';
  return (
    '<PRPA_IN201314UV02 xmlns="urn:hl7-org:v3"><id root="2.25.1" extension="1"/><controlActProcess>' +
    `<reasonCode code="${code}" codeSystem="1.2.250.1.213.1.1.4.11"/><subject><registrationRequest><statusCode code="active"/>` +
    `<subject1><patient><id root="${oid}" extension="${matricule}${cle}"/><statusCode code="${state}"/>` +
    `<patientPerson>${parts.traits ?? newTraits}</patientPerson>${parts.observations ?? (code === 'REAC' ? consent : '')}` +
    `</patient></subject1><author><assignedEntity><id root="1.2.250.1.71.4.2.1" extension="${physician}"/>` +
    `<assignedPerson><name>${parts.author ?? '<family>TÉMOIN</family><given>Alix</given>'}</name></assignedPerson>` +
    `<representedOrganization><id root="1.2.250.1.71.4.2.2" extension="${structure}"/><name>CABINET</name></representedOrganization>` +
    `</assignedEntity></author></registrationRequest></subject>${parts.reason ?? (code === 'FERM' ? closingReason : '')}` +
    '</controlActProcess></PRPA_IN201314UV02>'
  );
}

/** TD0.4. */
export function patientListBody(startDate: string, dateType = 'LASTAUTORIZATION', psOwnerId?: string): string {
  const owner = psOwnerId === undefined ? '' : `<psOwnerId>${psOwnerId}</psOwnerId>`;
  return `<patientList xmlns="urn:si-dmp-patients"><startDate>${startDate}</startDate><dateType>${dateType}</dateType>${owner}</patientList>`;
}

/** TD1.6. */
export function authorizationListBody(mode: string): string {
  return `<listAuthorizationByPatient xmlns="urn:si-dmp-habilitations"><mode>${mode}</mode></listAuthorizationByPatient>`;
}

/** TD0.5: a name, and more parameters. */
export function patientSearchBody(family: string, more = ''): string {
  return (
    '<PRPA_IN201305UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">' +
    '<id root="2.25.1" extension="1"/><controlActProcess classCode="CACT" moodCode="EVN">' +
    '<code code="PRPA_TE201305UV02" codeSystem="2.16.840.1.113883.1.6"/><queryByParameter>' +
    '<queryId root="2.25.2" extension="2"/><statusCode code="new"/><parameterList>' +
    `${more}<livingSubjectName><value xsi:type="EN"><family>${family}</family></value><semanticsText>LivingSubject.name</semanticsText>` +
    '</livingSubjectName></parameterList></queryByParameter></controlActProcess></PRPA_IN201305UV02>'
  );
}

/** The token of the web access in AIR. */
export const webTokenBody = '<probant_demanderJeton xmlns="urn:probant:dmp"/>';

/** TD1.3a, from the body of TD0.2. */
export function administrativeBody(existence: string): string {
  return existence.replace('TEST_EXST', 'CNSLT_DATA');
}
