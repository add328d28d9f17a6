import type { RegistryObject, Slot } from './ebrim.ts';
import { schemes } from './namespaces.ts';
import type { DmpCode, DmpDocument, DmpPatient } from './patient.ts';
import { xdsTime } from './xds-time.ts';

const visibilityScheme = '1.2.250.1.213.1.1.4.13';

// JDV_J58 (facts, DMP §5.6).
const confidentialities: Readonly<Record<string, DmpCode>> = {
  N: { code: 'N', oid: '2.16.840.1.113883.5.25', libelle: 'Normal' },
  R: { code: 'R', oid: '2.16.840.1.113883.5.25', libelle: 'Restreint' },
  V: { code: 'V', oid: '2.16.840.1.113883.5.25', libelle: 'Très restreint' },
  MASQUE_PS: { code: 'MASQUE_PS', oid: visibilityScheme, libelle: 'Masqué aux professionnels de santé' },
  INVISIBLE_PATIENT: { code: 'INVISIBLE_PATIENT', oid: visibilityScheme, libelle: 'Non visible par le patient' },
  INVISIBLE_REPRESENTANTS_LEGAUX: {
    code: 'INVISIBLE_REPRESENTANTS_LEGAUX',
    oid: visibilityScheme,
    libelle: 'Non visible par les représentants légaux',
  },
};

/** Metadata of a document that another professional has fed (facts, DMP §5.2). */
export function seededObject(document: DmpDocument, patient: DmpPatient): RegistryObject {
  const { document: scheme } = schemes;
  const ins = `${patient.matricule}${patient.cle}^^^&${patient.oid}&ISO^NH`;
  const codes: Array<[string, DmpCode]> = [
    [scheme.class, document.classe],
    ...(document.confidentialites ?? ['N']).map((code): [string, DmpCode] => [
      scheme.confidentiality,
      confidentialities[code] ?? { code, oid: visibilityScheme, libelle: code },
    ]),
    [scheme.format, document.format],
    [scheme.facility, { code: 'SA07', oid: '1.2.250.1.71.4.2.4', libelle: 'Cabinet individuel' }],
    [scheme.practice, { code: 'AMBULATOIRE', oid: '1.2.250.1.213.1.1.4.9', libelle: 'Ambulatoire' }],
    [scheme.type, document.type],
  ];
  return {
    id: '',
    lid: '',
    status: '',
    version: '',
    mimeType: document.mimeType ?? 'text/xml',
    objectType: scheme.objectType,
    title: document.titre,
    description: '',
    slots: slotsOf(document, patient, ins),
    classifications: [authorOf(document), ...codes.map(([kind, code]) => classification(kind, code))],
    identifiers: [
      { scheme: scheme.patientId, value: ins, name: 'XDSDocumentEntry.patientId' },
      { scheme: scheme.uniqueId, value: document.uniqueId, name: 'XDSDocumentEntry.uniqueId' },
    ],
  };
}

function slotsOf(document: DmpDocument, patient: DmpPatient, ins: string): Slot[] {
  const time = (iso: string): string => xdsTime(Date.parse(iso));
  return [
    { name: 'creationTime', values: [time(document.creation)] },
    { name: 'languageCode', values: ['fr-FR'] },
    { name: 'legalAuthenticator', values: [personOf(document)] },
    { name: 'serviceStartTime', values: [time(document.debutActe ?? document.creation)] },
    { name: 'sourcePatientId', values: [ins] },
    {
      name: 'sourcePatientInfo',
      values: [
        `PID-5|${patient.nomNaissance}^${patient.prenom}^^^^^L`,
        `PID-7|${patient.dateNaissance.replaceAll('-', '')}`,
        `PID-8|${patient.sexe}`,
      ],
    },
  ];
}

function authorOf(document: DmpDocument): RegistryObject['classifications'][number] {
  const { structure, nomStructure } = document.auteur;
  return {
    scheme: schemes.document.author,
    node: '',
    representation: '',
    name: '',
    slots: [
      { name: 'authorPerson', values: [personOf(document)] },
      {
        name: 'authorSpecialty',
        values: ['G15_10/SM26^Médecin - Qualifié en Médecine Générale (SM)^1.2.250.1.213.1.1.4.5'],
      },
      {
        name: 'authorInstitution',
        values: [`${nomStructure}^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^${structure}`],
      },
    ],
  };
}

function personOf({ auteur }: DmpDocument): string {
  return `${auteur.id}^${auteur.nom}^${auteur.prenom}^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`;
}

function classification(scheme: string, { code, oid, libelle }: DmpCode): RegistryObject['classifications'][number] {
  return {
    scheme,
    node: '',
    representation: code,
    slots: [{ name: 'codingScheme', values: [oid] }],
    name: libelle,
  };
}
