import { escapeXml } from '../../core/index.ts';
import { dmpOids } from './namespaces.ts';
import type { DmpPatient } from './patient.ts';

/** Code system of consents, oppositions and attachment (facts, DMP §4.1). */
export const observationSystem = '1.2.250.1.213.4.1.2.3';

/** An observation about the DMP; one without value is not written. */
export interface Observation {
  code: string;
  label: string;
  value: boolean | undefined;
  system?: string;
  /** Name of the element around it: `subjectOf`, or `subjectOf2` in PDQ (facts, DMP §4.3). */
  around?: string;
}

/** `subject/registrationEvent`: the patient, then what is said of his DMP. */
export function registrationEvent(patient: DmpPatient, content: { more?: string; observations: string }): string {
  const { matricule, cle, oid, etat } = patient;
  return [
    '<subject typeCode="SUBJ" contextConductionInd="false"><registrationEvent classCode="REG" moodCode="EVN">',
    '<statusCode code="completed"/><subject1 typeCode="SBJ"><patient classCode="PAT">',
    `<id root="${oid}" extension="${matricule}${cle}"/><statusCode code="${etat === 'ferme' ? 'terminated' : 'active'}"/>`,
    `<patientPerson classCode="PSN" determinerCode="INSTANCE">${nameXml(patient)}${telecoms(patient)}${traits(patient)}`,
    `${content.more ?? ''}</patientPerson>${content.observations}`,
    `</patient></subject1><custodian typeCode="CST"><assignedEntity classCode="ASSIGNED"><id root="${dmpOids.application}"/>`,
    '</assignedEntity></custodian></registrationEvent></subject>',
  ].join('');
}

/**
 * What TD1.3a adds: death, address, representatives, birthplace (facts, DMP §4.1), in the order of the HL7 schema. The place
 * is its COG code, in `county` as a CDA header writes it (facts, DMP §11; inferred here).
 */
export function administrativeXml(patient: DmpPatient): string {
  const { decede, adresse, representants = [], lieuNaissance } = patient;
  return [
    decede === undefined ? '' : `<deceasedInd value="${decede}"/>`,
    adresse === undefined ? '' : addressXml(adresse),
    ...representants.map(representative),
    lieuNaissance === undefined
      ? ''
      : `<birthPlace classCode="BIRTHPL"><addr><county>${escapeXml(lieuNaissance)}</county></addr></birthPlace>`,
  ].join('');
}

export function observationXml({ code, label, value, system = observationSystem, around }: Observation): string {
  if (value === undefined) return '';
  const element = around ?? 'subjectOf';
  return (
    `<${element} typeCode="SBJ"><administrativeObservation classCode="OBS" moodCode="EVN">` +
    `<code code="${code}" codeSystem="${system}" displayName="${escapeXml(label)}"/>` +
    `<value xsi:type="BL" value="${value}"/></administrativeObservation></${element}>`
  );
}

/** `M.` or `Mme`, by the sex unless it was declared. */
export function civilityOf({ civilite, sexe }: DmpPatient): string {
  return civilite ?? (sexe === 'F' ? 'Mme' : 'M.');
}

function nameXml(patient: DmpPatient): string {
  return (
    `<name><prefix>${escapeXml(civilityOf(patient))}</prefix><given>${escapeXml(patient.prenom)}</given>` +
    `${families(patient)}</name>`
  );
}

// SP is the name in use, BR that of birth; the sample bears SP alone.
function families({ nomNaissance, nomUtilise }: DmpPatient): string {
  const used = `<family qualifier="SP">${escapeXml(nomUtilise ?? nomNaissance)}</family>`;
  return nomUtilise === undefined ? used : `${used}<family qualifier="BR">${escapeXml(nomNaissance)}</family>`;
}

function telecoms({ courriel, mobile, telephone }: Pick<DmpPatient, 'courriel' | 'mobile' | 'telephone'>): string {
  return [
    courriel === undefined ? '' : `<telecom value="mailto:${escapeXml(courriel)}"/>`,
    mobile === undefined ? '' : `<telecom use="MC" value="tel:${escapeXml(mobile)}"/>`,
    telephone === undefined ? '' : `<telecom use="HP" value="tel:${escapeXml(telephone)}"/>`,
  ].join('');
}

function traits({ sexe, dateNaissance }: DmpPatient): string {
  return `<administrativeGenderCode code="${sexe}"/><birthTime value="${dateNaissance.replaceAll('-', '')}"/>`;
}

function addressXml({ lignes = [], codePostal, ville, pays }: NonNullable<DmpPatient['adresse']>): string {
  const part = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`;
  const lines = lignes.map((line) => part('streetAddressLine', line)).join('');
  return `<addr>${lines}${part('postalCode', codePostal)}${part('city', ville)}${part('country', pays)}</addr>`;
}

function representative(one: NonNullable<DmpPatient['representants']>[number]): string {
  return (
    `<personalRelationship classCode="PRS"><code code="${escapeXml(one.lien)}" codeSystem="2.16.840.1.113883.1.11.19579"/>` +
    `${telecoms(one)}<relationshipHolder1 classCode="PSN" determinerCode="INSTANCE"><name>` +
    `<given>${escapeXml(one.prenom)}</given><family>${escapeXml(one.nom)}</family></name></relationshipHolder1></personalRelationship>`
  );
}
