import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlobRef, processEnvironment } from '../../dist/core/index.js';
import { verifyDossier } from '../../dist/reports/index.js';
import { type RunOutcome, replay } from '../../dist/runs/index.js';
import { type Forgery, Journey, type LogLine } from './support/journey.ts';

const scenarios = ['INS/va1.54.01', 'INS/va1.20.01', 'INS/va1.35.02'];

let journey: Journey;
let outcome: RunOutcome;

beforeAll(async () => {
  journey = await Journey.open();
  outcome = await journey.run({ scenarios });
  await journey.seal(outcome);
});

afterAll(() => journey[Symbol.asyncDispose]());

/** Forges the log, checks that `verify` is deceived, and replays. */
async function replayForged(change: Forgery) {
  const path = await journey.forge(outcome, change);
  const { facts } = await verifyDossier(processEnvironment({ cwd: journey.cwd }), path);
  expect(facts.integrite.items.filter(({ level }) => level === 'echec')).toEqual([]);
  return replay(path);
}

const isCheck = (line: LogLine, rule: string): boolean => line.type === 'verification' && line['rule'] === rule;

function reads(lines: LogLine[], scenario: string): LogLine[] {
  return lines.filter(
    (line) =>
      line.type === 'observation' &&
      line['verb'] === 'lireFiche' &&
      (line['point'] as { scenario: string }).scenario === scenario,
  );
}

describe('replay', () => {
  it('reaches the same verdicts from the dossier alone', async () => {
    const report = await replay(await journey.seal(outcome));
    expect([report.differences, report.checks > 20]).toEqual([[], true]);
  });

  it('reaches them where a step gives a rule what it gave before, and more', async () => {
    await using own = await Journey.open();
    const again = await own.run({ scenarios: ['DMP/UX.06.01'] });
    expect((await replay(await own.seal(again))).differences).toEqual([]);
  });

  it('names the point and the rule of a check that was removed', async () => {
    const report = await replayForged((lines) => {
      const i = lines.findIndex((line) => isCheck(line, 'insi.aucun-appel'));
      return lines.filter((_, rank) => rank !== i);
    });
    const point = { scenario: 'INS/va1.20.01', ordinal: 2 };
    expect(report.differences).toContainEqual(
      expect.objectContaining({ code: 'verification_absente', rule: 'insi.aucun-appel', point }),
    );
  });

  it('names the point and the rule of a changed parameter', async () => {
    const report = await replayForged((lines) => {
      const check = lines.find((line) => isCheck(line, 'ins.statut'));
      if (check !== undefined) check['parameters'] = { statut: 'VALI' };
      return lines;
    });
    const point = { scenario: 'INS/va1.20.01', ordinal: 1 };
    expect(report.differences).toContainEqual(
      expect.objectContaining({ code: 'parametres', rule: 'ins.statut', point }),
    );
  });

  it('names the point and the rule of a changed finding', async () => {
    const report = await replayForged((lines) => {
      const check = lines.find((line) => isCheck(line, 'insi.emetteur'));
      const finding = {
        code: 'emetteur',
        severity: 'information',
        where: '-',
        expected: '-',
        got: '-',
        message: '-',
        remedy: '-',
      };
      if (check !== undefined) check['findings'] = [finding];
      return lines;
    });
    const point = { scenario: 'INS/va1.35.02', ordinal: 1 };
    expect(report.differences).toContainEqual(
      expect.objectContaining({ code: 'constats', rule: 'insi.emetteur', point }),
    );
  });

  it('names the point of a read swapped for another of the same scenario', async () => {
    const report = await replayForged((lines) => {
      const [first, second] = reads(lines, 'INS/va1.54.01');
      if (first !== undefined && second !== undefined) second['blob'] = first['blob'];
      return lines;
    });
    const point = { scenario: 'INS/va1.54.01', ordinal: 2 };
    expect(report.differences).toContainEqual(expect.objectContaining({ code: 'observation_etrangere', point }));
  });

  it('names the point and the rule of a read rewritten under its new digest', async () => {
    const report = await replayForged(async (lines, store) => {
      const [read] = reads(lines, 'INS/va1.54.01');
      const old = blobOf(read);
      const text = (await store.get(old)).toString('utf8').replace('"statut":"PROV"', '"statut":"QUAL"');
      const forged = await store.put(Buffer.from(text));
      return JSON.parse(JSON.stringify(lines).replaceAll(old, forged.sha256)) as LogLine[];
    });
    const point = { scenario: 'INS/va1.54.01', ordinal: 1 };
    expect(report.differences).toContainEqual(expect.objectContaining({ code: 'constats', rule: 'ins.statut', point }));
  });

  it('names the point of a message that is not the one of the journal', async () => {
    const report = await replayForged(async (lines, store) => {
      const slice = lines.find((line) => line.type === 'observation' && line['kind'] === 'echanges' && hasBody(line));
      const old = blobOf(slice);
      const text = (await store.get(old)).toString('utf8').replace(/"n":\d+,"outcome"/, '"n":9999,"outcome"');
      const forged = await store.put(Buffer.from(text));
      return JSON.parse(JSON.stringify(lines).replaceAll(old, forged.sha256)) as LogLine[];
    });
    expect(report.differences).toContainEqual(expect.objectContaining({ code: 'echange_hors_journal' }));
  });

  it('names the points of a scenario whose observations were cut', async () => {
    const report = await replayForged((lines) => {
      const [, second] = reads(lines, 'INS/va1.54.01');
      return lines.filter((line) => line !== second);
    });
    expect(report.differences.some(({ point }) => point.scenario === 'INS/va1.54.01')).toBe(true);
  });
});

/** Digest of what a line of the log keeps. */
function blobOf(line: LogLine | undefined): string {
  return (line?.['blob'] as BlobRef | undefined)?.sha256 ?? '';
}

function hasBody(line: LogLine): boolean {
  return (line['attachments'] as unknown[]).length > 0;
}
