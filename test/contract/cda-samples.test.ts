import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { checkFiles } from '../../runs/check/index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/cda');
const present = existsSync(samples);
const files = (folder: string): string[] =>
  present ? readdirSync(join(samples, folder)).filter((name) => name.endsWith('.xml')) : [];

/** `rule code` of the findings of a gravity, in the order of the report. */
async function told(path: string, gravity: 'bloquant' | 'avertissement'): Promise<string[]> {
  const options = { parameters: {}, authorities: null, packs: [] };
  const [report] = await Array.fromAsync(checkFiles(processEnvironment(), [join(samples, path)], options));
  const findings = report?.findings.filter(({ severity }) => severity === gravity) ?? [];
  return findings.map(({ rule, code }) => `${rule} ${code}`);
}

/** Faults of the PDF that the documents enclose, as {@link pdfOf} tells them. */
const isOfPdf = (finding: string): boolean => /^pdf\.pdfa |^cda\.corps pdfa-/.test(finding);

/**
 * What each document with one defect is blamed for, and for nothing else but its PDF. The schematrons and the schema of the
 * ANS miss the length of M06, the offset of M10, the INS-C of M16 and the representation of M34 (facts, DMP §14.2).
 */
const mutants: Readonly<Record<string, string>> = {
  M01: 'cda.entete element-absent',
  M03: 'cda.entete modele',
  M05: 'cda.entete oid',
  M06: 'cda.entete oid-trop-long',
  M08: 'cda.entete element-absent',
  M10: 'cda.entete date',
  M12: 'cda.entete code',
  M14: 'cda.entete element-absent',
  M16: 'cda.entete ins-obsolete',
  M18: 'cda.entete trait-absent',
  M20: 'cda.entete trait-absent',
  M22: 'cda.entete nullflavor-interdit',
  M24: 'cda.entete valeur',
  M26: 'cda.entete valeur',
  M28: 'cda.entete date',
  M30: 'cda.entete code',
  M32: 'cda.entete code',
  M34: 'cda.corps representation',
  M36: 'cda.entete telecom',
  M38: 'cda.entete interdit',
  M40: 'cda.entete xml-illisible',
};

describe.skipIf(!present)('documents with one defect (skipped: ../shared is absent)', () => {
  it.each(files('mutants'))('%s is blamed for it, and for nothing else', async (name) => {
    const found = (await told(`mutants/${name}`, 'bloquant')).filter((finding) => !isOfPdf(finding));
    expect(found).toEqual([mutants[name.slice(0, 3)]]);
  });

  it.each(files('mutants'))('%s gets no warning but of its PDF', async (name) => {
    const found = await told(`mutants/${name}`, 'avertissement');
    expect(found.filter((finding) => !isOfPdf(finding))).toEqual([]);
  });

  it('the one without any has nothing but its PDF', async () => {
    expect((await told('valid-n1-pdf.xml', 'bloquant')).filter((finding) => !isOfPdf(finding))).toEqual([]);
  });
});

/**
 * The two unstructured examples enclose a PDF 1.5 or 1.7 that claims no PDF/A: really wrong where PDF/A-1 is asked for
 * (ECO.2.1.1, test 2.1-160 of the DMP), which the tools of the ANS do not look at.
 */
const pdfOf: Readonly<Record<string, readonly string[]>> = {
  'DOC_NON_STRUCTURE_CDA-R2-N1.xml': ['pdfa-declaration', 'flux-objets', 'transparence'],
  'IMG_CR_IMG_2024.01_CDA-R2-Niveau-1.xml': ['pdfa-declaration', 'flux-objets', 'transparence', 'police'],
};

/**
 * What else the examples are warned of: a NA that is not among the five flavors, a time without its offset, texts that
 * references do not find.
 */
const warnings = ['cda.entete nullflavor-na', 'cda.entete date-forme', 'cda.corps reference'];

describe.skipIf(!present)('examples that the ANS publishes (skipped: ../shared is absent)', () => {
  it.each(files('ans-examples'))('nothing blocks %s but its PDF', async (name) => {
    const found = await told(`ans-examples/${name}`, 'bloquant');
    const expected = pdfOf[name] ?? [];
    expect([found.filter((finding) => !isOfPdf(finding)), new Set(found.map((one) => one.split(' ')[1]))]).toEqual([
      [],
      new Set(expected),
    ]);
  });

  it.each(files('ans-examples'))('%s is warned of what the fact base tells', async (name) => {
    const found = (await told(`ans-examples/${name}`, 'avertissement')).filter((finding) => !isOfPdf(finding));
    expect(found.filter((finding) => !warnings.includes(finding))).toEqual([]);
  });
});
