import { describe, expect, it } from 'vitest';
import { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';
import type { ArchivedDocument } from './archive.ts';
import type { CdaPatient } from './cda-reader.ts';
import { matchPatient } from './matching.ts';

const traits = {
  nomNaissance: "D'ÉTÉ",
  prenom: 'ZOE',
  dateNaissance: '1979-03-28',
  sexe: 'F',
  lieuNaissance: '63220',
} as const;
const ins = { matricule: '279036322070021', oid: '1.2.250.1.213.1.4.10' };

function local(given: Partial<Patient> = {}, others: Partial<Patient['traits']> = {}): Patient {
  const empty = { prenoms: 'ZOE', nomUtilise: null, prenomUtilise: null, telephone: null };
  return {
    id: '1001',
    traits: { ...empty, ...traits, ...others },
    statut: 'QUAL',
    attributs: [],
    justificatif: 'CN',
    historiqueIns: [],
    ...ins,
    ...given,
  };
}

function received(others: Partial<CdaPatient> = {}, doubts: string[] = []): ArchivedDocument {
  const patient = { ...traits, nomNaissance: "D'ETE", ins: ins.matricule, oid: ins.oid, ...others };
  const entry = { patientId: ins.matricule, patientOid: ins.oid, national: true };
  return { cda: { patient }, entry, doubts } as unknown as ArchivedDocument;
}

function kind(document: ArchivedDocument, patients: Patient[]): string {
  return matchPatient(document, patients, new DefectSet()).kind;
}

describe('the patient of a received document', () => {
  it('is sure when INS and traits are those of one qualified identity, accents apart', () => {
    expect(kind(received(), [local()])).toBe('sûr');
  });

  it.each([
    ['the local identity is not qualified', received(), local({ statut: 'RECUP' })],
    ['the local identity has another matricule', received(), local({ matricule: '279036322070118' })],
    ['the local matricule is of another nature', received(), local({ oid: '1.2.250.1.213.1.4.8' })],
    ['the document is in doubt', received({}, ['Empreinte différente']), local()],
  ])('is only proposed when %s', (_case, document, patient) => {
    expect(kind(document, [patient])).toBe('proposé');
  });

  it('is unknown when the matricule is right and a trait is not: the matricule alone is never enough', () => {
    expect(kind(received(), [local({}, { dateNaissance: '1979-03-29' })])).toBe('inconnu');
  });

  it('is unknown when the document is about someone of the same name born elsewhere', () => {
    expect(kind(received({ lieuNaissance: '75056' }), [local()])).toBe('inconnu');
  });

  it('is compared without the birthplace where the document gives none', () => {
    expect(kind(received({ lieuNaissance: '' }), [local()])).toBe('sûr');
  });
});
