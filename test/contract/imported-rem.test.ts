import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../dist/core/index.js';
import { openDossier, verifyDossier } from '../../dist/reports/index.js';
import {
  dossierContext,
  type Lane,
  loadLane,
  locations,
  ownGrid,
  type RunOutcome,
  replay,
} from '../../dist/runs/index.js';
import { line, reworded, titles, workbook } from '../../referential/rem/testing.ts';
import { Journey } from './support/journey.ts';

const some = ['SC.INS/va1.28.01', 'SC.DMP/va1.16.01', 'SC.MSS/va1.12.01'];
const unknown = ['LGC.NOUV/01.01', 'LGC.NOUV/02.01'];
const builtIn = loadLane({ couloir: 'MDV-LGC', vague: 1 });
const known = builtIn.entries.filter(({ scenario, lane }) => scenario !== undefined && lane === 'MDV-LGC');

let journey: Journey;
let outcome: RunOutcome;
let dossier: string;
let rem: { referentiel: string; correspondance: string };

/** The lane's workbook, with another prefix and other words throughout, and two scenarios of which nobody knows. */
async function publishedWorkbook(): Promise<Buffer> {
  const rows = known.map(({ requirement, statement, scenario = '', steps, proofs }) =>
    line(
      `SC.${requirement}`,
      reworded(statement),
      `SC.${scenario}`,
      reworded(steps.join(' ; ')),
      ...proofs.slice(0, 1).flatMap(({ id }) => [`SC.${id}`, 'Démonstration (vidéo ou copies d’écran)']),
    ),
  );
  const strange = unknown.map((id) =>
    line(
      id.slice(0, -3),
      'Chiffrer les sauvegardes hors ligne',
      id,
      '1. Ouvrir le coffre\n2. Relire le bordereau',
      `${id}.01`,
      'Vidéo',
    ),
  );
  return workbook([{ name: 'Exigences', rows: [titles(), ...rows, ...strange] }]);
}

function probant(...argv: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(locations.root, 'bin/probant.js'), ...argv], {
    cwd: journey.cwd,
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

beforeAll(async () => {
  journey = await Journey.open();
  await writeFile(join(journey.cwd, 'REM.xlsx'), await publishedWorkbook());
  probant('rem', 'import', 'REM.xlsx', '--couloir', 'MDV-LGC');
  rem = {
    referentiel: join(journey.cwd, 'referentiel-MDV-LGC.json'),
    correspondance: join(journey.cwd, 'correspondance-MDV-LGC.yaml'),
  };
});

afterAll(() => journey[Symbol.asyncDispose]());

describe('an imported workbook whose correspondence nobody confirmed', () => {
  it('is played by persons alone', async () => {
    const { results } = await journey.run({ rem, scenarios: ['SC.INS/va1.28.01'] });
    const played = results.scenarios.filter(({ points }) => points.length > 0);
    expect(played.map(({ scenario, points }) => [scenario, points.map(({ mode }) => mode)])).toEqual([
      ['SC.INS/va1.28.01', expect.arrayContaining(['guide'])],
    ]);
  });
});

describe('an imported workbook whose proposals a person confirmed', () => {
  beforeAll(async () => {
    probant(
      'rem',
      'confirm',
      'correspondance-MDV-LGC.yaml',
      '--personne',
      'Camille Exemple, responsable qualité',
      '--douteux',
    );
    outcome = await journey.run({ rem, scenarios: [...some, ...unknown] });
    dossier = await journey.seal(outcome);
  });

  it('is automated for nine scenarios in ten of those that are in the catalogue', () => {
    const automated = ({ playable }: Pick<Lane, 'playable'>): number =>
      playable.filter(({ feature: { points }, entry }) => {
        return entry.lane === 'MDV-LGC' && points.some(({ mode }) => mode === 'automatique');
      }).length;
    expect(automated(outcome.lane) / automated(builtIn)).toBeGreaterThanOrEqual(0.9);
  });

  it('is played by the features of the catalogue', () => {
    const played = outcome.results.scenarios.filter(({ scenario }) => some.includes(scenario));
    const automatic = played.flatMap(({ points }) => points.filter(({ mode }) => mode === 'automatique'));
    expect(new Set(automatic.map(({ verdict }) => verdict))).toEqual(new Set(['conforme']));
  });

  it('has the counter-proofs of the catalogue, under its own numbers', () => {
    const proofs = (lane: Lane, number: 'scenario' | 'tag'): Array<[string, unknown]> =>
      outcome.lane.playable.flatMap(({ feature }) =>
        feature.points.map(({ ordinal }): [string, unknown] => [
          `${feature.scenario}#${ordinal}`,
          dossierContext(lane).counterProofs({ scenario: feature[number], ordinal }),
        ]),
      );
    expect(proofs(outcome.lane, 'scenario')).toEqual(proofs(builtIn, 'tag'));
  });

  it('has its unknown scenarios played by a person, step by step', () => {
    const steps = outcome.results.scenarios.filter(({ scenario }) => unknown.includes(scenario));
    expect(steps.map(({ points }) => points.map(({ text, mode, verdict }) => [text, mode, verdict]))).toEqual(
      unknown.map(() => [
        ['Ouvrir le coffre', 'guide', 'non_evalue'],
        ['Relire le bordereau', 'guide', 'non_evalue'],
      ]),
    );
  });

  it('numbers the dossier, which holds the workbook and who confirmed it', async () => {
    const opened = await openDossier(dossier);
    opened.close();
    const { document, index } = opened;
    expect([
      document.scenarios.every(({ scenario }) => scenario.startsWith('SC.') || unknown.includes(scenario)),
      document.rem?.confirme_par[0]?.replace(/, \d{4}-.*/, ''),
      Object.values(index.blobs)
        .filter((path) => path.startsWith('rem/'))
        .sort(),
    ]).toEqual([true, 'Camille Exemple, responsable qualité', ['rem/correspondance.yaml', 'rem/referentiel.json']]);
  });

  it('makes a dossier that verifies by this release’s own grid', async () => {
    const context = await ownGrid(dossier);
    const { facts } = await verifyDossier(processEnvironment({ cwd: journey.cwd }), dossier, { context: context! });
    expect(facts.integrite.items.filter(({ level }) => level === 'echec')).toEqual([]);
  });

  it('makes a dossier that replays to the same verdicts', async () => {
    expect((await replay(dossier)).differences).toEqual([]);
  });
});

describe('a plan is refused', () => {
  it('when its correspondence is of another workbook', async () => {
    const other = join(journey.cwd, 'autre.json');
    const { fs } = processEnvironment();
    const text = (await fs.readFile(rem.referentiel)).toString('utf8').replace('REM.xlsx', 'autre.xlsx');
    await writeFile(other, text);
    await expect(journey.run({ rem: { ...rem, referentiel: other } })).rejects.toMatchObject({
      code: 'correspondance_invalide',
      message: expect.stringContaining('autre référentiel') as string,
    });
  });
});
