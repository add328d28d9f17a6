import { escapeXml, type Identity } from '../../core/index.ts';
import type { DmpCode, DmpDocument } from './patient.ts';

/** What a scenario chooses of a colleague's document. */
export interface ColleagueDocument {
  uniqueId: string;
  titre: string;
  /** What the document says; plain text. */
  texte: string;
  /** ISO 8601, UTC, to the second. */
  creation: string;
  confidentialites?: readonly string[];
  /** What kind of document it is; a synthesis unless said. */
  genre?: keyof typeof genres;
  /** Family name of its author, who is always of another structure than the product's. */
  auteur?: string;
}

const loinc = '2.16.840.1.113883.6.1';
const classes = '1.2.250.1.213.1.1.4.1';

/** Types, and the classes that they belong to (ASS_X16; facts, DMP §5.5). */
const genres = {
  synthese: {
    type: { code: '34133-9', oid: loinc, libelle: 'Synthèse d’épisode de soins' },
    classe: { code: '11', oid: classes, libelle: 'Synthèse' },
  },
  biologie: {
    type: { code: '11502-2', oid: loinc, libelle: 'CR d’examens biologiques' },
    classe: { code: '10', oid: classes, libelle: 'Compte rendu' },
  },
  imagerie: {
    type: { code: '18748-4', oid: loinc, libelle: 'CR d’imagerie médicale' },
    classe: { code: '31', oid: classes, libelle: 'Imagerie médicale' },
  },
} as const satisfies Record<string, { type: DmpCode; classe: DmpCode }>;

const author = {
  id: '899900000025',
  nom: 'CONFRÈRE-TEST',
  prenom: 'Camille',
  structure: '1750000001',
  nomStructure: 'CABINET CONFRÈRE TEST',
};

/** A document that an invented colleague has fed, with its CDA (level 1, plain text), for `DmpControl.deposit`. */
export function colleagueDocument(patient: Identity, chosen: ColleagueDocument): DmpDocument {
  const { uniqueId, titre, creation, confidentialites, genre = 'synthese', auteur = author.nom } = chosen;
  return {
    matricule: patient.matricule,
    uniqueId,
    titre,
    contenu: Buffer.from(cdaText(patient, chosen)),
    ...genres[genre],
    format: {
      code: 'urn:ihe:iti:xds-sd:text:2008',
      oid: '1.3.6.1.4.1.19376.1.2.3',
      libelle: 'Document à corps non structuré en texte brut',
    },
    ...(confidentialites === undefined ? {} : { confidentialites }),
    auteur: { ...author, nom: auteur },
    creation,
  };
}

// Header of CI-SIS StrucMin v1.16.8 (facts, CDA §11): every mandatory element, in the order of CDA.xsd.
function cdaText(patient: Identity, chosen: ColleagueDocument): string {
  const { uniqueId, titre, texte, creation, genre = 'synthese', auteur = author.nom } = chosen;
  const at = `${creation.replaceAll(/[-:T]/g, '').slice(0, 14)}+0000`;
  const { code, oid, libelle } = genres[genre].type;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><realmCode code="FR"/>',
    '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><templateId root="2.16.840.1.113883.2.8.2.1"/>',
    '<templateId root="1.2.250.1.213.1.1.1.1"/><templateId root="1.3.6.1.4.1.19376.1.2.20"/>',
    `<id root="${uniqueId}"/><code code="${code}" displayName="${escapeXml(libelle)}" codeSystem="${oid}"/>`,
    `<title>${escapeXml(titre)}</title><effectiveTime value="${at}"/>`,
    '<confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="fr-FR"/>',
    `<setId root="${uniqueId}.1"/><versionNumber value="1"/>`,
    recordTarget(patient),
    `<author><time value="${at}"/><assignedAuthor>${professional(auteur)}</assignedAuthor></author>`,
    '<custodian><assignedCustodian><representedCustodianOrganization>',
    `${structureId()}</representedCustodianOrganization></assignedCustodian></custodian>`,
    `<legalAuthenticator><time value="${at}"/><signatureCode code="S"/><assignedEntity>${professional(auteur)}</assignedEntity></legalAuthenticator>`,
    `<documentationOf><serviceEvent><effectiveTime><low value="${at}"/></effectiveTime><performer typeCode="PRF">`,
    `<assignedEntity>${professional(auteur, '<standardIndustryClassCode code="AMBULATOIRE" displayName="Ambulatoire" codeSystem="1.2.250.1.213.1.1.4.9"/>')}</assignedEntity>`,
    '</performer></serviceEvent></documentationOf><componentOf><encompassingEncounter>',
    `<effectiveTime><low value="${at}"/></effectiveTime><location><healthCareFacility>`,
    '<code code="SA07" displayName="Cabinet individuel" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location>',
    '</encompassingEncounter></componentOf><component><nonXMLBody><text mediaType="text/plain" representation="B64">',
    `${Buffer.from(texte).toString('base64')}</text></nonXMLBody></component></ClinicalDocument>\n`,
  ].join('');
}

function recordTarget(patient: Identity): string {
  const { matricule, cle, oid, nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance } = patient;
  return [
    `<recordTarget><patientRole><id root="${oid}" extension="${matricule}${cle}"/>${unsaid}<patient><name>`,
    `<family qualifier="BR">${escapeXml(nomNaissance)}</family><given>${escapeXml(prenoms)}</given>`,
    `<given qualifier="BR">${escapeXml(prenom)}</given></name>`,
    `<administrativeGenderCode code="${sexe}" displayName="${sexe === 'F' ? 'Féminin' : 'Masculin'}" codeSystem="2.16.840.1.113883.5.1"/>`,
    `<birthTime value="${dateNaissance.replaceAll('-', '')}"/><birthplace><place><addr><county>${lieuNaissance}</county></addr></place></birthplace>`,
    '</patient></patientRole></recordTarget>',
  ].join('');
}

const unsaid = '<addr nullFlavor="NASK"/><telecom nullFlavor="NASK"/>';

function professional(family: string, sector = ''): string {
  return [
    `<id root="1.2.250.1.71.4.2.1" extension="${author.id}"/>`,
    '<code code="G15_10/SM26" displayName="Médecin - Qualifié en Médecine Générale (SM)" codeSystem="1.2.250.1.213.1.1.4.5"/>',
    `${unsaid}<assignedPerson><name><family>${escapeXml(family)}</family><given>${author.prenom}</given></name></assignedPerson>`,
    `<representedOrganization>${structureId()}${sector}</representedOrganization>`,
  ].join('');
}

function structureId(): string {
  return `<id root="1.2.250.1.71.4.2.2" extension="${author.structure}"/><name>${author.nomStructure}</name>`;
}
