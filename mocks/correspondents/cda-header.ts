import { escapeXml } from '../../core/index.ts';
import {
  type Code,
  identifiersOf,
  kindOf,
  localPatient,
  nationalIds,
  professionalId,
  setting,
  structureOf,
  utcInstant,
} from './sender.ts';
import type { Sending } from './sent-document.ts';

/**
 * A CDA R2 document of a correspondent: header of the CI-SIS « structuration minimale » 1.16.8 (facts, DMP §11), in the
 * order of CDA.xsd, and the body that is given.
 */
export function writeCda(sending: Sending, body: string): Buffer {
  const parts = [identification, recordTarget, author, custodian, legalAuthenticator, event, former, encounter];
  const { feuilleDeStyle } = sending.document;
  const sheet =
    feuilleDeStyle === undefined
      ? ''
      : `<?xml-stylesheet type="text/xsl" href="../../${escapeXml(feuilleDeStyle)}"?>\n`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${sheet}<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:lab="urn:oid:1.3.6.1.4.1.19376.1.3.2">
${parts.map((part) => part(sending)).join('\n')}
<component>${body}</component>
</ClinicalDocument>
`,
  );
}

/** A coded element. */
export function coded(name: string, { code, systeme, libelle }: Code): string {
  return `<${name} code="${escapeXml(code)}" codeSystem="${systeme}" displayName="${escapeXml(libelle)}"/>`;
}

/** An instant as CDA writes it: to the second, with its offset. */
export function cdaInstant(date: string): string {
  return `${utcInstant(date)}+0000`;
}

function identification({ document }: Sending): string {
  const { modeles, type } = kindOf(document);
  const { id, setId, version } = identifiersOf(document);
  const templates = modeles.map(
    ([root, model]) => `<templateId root="${root}"${model === undefined ? '' : ` extension="${model}"`}/>`,
  );
  return `<realmCode code="FR"/>
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
${templates.join('\n')}
<id root="${id}"/>
${coded('code', type)}
<title>${escapeXml(document.titre)}</title>
<effectiveTime value="${cdaInstant(document.date)}"/>
<confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/>
<languageCode code="fr-FR"/>
<setId root="${setId}"/>
<versionNumber value="${version}"/>`;
}

function recordTarget(sending: Sending): string {
  const { patient } = sending;
  const local = localPatient(sending);
  const gender = patient.sexe === 'F' ? 'Féminin' : 'Masculin';
  return `<recordTarget><patientRole>
<id root="${patient.oid}" extension="${patient.matricule}${patient.cle}"/>
<id root="${local.racine}" extension="${local.numero}"/>
<addr nullFlavor="NASK"/><telecom nullFlavor="NASK"/>
<patient><name><family qualifier="BR">${escapeXml(patient.nomNaissance)}</family><given>${escapeXml(patient.prenoms)}</given><given qualifier="BR">${escapeXml(patient.prenom)}</given></name>
<administrativeGenderCode code="${patient.sexe}" displayName="${gender}" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="${patient.dateNaissance.replaceAll('-', '')}"/>
<birthplace><place><addr><county>${escapeXml(patient.lieuNaissance)}</county></addr></place></birthplace></patient>
</patientRole></recordTarget>`;
}

function person({ from, document }: Sending): string {
  const id = `<id root="${nationalIds.professionnel}" extension="${professionalId(from)}"/>`;
  const name = `<name><family>${escapeXml(from.nom)}</family><given>${escapeXml(from.prenom)}</given></name>`;
  return `${id}${coded('code', kindOf(document).specialite)}<addr nullFlavor="NASK"/><telecom nullFlavor="NASK"/><assignedPerson>${name}</assignedPerson>`;
}

function structure({ from, document }: Sending): string {
  const { id, nom } = structureOf(from, document);
  return `<id root="${nationalIds.structure}" extension="${id}"/><name>${escapeXml(nom)}</name>`;
}

function employer(sending: Sending, industry = ''): string {
  return `<representedOrganization>${structure(sending)}${industry}</representedOrganization>`;
}

function author(sending: Sending): string {
  const time = `<time value="${cdaInstant(sending.document.date)}"/>`;
  return `<author>${time}<assignedAuthor>${person(sending)}${employer(sending)}</assignedAuthor></author>`;
}

function custodian(sending: Sending): string {
  const held = `${structure(sending)}<telecom nullFlavor="NASK"/><addr nullFlavor="NASK"/>`;
  return `<custodian><assignedCustodian><representedCustodianOrganization>${held}</representedCustodianOrganization></assignedCustodian></custodian>`;
}

function legalAuthenticator(sending: Sending): string {
  const time = `<time value="${cdaInstant(sending.document.date)}"/>`;
  return `<legalAuthenticator>${time}<signatureCode code="S"/><assignedEntity>${person(sending)}${employer(sending)}</assignedEntity></legalAuthenticator>`;
}

function event(sending: Sending): string {
  const { acte } = kindOf(sending.document);
  // A report of biology says whether it is whole (IHE PaLM; CI-SIS CR-BIO).
  const act = acte === undefined ? '' : `${coded('code', acte)}<lab:statusCode code="completed"/>`;
  const low = `<effectiveTime><low value="${cdaInstant(sending.document.date)}"/></effectiveTime>`;
  const entity = `<assignedEntity>${person(sending)}${employer(sending, coded('standardIndustryClassCode', setting))}</assignedEntity>`;
  return `<documentationOf><serviceEvent>${act}${low}<performer typeCode="PRF">${entity}</performer></serviceEvent></documentationOf>`;
}

function former({ document }: Sending): string {
  const { former: replaced, setId, version } = identifiersOf(document);
  if (replaced === null) return '';
  const parent = `<id root="${replaced.id}"/><setId root="${setId}"/><versionNumber value="${version - 1}"/>`;
  return `<relatedDocument typeCode="RPLC"><parentDocument>${parent}</parentDocument></relatedDocument>`;
}

function encounter({ document }: Sending): string {
  const low = `<effectiveTime><low value="${cdaInstant(document.date)}"/></effectiveTime>`;
  const place = `<location><healthCareFacility>${coded('code', kindOf(document).secteur)}</healthCareFacility></location>`;
  return `<componentOf><encompassingEncounter>${low}${place}</encompassingEncounter></componentOf>`;
}
