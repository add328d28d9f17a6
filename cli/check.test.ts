import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readZip } from '../core/index.ts';
import { exampleBytes, exampleFile, exampleOf, type RuleExample } from '../rules/examples/index.ts';
import { type Outcome, probant } from './testing.ts';

let cwd: string;

async function wrongCda(): Promise<Buffer> {
  const example = (await exampleOf('cda.entete')) as Extract<RuleExample, { file: unknown }>;
  return exampleBytes(example, 'wrong');
}

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-check-'));
  await writeFile(join(cwd, 'juste.xml'), await exampleFile('cda'));
  await writeFile(join(cwd, 'faux.xml'), await wrongCda());
  await writeFile(join(cwd, 'autre.txt'), 'rien de connu');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const check = (...argv: string[]): Promise<Outcome> =>
  probant(cwd, ['check', ...argv], { env: { PROBANT_CACHE: join(cwd, 'cache') } });

describe('the exit code', () => {
  it.each([
    ['0 when no finding is blocking', 0, ['juste.xml']],
    ['1 when one is', 1, ['juste.xml', 'faux.xml']],
    ['1 when one is, though another file was refused', 1, ['faux.xml', 'autre.txt']],
    ['2 when a file is of no known kind', 2, ['juste.xml', 'autre.txt']],
    ['2 when a file is absent', 2, ['absent.xml']],
    ['2 when no file is given', 2, []],
    ['2 for an unknown format', 2, ['--format', 'xml', 'juste.xml']],
    ['2 for parameters that are no JSON', 2, ['--parametres', 'autre.txt', 'juste.xml']],
    ['0 for an explanation', 0, ['--explain', 'cda.entete']],
    ['2 for the explanation of no rule', 2, ['--explain', 'cda.rien']],
  ])('is %s', async (_, code, argv) => {
    expect((await check(...argv)).code).toBe(code);
  });
});

describe('the text', () => {
  it('tells kind, rule, place, line, what was expected and what came, and the source', async () => {
    const { out } = await check('faux.xml');
    expect(out).toContain('faux.xml : document CDA R2 (élément ClinicalDocument)');
    expect(out).toContain('BLOQUANT  cda.entete v2 · element-absent');
    expect(out).toMatch(/où {7}\/ClinicalDocument\/title \(ligne \d+\)/);
    expect(out).toContain('attendu  1..1\n    obtenu   0\n    remède   ');
  });

  it('tells which rules looked, and why the others did not', async () => {
    const { out } = await check('juste.xml');
    expect(out).toContain('ont regardé : cda.entete, cda.auteur, cda.corps');
    expect(out).toMatch(/cda\.patient : demande des paramètres : .*matricule/);
  });

  it('tells what a refused file is not', async () => {
    expect((await check('autre.txt')).out).toContain('« autre.txt » ne peut pas être jugé : ce n’est ni un CDA');
  });
});

describe('the parameters of rules', () => {
  it('make a rule look that would not', async () => {
    await writeFile(join(cwd, 'p.json'), JSON.stringify({ 'cda.version': { remplace: true } }));
    const { out, code } = await check('--parametres', 'p.json', 'juste.xml');
    expect([code, out.includes('cda.version v1 · remplacement')]).toEqual([1, true]);
  });

  it('that are not of the rule’s form are a misuse that names them', async () => {
    await writeFile(join(cwd, 'p.json'), JSON.stringify({ 'cda.patient': { qualifiee: 'oui' } }));
    const { err, code } = await check('--parametres', 'p.json', 'juste.xml');
    expect([code, err.includes('paramètres de cda.patient : qualifiee')]).toEqual([2, true]);
  });

  it('of no rule are a misuse', async () => {
    await writeFile(join(cwd, 'p.json'), JSON.stringify({ 'cda.rien': {} }));
    expect(await check('--parametres', 'p.json', 'juste.xml')).toMatchObject({ code: 2 });
  });
});

const finding = z.strictObject({
  regle: z.string(),
  version: z.string(),
  code: z.string(),
  gravite: z.enum(['bloquant', 'avertissement', 'information']),
  ou: z.string(),
  ligne: z.number().int().positive().optional(),
  attendu: z.string(),
  obtenu: z.string(),
  message: z.string(),
  remede: z.string(),
  titre: z.string(),
  source: z.string(),
});

/** What docs/check.md says of the JSON. */
const document = z.strictObject({
  format: z.literal('probant-check/1'),
  probant: z.strictObject({ version: z.string(), regles: z.string(), jeu: z.string() }),
  paquets: z.array(z.strictObject({ nom: z.string(), chemin: z.string(), empreinte: z.string().length(64) })),
  fichiers: z.array(
    z.strictObject({
      fichier: z.string(),
      issue: z.enum(['sans_constat_bloquant', 'constats_bloquants', 'non_juge', 'refuse', 'panne']),
      sorte: z.enum(['cda', 'xdm', 'courriel', 'insi', 'dmp', 'vihf', 'metadonnees', 'hl7', 'pdf']).nullable(),
      reconnu_a: z.string(),
      erreur: z.strictObject({ code: z.string(), message: z.string(), remede: z.string() }).optional(),
      constats: z.array(finding),
      ont_regarde: z.array(z.strictObject({ regle: z.string(), version: z.string() })),
      n_ont_pas_regarde: z.array(z.strictObject({ regle: z.string(), raison: z.string() })),
      suppose: z.array(z.string()),
    }),
  ),
  bilan: z.strictObject({
    fichiers: z.number(),
    issues: z.record(z.string(), z.number()),
    constats: z.record(z.string(), z.number()),
  }),
});

describe('the JSON', () => {
  it('has its documented form, a file each', async () => {
    const { out } = await check('--format', 'json', 'juste.xml', 'faux.xml', 'autre.txt');
    const { fichiers, bilan } = document.parse(JSON.parse(out));
    expect(fichiers.map(({ issue }) => issue)).toEqual(['sans_constat_bloquant', 'constats_bloquants', 'refuse']);
    expect(bilan).toMatchObject({ fichiers: 3, constats: { bloquant: 1 } });
  });
});

const location = z.object({
  physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string(), uriBaseId: z.string().optional() }) }),
});

/** What SARIF 2.1.0 (OASIS, §3.14 to 3.27) requires of the parts that are written. */
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.object({
          driver: z.object({
            name: z.string(),
            rules: z.array(z.object({ id: z.string(), shortDescription: z.object({ text: z.string().min(1) }) })),
          }),
        }),
        results: z.array(
          z.object({
            ruleId: z.string(),
            ruleIndex: z.number().int().nonnegative(),
            level: z.enum(['none', 'note', 'warning', 'error']),
            message: z.object({ text: z.string().min(1) }),
            locations: z.array(location).min(1),
          }),
        ),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        originalUriBaseIds: z.record(z.string(), z.object({ uri: z.string().endsWith('/') })),
        invocations: z.array(
          z.object({
            executionSuccessful: z.boolean(),
            toolExecutionNotifications: z.array(
              z.object({ level: z.string(), message: z.object({ text: z.string() }) }),
            ),
          }),
        ),
      }),
    )
    .length(1),
});

describe('the SARIF', () => {
  async function run(...paths: string[]): Promise<z.infer<typeof sarif>['runs'][number]> {
    const { out } = await check('--format', 'sarif', ...paths);
    const [only] = sarif.parse(JSON.parse(out)).runs;
    if (only === undefined) throw new Error('no run');
    return only;
  }

  it('has a result a finding, whose rule stands at its index', async () => {
    const { results, tool } = await run('juste.xml', 'faux.xml');
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['cda.entete', 'error']]);
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(['cda.entete']);
  });

  it('tells the place of a file from the working folder', async () => {
    await mkdir(join(cwd, 'à juger'));
    await writeFile(join(cwd, 'à juger/faux.xml'), await wrongCda());
    const { results } = await run('à juger/faux.xml');
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual({
      uri: '%C3%A0%20juger/faux.xml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('tells a refused file, and that the run is not whole', async () => {
    const { invocations, results } = await run('autre.txt');
    expect(results).toEqual([]);
    expect(invocations[0]?.executionSuccessful).toBe(false);
    expect(invocations[0]?.toolExecutionNotifications[0]).toMatchObject({ level: 'error' });
  });

  it('is well formed whatever files have findings', async () => {
    const { results } = await run('juste.xml', 'faux.xml', 'juste.xml', 'faux.xml', 'autre.txt');
    expect(results).toHaveLength(2);
  });
});

describe('a pack without its engine', () => {
  const argv = ['--java', '/nulle/part/java', '--pack', 'paquet', 'juste.xml'];

  beforeEach(async () => {
    await mkdir(join(cwd, 'paquet'));
    const schema = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"/>';
    await writeFile(join(cwd, 'paquet/essai.sch'), schema);
  });

  it('leaves our rules to judge, and the code says that something did not look', async () => {
    const { code, out, err } = await check(...argv);
    expect([code, err]).toEqual([3, expect.stringMatching(/Saxon-HE|Java n’a pas été trouvée/)]);
    expect(out).toContain('ont regardé : cda.entete');
    expect(out).toContain('    essai.sch : ');
  });

  it('is named by the JSON, with its digest', async () => {
    const { paquets, fichiers } = document.parse(JSON.parse((await check('--format', 'json', ...argv)).out));
    expect(paquets.map(({ nom, chemin }) => [nom, chemin])).toEqual([['paquet', 'paquet']]);
    expect(fichiers[0]?.n_ont_pas_regarde.map(({ regle }) => regle)).toContain('essai.sch');
  });

  it('is named by the SARIF as an extension', async () => {
    const { out } = await check('--format', 'sarif', ...argv);
    expect(JSON.parse(out)).toMatchObject({ runs: [{ tool: { extensions: [{ name: 'paquet' }] } }] });
  });

  it('that is not there is refused', async () => {
    expect(await check('--pack', 'absent', 'juste.xml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('il n’existe pas') as string,
    });
  });
});

describe('a folder', () => {
  it('that holds an IHE_XDM is judged as its archive would be', async () => {
    for (const [path, bytes] of await readZip(await exampleFile('archive'))) {
      await mkdir(join(cwd, 'xdm', path, '..'), { recursive: true });
      await writeFile(join(cwd, 'xdm', path), bytes);
    }
    expect((await check('xdm')).out).toContain('xdm : archive IHE XDM');
  });

  it('that holds none is refused, with what to do', async () => {
    await mkdir(join(cwd, 'vide'));
    expect(await check('vide')).toMatchObject({
      code: 2,
      out: expect.stringContaining('donnez ses fichiers un à un') as string,
    });
  });
});
