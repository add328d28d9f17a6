import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCda } from './cda-reader.ts';
import { isAbnormal, isCritical, isOutOfRange, type LabResult } from './lab-results.ts';

const example = resolve(import.meta.dirname, '../../../../shared/data/cda/ans-examples/BIO-CR-BIO_2024.01_TSH_1.xml');

async function result(value: string, more = ''): Promise<LabResult | undefined> {
  const cda = await readCda(
    Buffer.from(
      `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><component><observation><code code="2345-7" displayName="Glucose"/><value xsi:type="PQ" ${value}</value>${more}</observation></component></ClinicalDocument>`,
    ),
  );
  return cda?.results[0];
}

function range(low: string, high: string): string {
  return `<referenceRange><observationRange><value><low value="${low}" unit="g/L"/><high value="${high}" unit="g/L"/></value></observationRange></referenceRange>`;
}

function interpreted(code: string): LabResult {
  return { code: '', label: '', quantities: [], ranges: [], interpretation: code };
}

describe('a result of biology', () => {
  it('is given in each unit of the report', async () => {
    const read = await result('value="1.0" unit="g/L"><translation value="5.55" code="mmol/L"/>');
    expect(read?.quantities).toEqual([
      { value: '1.0', unit: 'g/L' },
      { value: '5.55', unit: 'mmol/L' },
    ]);
  });

  it.each([
    ['0.60', true],
    ['0.70', false],
    ['1.10', false],
    ['1.11', true],
  ])('of %s g/L is out of 0.70–1.10: %s, whatever the report says of it', async (value, out) => {
    const read = await result(`value="${value}" unit="g/L">`, `<interpretationCode code="N"/>${range('0.70', '1.10')}`);
    expect(read !== undefined && isOutOfRange(read)).toBe(out);
  });

  it('is compared with an interval of its own unit only', async () => {
    const read = await result('value="5.55" unit="mmol/L">', range('0.70', '1.10'));
    expect(read !== undefined && isOutOfRange(read)).toBe(false);
  });

  it.each([
    ['N', false, false],
    ['H', true, false],
    ['L', true, false],
    ['A', true, false],
    ['HH', true, true],
    ['LL', true, true],
    ['AA', true, true],
    ['', false, false],
  ])('interpreted « %s »: abnormal %s, critical %s', (code, abnormal, critical) => {
    expect([isAbnormal(interpreted(code)), isCritical(interpreted(code))]).toEqual([abnormal, critical]);
  });
});

// Published by the ANS, without a licence to copy it; absent from a clone.
describe.skipIf(!existsSync(example))('the example of the ANS (skipped where shared/data is absent)', () => {
  it('gives its patient and its two results', async () => {
    const cda = await readCda(readFileSync(example));
    expect([cda?.patient.nomNaissance, cda?.patient.ins.length, cda?.results.map(isOutOfRange)]).toEqual([
      'PAT-TROIS',
      15,
      [false, true],
    ]);
  });
});
