import type { Correspondent } from '../../core/index.ts';
import { oidOf, uuidOf } from './identifiers.ts';
import type { Sending, SentDocument } from './sent-document.ts';

/** A code, as CDA and metadata write it. */
export interface Code {
  code: string;
  systeme: string;
  libelle: string;
}

/** What a kind of document says of itself (facts, DMP §5.5 and §11.2). */
export interface DocumentKind {
  type: Code;
  classe: Code;
  format: Code;
  /** Declarations of conformity: root, and version of the model where it has one. */
  modeles: ReadonlyArray<readonly [root: string, version?: string]>;
  specialite: Code;
  secteur: Code;
  /** Event that the document reports, where its model asks for one. */
  acte?: Code;
}

const loinc = '2.16.840.1.113883.6.1';
const specialties = '1.2.250.1.213.1.1.4.5';
const sectors = '1.2.250.1.71.4.2.4';
const formats = '1.3.6.1.4.1.19376.1.2.3';
const classe: Code = { code: '10', systeme: '1.2.250.1.213.1.1.4.1', libelle: 'Comptes rendus' };

const letter: DocumentKind = {
  type: { code: '11488-4', systeme: loinc, libelle: 'CR ou fiche de consultation ou de visite' },
  classe,
  format: {
    code: 'urn:ihe:iti:xds-sd:pdf:2008',
    systeme: formats,
    libelle: 'Document à corps non structuré en Pdf/A-1',
  },
  modeles: [['2.16.840.1.113883.2.8.2.1'], ['1.2.250.1.213.1.1.1.1'], ['1.3.6.1.4.1.19376.1.2.20']],
  specialite: {
    code: 'G15_10/SM26',
    systeme: specialties,
    libelle: 'Médecin - Qualifié en Médecine Générale (SM)',
  },
  secteur: { code: 'SA07', systeme: sectors, libelle: 'Cabinet individuel' },
};

const labReport: DocumentKind = {
  type: { code: '11502-2', systeme: loinc, libelle: "CR d'examens biologiques" },
  classe,
  format: { code: 'urn:ihe:lab:xd-lab:2008', systeme: formats, libelle: 'Compte rendu d’examens biologiques' },
  modeles: [
    ['2.16.840.1.113883.2.8.2.1'],
    ['1.2.250.1.213.1.1.1.1'],
    ['1.3.6.1.4.1.19376.1.3.3'],
    ['1.2.250.1.213.1.1.1.55', '2024.01'],
  ],
  specialite: { code: 'G15_10/SM03', systeme: specialties, libelle: 'Médecin - Biologie médicale (SM)' },
  secteur: { code: 'SA25', systeme: sectors, libelle: 'Laboratoire de biologie médicale' },
  acte: { code: '18719-5', systeme: loinc, libelle: 'Biochimie' },
};

/** Frame of the care, the same for every correspondent of the bench. */
export const setting: Code = { code: 'AMBULATOIRE', systeme: '1.2.250.1.213.1.1.4.9', libelle: 'Ambulatoire' };

/** Roots of the national identifiers of professionals and structures (facts, DMP §11). */
export const nationalIds = { professionnel: '1.2.250.1.71.4.2.1', structure: '1.2.250.1.71.4.2.2' } as const;

/** Whether a document is a letter or a report of biology, by what it holds. */
export function kindOf({ resultats }: SentDocument): DocumentKind {
  return resultats === undefined ? letter : labReport;
}

/** The structure of a correspondent: invented, 63 as a department and TEST in its name. */
export function structureOf({ rpps }: Correspondent, { resultats }: SentDocument): { id: string; nom: string } {
  const place = resultats === undefined ? 'Cabinet' : 'Laboratoire';
  return { id: `16300${rpps.slice(-5)}`, nom: `${place} TEST ${rpps.slice(-5)}` };
}

/** PS_IdNat of a correspondent: 8 and the RPPS. */
export function professionalId({ rpps }: Correspondent): string {
  return `8${rpps}`;
}

/** Identifiers of a document: its versions share a set. */
export function identifiersOf({ cle, version = 1 }: SentDocument): {
  setId: string;
  id: string;
  entry: string;
  version: number;
  former: { id: string; entry: string } | null;
} {
  const of = (rank: number): { id: string; entry: string } => ({
    id: oidOf('document', cle, String(rank)),
    entry: `urn:uuid:${uuidOf('fiche', cle, String(rank))}`,
  });
  return { setId: oidOf('ensemble', cle), ...of(version), version, former: version > 1 ? of(version - 1) : null };
}

/** The patient's identifier at the correspondent's. */
export function localPatient({ from, patient }: Sending): { racine: string; numero: string } {
  const numero = uuidOf('ipp', from.rpps, patient.matricule).slice(0, 8).toUpperCase();
  return { racine: oidOf('patients', from.rpps), numero };
}

/** `AAAAMMJJhhmmss` in UTC. */
export function utcInstant(date: string): string {
  return new Date(date).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
