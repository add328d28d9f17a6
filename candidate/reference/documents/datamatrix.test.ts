import { describe, expect, it } from 'vitest';
import { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';
import { dataMatrix, insText } from './datamatrix.ts';
import type { MedicalDocument } from './document.ts';
import { organisationOf } from './organisation.ts';
import type { Source } from './subject.ts';

function source(changes: Partial<Patient> = {}): Source {
  const patient: Patient = {
    id: '1001',
    // A published test person: the example of the format (facts, INSi §1.12).
    traits: {
      nomNaissance: 'Adrtrois',
      prenom: 'Dominique',
      prenoms: 'Dominique',
      sexe: 'F',
      dateNaissance: '1997-02-26',
      lieuNaissance: '2A020',
      nomUtilise: null,
      prenomUtilise: null,
      telephone: null,
    },
    statut: 'QUAL',
    attributs: [],
    matricule: '297022A02077878',
    oid: '1.2.250.1.213.1.4.8',
    justificatif: 'CN',
    historiqueIns: [],
    ...changes,
  };
  const document = {} as MedicalDocument;
  const organisation = organisationOf({});
  const reportMentions = { automatique: '', accreditation: '' };
  return {
    document,
    replaced: undefined,
    patient,
    organisation,
    mention: '',
    reportMentions,
    hasLeft: () => false,
    planted: new DefectSet(),
  };
}

const head = `IS01${'0'.repeat(22)}`;
const end = '\u001d';

describe('the INS datamatrix', () => {
  it('is the example of the format', () => {
    const text = `${head}S1297022A02077878S21.2.250.1.213.1.4.8${end}S3DOMINIQUE${end}S4ADRTROIS${end}S5FS626-02-1997S72A020`;
    expect(insText(source())).toBe(text);
  });

  it('has no separator after an OID of full length', () => {
    expect(insText(source({ oid: '1.2.250.1.213.1.4.10' }))).toContain('S21.2.250.1.213.1.4.10S3');
  });

  it('is not there for an identity that is not qualified', () => {
    expect(insText(source({ statut: 'RECUP' }))).toBeNull();
  });

  it('is square, with the two full sides of an ECC200 finder', () => {
    const { size, dark } = dataMatrix(insText(source()) ?? '');
    const left = Array.from({ length: size }, (_, row) => dark[row * size]);
    const bottom = dark.slice(size * (size - 1));
    expect([dark.length, left.every(Boolean), bottom.every(Boolean)]).toEqual([size * size, true, true]);
  });
});
