import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { exampleFile } from '../../rules/examples/index.ts';
import { type CheckOptions, checkFiles } from './check.ts';
import { rulesFor } from './judge.ts';
import { domains, kinds } from './kinds.ts';
import type { PackEngine } from './pack-engine.ts';
import { largestFile } from './reading.ts';
import type { FileReport } from './report.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-check-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const plain: CheckOptions = { parameters: {}, authorities: null, packs: [] };

async function check(bytes: Buffer | string, options: Partial<CheckOptions> = {}): Promise<FileReport> {
  await writeFile(join(cwd, 'fichier'), bytes);
  for await (const report of checkFiles(processEnvironment({ cwd }), ['fichier'], { ...plain, ...options }))
    return report;
  throw new Error('no report');
}

const codes = ({ findings }: FileReport): string[] => findings.map(({ rule, code }) => `${rule} ${code}`);

describe('every rule of the kind of a file', () => {
  it.each([
    'cda',
    'courriel',
    'accuse',
    'erreur',
    'remise',
    'archive',
    'insi',
    'recherche',
    'depot',
    'vihf',
    'pdf',
    'mdm',
  ] as const)('of the example %s either looked or says why it did not', async (file) => {
    const { kind, looked, unseen } = await check(await exampleFile(file));
    if (kind === null) throw new Error('refused');
    const told = [...looked, ...unseen].map(({ rule }) => rule);
    expect(told.sort()).toEqual(
      rulesFor(kind)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(kinds)('of the kind %s is found by its domains', (kind) => {
    expect(domains[kind].filter((domain) => !rulesFor(kind).some(({ id }) => id.startsWith(`${domain}.`)))).toEqual([]);
  });
});

describe('a hostile file', () => {
  const entities = '<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>';

  it.each(['cda', 'insi', 'recherche', 'vihf'] as const)(
    'with entities, a %s, is refused by a finding',
    async (file) => {
      const text = (await exampleFile(file)).toString().replace(/^(?:<\?xml[^>]*\?>)?/, `$&${entities}`);
      const report = await check(text);
      expect([report.outcome, codes(report)[0]]).toEqual([
        'constats_bloquants',
        expect.stringMatching(/ xml-illisible$/),
      ]);
    },
  );

  it('nested a thousand deep is judged', async () => {
    const deep = `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`;
    expect((await check(`<ClinicalDocument xmlns="urn:hl7-org:v3">${deep}</ClinicalDocument>`)).outcome).toBe(
      'constats_bloquants',
    );
  });

  it('that is an archive cut short is refused by a finding', async () => {
    const bytes = await exampleFile('archive');
    expect(codes(await check(bytes.subarray(0, bytes.length - 40)))).toContain('xdm.archive zip-illisible');
  });

  it('that is empty is refused', async () => {
    expect((await check('')).error?.message).toContain('le fichier est vide');
  });

  it('too big is refused before it is read', async () => {
    await writeFile(join(cwd, 'gros'), '');
    await truncate(join(cwd, 'gros'), largestFile + 1);
    for await (const { outcome, error } of checkFiles(processEnvironment({ cwd }), ['gros'], plain)) {
      expect([outcome, error?.message]).toEqual(['refuse', expect.stringContaining('octets')]);
    }
  });
});

describe('a mail', () => {
  it('without a document is not held to have one', async () => {
    const right = (await exampleFile('courriel')).toString();
    const plainMail = right.replace(/X-MSS-(?:CODECDA|INS): .*\r\n/g, '').replace('XDM/1.0/DDM+', '');
    const text = `${plainMail.slice(0, plainMail.indexOf('Content-Type'))}Content-Type: text/plain; charset=UTF-8\r\n\r\nBonjour.\r\n`;
    const report = await check(text);
    expect([report.outcome, report.unseen.find(({ rule }) => rule === 'mss.pieces')?.why]).toEqual([
      'sans_constat_bloquant',
      'le courriel ne porte pas de document',
    ]);
  });
});

describe('a request to the DMP', () => {
  it('that aims at another patient than its VIHF is refused', async () => {
    const text = (await exampleFile('recherche')).toString().replace("'279035121518989", "'279035121518991");
    expect(codes(await check(text))).toContain('dmp.patient matricule');
  });

  it('says what its file lacks and what was supposed', async () => {
    const { suppositions } = await check(await exampleFile('recherche'));
    expect(suppositions).toContain('l’adresse, absente du fichier, est celle du service');
  });

  it('kept whole supposes neither address nor type', async () => {
    const { suppositions } = await check(await exampleFile('depot'));
    expect(suppositions.filter((one) => one.includes('absent'))).toEqual([]);
  });
});

const about = { name: 'le pack', path: 'pack', digest: '00' };

describe('an engine of packs', () => {
  const engine: PackEngine = {
    about,
    judge: ({ kind }) =>
      Promise.resolve({
        looked: ['entete.sch'],
        unseen: [{ rule: 'biologie.sch', why: `ne regarde pas un ${kind}` }],
        findings: [
          {
            rule: 'entete.sch',
            source: 'le pack',
            code: 'a1',
            severity: 'bloquant',
            where: '/',
            expected: '1',
            got: '0',
            message: 'Absent.',
            remedy: '',
          },
        ],
      }),
  };

  it('adds its findings, and what it did not look at', async () => {
    const report = await check(await exampleFile('cda'), { packs: [engine] });
    expect([report.outcome, codes(report)]).toEqual(['constats_bloquants', ['entete.sch a1']]);
    expect(report.unseen).toContainEqual({ rule: 'biologie.sch', why: 'ne regarde pas un cda' });
  });
});

describe('a failure of ours', () => {
  const broken: PackEngine = { about, judge: () => Promise.reject(new TypeError('boum')) };

  it('on a file is told of that file, which is not right for it', async () => {
    const { outcome, error } = await check(await exampleFile('cda'), { packs: [broken] });
    expect([outcome, error?.code, error?.message]).toEqual([
      'panne',
      'jugement_en_panne',
      expect.stringContaining('boum'),
    ]);
  });
});

describe('a signature', () => {
  it('is held to the authorities that are given', async () => {
    const report = await check(await exampleFile('vihf'), { authorities: Buffer.from('') });
    expect(codes(report)).toContain('vihf.signature signature');
  });
});
