import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInCatalogue, type CatalogueEntry } from './catalogue.ts';
import { type FeatureScenario, loadFeatures, playable, scenarioTag } from './features.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-features-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const whole = [
  '  @EX/1.01',
  '  Scénario: Essai',
  '    # 1. Appeler le téléservice',
  '    Quand il appelle',
  '    Et qu’il attend',
  '    # 2. le rapatriement est bloqué [écran]',
  '    Alors il voit',
  '',
].join('\n');

async function features(body: string): Promise<FeatureScenario[]> {
  await mkdir(join(folder, 'socle'), { recursive: true });
  await writeFile(join(folder, 'socle', 'essai.feature'), `# language: fr\nFonctionnalité: Essai\n\n${body}`);
  return loadFeatures(folder);
}

async function only(body: string): Promise<FeatureScenario> {
  const [feature] = await features(body);
  return feature!;
}

function entry(steps: string[], scenario = 'EX/1.01'): CatalogueEntry {
  const shown = builtInCatalogue().lane('MDV-LGC')[0]!;
  return { ...shown, scenario, steps };
}

describe('the features of this release', () => {
  const own = loadFeatures(fileURLToPath(new URL('../features', import.meta.url)));
  const catalogue = builtInCatalogue();
  const lane = catalogue.lane('MDV-LGC');

  it.each(own)('$scenario plays a scenario of the catalogue, with its documented steps', (feature) => {
    expect(playable([feature], [...catalogue.entries])).toHaveLength(1);
  });

  it('give a home to every scenario of the first wave and of the CNDA', () => {
    const known = own.map(({ scenario }) => scenario);
    const wanted = lane.filter(({ wave }) => /^(1|CNDA)/.test(wave)).flatMap(({ scenario }) => scenario ?? []);
    expect(wanted.filter((scenario) => !known.includes(scenario))).toEqual([]);
  });

  it('play each scenario once', () => {
    const ids = own.map(({ scenario }) => scenario);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

describe('a feature', () => {
  it('gives the catalogue id of its tag', async () => {
    expect((await only(whole)).scenario).toBe('EX/1.01');
  });

  it('gives back the spaces of an id', async () => {
    const id = 'INSi TEST 2.08';
    expect((await only(whole.replace('@EX/1.01', scenarioTag(id)))).scenario).toBe(id);
  });

  it('has one point for each REM step', async () => {
    expect((await only(whole)).points.map(({ ordinal, text }) => [ordinal, text])).toEqual([
      [1, 'Appeler le téléservice'],
      [2, 'le rapatriement est bloqué'],
    ]);
  });

  it('tells the points that ask for a screen', async () => {
    expect((await only(whole)).points.map(({ screen }) => screen)).toEqual([false, true]);
  });

  it.each([
    ['[guidé]', 'guide'],
    ['[pièce]', 'externe'],
    ['[écran]', 'automatique'],
  ])('takes « %s » for a point shown in mode %s', async (mark, mode) => {
    const [, second] = (await only(whole.replace('[écran]', mark))).points;
    expect(second?.mode).toBe(mode);
  });

  it('tells why the bench does not show a point', async () => {
    const [, second] = (await only(whole.replace('[écran]', '[guidé : aucun lecteur de carte]'))).points;
    expect(second).toMatchObject({
      mode: 'guide',
      text: 'le rapatriement est bloqué',
      reason: 'aucun lecteur de carte',
    });
  });

  it('keeps its digest when only a reason is said otherwise', async () => {
    const { digest } = await only(whole.replace('[écran]', '[guidé]'));
    expect((await only(whole.replace('[écran]', '[guidé : aucun lecteur]'))).digest).toBe(digest);
  });

  it('puts each Gherkin step under the REM step above it', async () => {
    expect((await only(whole)).points.map(({ lines }) => lines)).toEqual([[7, 8], [10]]);
  });

  it('has a path below the folder, with slashes', async () => {
    expect((await only(whole)).uri).toBe('socle/essai.feature');
  });

  it('keeps its digest when it only moves', async () => {
    const { digest } = await only(whole);
    expect((await only(`\n\n${whole}`)).digest).toBe(digest);
  });

  it('has another digest when a step changes', async () => {
    const { digest } = await only(whole);
    expect((await only(whole.replace('il voit', 'il lit'))).digest).not.toBe(digest);
  });

  it('has another digest when a point no longer asks for a screen', async () => {
    const { digest } = await only(whole);
    expect((await only(whole.replace(' [écran]', ''))).digest).not.toBe(digest);
  });
});

describe('a feature is refused', () => {
  it.each([
    ['a step stands under no REM step', whole.replace('    # 1. Appeler le téléservice\n', ''), 'sous aucune étape'],
    ['a REM step is left out', whole.replace('# 2.', '# 3.'), 'numérotées 1, 3'],
    ['REM steps are in another order', whole.replace('# 1.', '# 2.').replace('# 2. le', '# 1. le'), 'numérotées 2, 1'],
    ['a REM step is said twice', `${whole}    # 1. Appeler le téléservice\n    Alors encore\n`, 'numérotées 1, 2, 1'],
    ['it stands under a rule', whole.replace('  @EX', '  Règle: Une\n  @EX'), 'ni règle'],
    ['it is not Gherkin', `${whole}\nautre chose`, 'autre chose'],
    ['it has no id', whole.replace('  @EX/1.01\n', ''), 'aucun identifiant'],
    ['it has two ids', whole.replace('@EX/1.01', '@EX/1.01 @EX/1.02'), 'une seule étiquette'],
  ])('when %s', async (_, body, detail) => {
    await expect(features(body)).rejects.toMatchObject({
      code: 'feature_invalide',
      message: expect.stringContaining(detail) as string,
    });
  });

  it('when a step borrows the REM step of the scenario before', async () => {
    const second = '  @EX/1.02\n  Scénario: Suite\n    Quand il appelle\n';
    await expect(features(`${whole}\n${second}`)).rejects.toMatchObject({ details: { scenario: 'EX/1.02' } });
  });
});

describe('what a lane can play', () => {
  const steps = ['Appeler le téléservice', 'le rapatriement est bloqué'];

  it('is what its catalogue and the features share', async () => {
    const found = playable(await features(whole), [entry(steps), entry([], 'EX/9.01')]);
    expect(found.map((item) => item.entry.scenario)).toEqual(['EX/1.01']);
  });

  it('leaves out a feature of another lane', async () => {
    expect(playable(await features(whole), [entry([], 'EX/9.01')])).toEqual([]);
  });

  it('tells the scenarios that are played alone', async () => {
    const two = `${whole}\n  # seul : il règle le produit pour tous\n${whole.slice(whole.indexOf('  @')).replace('1.01', '1.02')}`;
    expect((await features(two)).map(({ alone }) => alone)).toEqual([undefined, true]);
  });

  it('takes any steps where the catalogue has none', async () => {
    expect(playable(await features(whole), [entry([])])).toHaveLength(1);
  });

  it.each([
    ['other words', ['Appeler', steps[1]!]],
    ['one step more', [...steps, 'fin']],
  ])('refuses a feature whose documented steps have %s', async (_, documented) => {
    const own = await features(whole);
    expect(() => playable(own, [entry(documented)])).toThrow(expect.objectContaining({ code: 'feature_invalide' }));
  });
});
