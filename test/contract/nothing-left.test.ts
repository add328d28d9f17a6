import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BlobRef,
  canonicalJson,
  type EvidenceStore,
  type Json,
  type JsonObject,
  processEnvironment,
} from '../../dist/core/index.js';
import { verifyDossier } from '../../dist/reports/index.js';
import { type RunOutcome, replay } from '../../dist/runs/index.js';
import { Journey, type LogLine } from './support/journey.ts';

// The patient refuses Mon espace santé: nothing may leave (MSS/va1.20).
const scenario = 'MSS/va1.20.01';
const point = { scenario, ordinal: 3 };

/** A product in its own working folder, and the attempt that it made. */
interface Attempt {
  journey: Journey;
  outcome: RunOutcome;
}

let obedient: Attempt;
let careless: Attempt;

beforeAll(async () => {
  obedient = await attempt();
  careless = await attempt('refus-patient-ignore');
});
afterAll(async () => {
  for (const { journey } of [obedient, careless]) await journey[Symbol.asyncDispose]();
});

async function attempt(...defects: string[]): Promise<Attempt> {
  const journey = await Journey.open();
  // The first scenario puts the mail of another patient in the journal.
  return { journey, outcome: await journey.run({ scenarios: ['MSS/va1.19.01', scenario], defects }) };
}

interface Slice {
  service: string;
  window: { from: number; to: number };
  exchanges: Array<Record<string, Json>>;
}

/** What a forger writes over a slice, its attachments and what was found in it. */
interface Rewriting {
  slice: (value: Slice) => Slice;
  /** Leaves the findings as they are when absent. */
  findings?: Json[];
}

/** The line that keeps the slice of the point. */
function sliceLine(lines: LogLine[]): LogLine {
  const line = lines.find(
    ({ type, kind, point: at }) => type === 'observation' && kind === 'echanges' && sameKey(at as typeof point),
  );
  if (line === undefined) throw new Error('no slice');
  return line;
}

const sameKey = (at: typeof point): boolean => at.scenario === scenario && at.ordinal === point.ordinal;

async function rewrite(lines: LogLine[], store: EvidenceStore, { slice, findings }: Rewriting): Promise<LogLine[]> {
  const line = sliceLine(lines);
  const old = (line['blob'] as BlobRef).sha256;
  const kept = JSON.parse((await store.get(old)).toString('utf8')) as { value: Slice };
  const value = slice(kept.value);
  const blob = await store.put(Buffer.from(canonicalJson({ ...kept, value } as unknown as Json)));
  line['blob'] = blob;
  if (value.exchanges.length === 0) line['attachments'] = [];
  const names = new Set(['echanges', ...(line['attachments'] as Array<{ name: string }>).map(({ name }) => name)]);
  for (const check of lines.filter((one) => one.type === 'verification' && sameKey(one['point'] as typeof point))) {
    if (findings !== undefined) check['findings'] = findings;
    // The bodies of what was taken out are inputs no more.
    const inputs = Object.entries(check['inputs'] as object).filter(([name]) => names.has(name));
    check['inputs'] = Object.fromEntries(inputs);
  }
  // The checks name the new bytes.
  return JSON.parse(JSON.stringify(lines).replaceAll(old, blob.sha256)) as LogLine[];
}

/** Replays a forged dossier, once `verify` is seen to be deceived. */
async function forged({ journey, outcome }: Attempt, rewriting: Rewriting) {
  const path = await journey.forge(outcome, (lines, store) => rewrite(lines, store, rewriting));
  const { facts } = await verifyDossier(processEnvironment({ cwd: journey.cwd }), path);
  expect(facts.integrite.items.filter(({ level }) => level === 'echec')).toEqual([]);
  return (await replay(path)).differences.map(({ code, point: at }) => `${code} ${at.scenario}#${at.ordinal}`);
}

async function sliceOf({ journey, outcome }: Attempt): Promise<Slice> {
  const { events, store } = await journey.attempt(outcome);
  const { blob } = sliceLine(events as unknown as LogLine[]) as unknown as { blob: BlobRef };
  return (JSON.parse((await store.get(blob.sha256)).toString('utf8')) as { value: Slice }).value;
}

const verdict = ({ results }: Pick<RunOutcome, 'results'>): unknown =>
  results.scenarios
    .flatMap(({ points }) => points)
    .find((one) => one.scenario === scenario && one.ordinal === point.ordinal)?.verdict;

const here = `${scenario}#${point.ordinal}`;

describe('"nothing left"', () => {
  it('is a slice of the whole window, empty, when the product obeys', async () => {
    const { window, exchanges } = await sliceOf(obedient);
    expect([verdict(obedient.outcome), exchanges, window.to >= window.from]).toEqual(['conforme', [], true]);
  });

  it('is contradicted by the mail itself when it does not', async () => {
    const { window, exchanges } = await sliceOf(careless);
    const within = exchanges.every(({ n }) => Number(n) > window.from && Number(n) <= window.to);
    expect([verdict(careless.outcome), exchanges.map(({ attribution }) => attribution), within]).toEqual([
      'non_conforme',
      ['personne'],
      true,
    ]);
  });

  it.each(['obedient', 'careless'])('is replayed from the dossier, the product being %s', async (which) => {
    const { journey, outcome } = which === 'obedient' ? obedient : careless;
    const report = await replay(await journey.seal(outcome));
    expect([report.differences, report.agrees, verdict(report)]).toEqual([[], true, verdict(outcome)]);
  });

  it('does not hold once the mail is taken out of the slice: replay names the missing exchange', async () => {
    const codes = await forged(careless, { slice: (value) => ({ ...value, exchanges: [] }), findings: [] });
    expect(codes).toEqual([`echange_absent ${here}`]);
  });

  it('does not hold once the mail is given to somebody else', async () => {
    const slice = (value: Slice): Slice => ({
      ...value,
      exchanges: value.exchanges.map((exchange) => ({ ...exchange, attribution: 'autre' })),
    });
    expect(await forged(careless, { slice, findings: [] })).toContain(`echange_hors_journal ${here}`);
  });

  it('does not hold once the window is said to end elsewhere than in the journal', async () => {
    const slice = ({ window, ...value }: Slice): Slice => ({ ...value, window: { ...window, to: window.to + 100 } });
    expect(await forged(obedient, { slice })).toEqual([`fenetre ${here}`]);
  });

  it('does not hold once a mail is added: replay finds it in no journal, and red', async () => {
    const [mail = {}] = (await sliceOf(careless)).exchanges;
    // Its envelope names a patient whom the other attempt does not know, and that alone would block the seal.
    const request = { ...(mail['request'] as JsonObject), headers: [] };
    const codes = await forged(obedient, { slice: (value) => ({ ...value, exchanges: [{ ...mail, request }] }) });
    expect(codes).toEqual(
      expect.arrayContaining([`echange_hors_journal ${here}`, `constats ${here}`, `verdict ${here}`]),
    );
  });
});
