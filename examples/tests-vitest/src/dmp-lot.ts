import { randomUUID } from 'node:crypto';
import { escaped } from './xml.ts';

/** Le patient d’un lot. */
export interface Patient {
  matricule: string;
  cle: string;
  oid: string;
  nomNaissance: string;
  prenom: string;
}

/** Un document à déposer. */
export interface Piece {
  uniqueId: string;
  titre: string;
  cda: string;
}

interface Auteur {
  professionnel: string;
  structure: string;
  nom: string;
}

const emplacement = (nom: string, valeur: string): string =>
  `<r:Slot name="${nom}"><r:ValueList><r:Value>${valeur}</r:Value></r:ValueList></r:Slot>`;

const libelle = (texte: string): string =>
  `<r:Name><r:LocalizedString charset="UTF8" xml:lang="FR" value="${escaped(texte)}"/></r:Name>`;

const classement = (schema: string, code: string, contenu: string): string =>
  `<r:Classification classificationScheme="urn:uuid:${schema}" nodeRepresentation="${code}">${contenu}</r:Classification>`;

const code = (schema: string, [valeur, oid, texte]: readonly [string, string, string]): string =>
  classement(schema, valeur, emplacement('codingScheme', oid) + libelle(texte));

const identifiant = (schema: string, valeur: string): string =>
  `<r:ExternalIdentifier identificationScheme="urn:uuid:${schema}" value="${valeur}"/>`;

/** Le lot d’un document : ses métadonnées XDS et celles de son lot (TD2.1). */
export function lotXml(patient: Patient, { piece, auteur }: { piece: Piece; auteur: Auteur }): string {
  const ins = `${patient.matricule}${patient.cle}^^^&amp;${patient.oid}&amp;ISO^NH`;
  return `<l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
    <r:RegistryObjectList><r:RegistryPackage id="SubmissionSet01">${emplacement('submissionTime', maintenant())}
    ${classement('a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d', '', auteurXml(auteur))}
    ${code('aa543740-bdda-424e-8c96-df4873be8500', ['07', '1.2.250.1.213.2.2', 'Consultation'])}
    <r:Classification classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>
    ${identifiant('6b5aea1a-874d-4603-a4bc-96a0a7b38446', ins)}
    ${identifiant('554ac39e-e3fe-47fe-b233-965d2a147832', '2.25.9')}
    ${identifiant('96fdda7c-d067-4183-912e-bf5ee74998a8', `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`)}
    </r:RegistryPackage>${documentXml({ patient, piece, auteur, ins })}
    <r:Association id="membre" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember"
      sourceObject="SubmissionSet01" targetObject="Document01">${emplacement('SubmissionSetStatus', 'Original')}</r:Association>
    </r:RegistryObjectList></l:SubmitObjectsRequest>`;
}

interface Parties {
  patient: Patient;
  piece: Piece;
  auteur: Auteur;
  ins: string;
}

function documentXml({ patient, piece, auteur, ins }: Parties): string {
  return `<r:ExtrinsicObject id="Document01" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">
    ${emplacement('creationTime', maintenant())}${emplacement('languageCode', 'fr-FR')}
    ${emplacement('legalAuthenticator', personne(auteur))}${emplacement('serviceStartTime', maintenant())}
    ${emplacement('sourcePatientId', ins)}
    ${emplacement('sourcePatientInfo', `PID-5|${escaped(patient.nomNaissance)}^${escaped(patient.prenom)}^^^^^L`)}
    ${libelle(piece.titre)}
    ${classement('93606bcf-9494-43ec-9b4e-a7748d1a838d', '', auteurXml(auteur))}
    ${code('41a5887f-8865-4c09-adf7-e362475b143a', ['10', '1.2.250.1.213.1.1.4.1', 'Compte rendu'])}
    ${code('f4f85eac-e6cb-4883-b524-f2705394840f', ['N', '2.16.840.1.113883.5.25', 'Normal'])}
    ${code('a09d5840-386c-46f2-b5ad-9c3699a4309d', ['urn:ihe:iti:xds-sd:text:2008', '1.3.6.1.4.1.19376.1.2.3', 'Texte'])}
    ${code('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', ['SA07', '1.2.250.1.71.4.2.4', 'Cabinet individuel'])}
    ${code('cccf5598-8b07-4b77-a05e-ae952c785ead', ['AMBULATOIRE', '1.2.250.1.213.1.1.4.9', 'Ambulatoire'])}
    ${code('f0306f51-975f-434e-a61c-c59651d33983', ['11488-4', '2.16.840.1.113883.6.1', 'Consultation'])}
    ${identifiant('58a6f841-87b3-4a3e-92fd-a8ffeff98427', ins)}
    ${identifiant('2e82c1f6-a085-4c72-9da3-8640a32e42ab', piece.uniqueId)}</r:ExtrinsicObject>`;
}

function auteurXml(auteur: Auteur): string {
  const structure = `CABINET^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^${auteur.structure}`;
  return emplacement('authorPerson', personne(auteur)) + emplacement('authorInstitution', structure);
}

function personne({ professionnel, nom }: Auteur): string {
  const [famille = '', prenom = ''] = nom.split(' ');
  return `${professionnel}^${escaped(famille)}^${escaped(prenom)}^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS`;
}

/** AAAAMMJJhhmmss, en temps universel. */
function maintenant(): string {
  return new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
