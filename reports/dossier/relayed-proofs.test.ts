import { afterEach, describe, expect, it } from 'vitest';
import type { AttemptWriter } from '../../core/index.ts';
import { dossierPaths } from '../container/index.ts';
import { deriveResults } from '../results.ts';
import { type SampleAttempt, sampleAttempt } from '../testing.ts';
import { checkSufficiency } from '../verify/sufficiency.ts';
import { type BuiltDossier, buildDossier, dossierSchema } from './index.ts';

const scenario = 'INS/va1.28.01';

let sample: SampleAttempt | undefined;

afterEach(() => sample?.dispose());

/** A dossier whose first scenario wants the source of a mail, and has some: through a relay, or from a mock. */
async function withMails(...platforms: Array<string | undefined>): Promise<{ built: BuiltDossier; codes: string[] }> {
  sample = await sampleAttempt({ more: (writer) => addMails(writer, platforms) });
  const { environment, attempt } = sample;
  const entries = sample.context.entries.map((entry) =>
    entry.scenario === scenario ? { ...entry, proofs: [{ id: `${scenario}.01`, types: ['source_smtp'] }] } : entry,
  );
  const playable = sample.context.playable.map((one) => ({
    ...one,
    entry: entries.find((entry) => entry.scenario === one.entry.scenario) ?? one.entry,
  }));
  const context = { ...sample.context, entries, playable };
  const built = await buildDossier(environment, attempt, { context });
  const items = checkSufficiency(built.document, deriveResults(attempt.events, context));
  return { built, codes: items.map(({ code }) => code) };
}

async function addMails(writer: AttemptWriter, platforms: ReadonlyArray<string | undefined>): Promise<void> {
  for (const [i, relais] of platforms.entries()) {
    const blob = await writer.store.put(Buffer.from(`Subject: ${i}\r\n\r\n`));
    const proof = { scenario, ordinal: 1, name: `source-smtp-${i}.eml`, mediaType: 'message/rfc822', blob };
    const through = relais === undefined ? {} : { relais };
    await writer.append({ type: 'preuve', kind: 'source_smtp', source: 'fil', ...proof, ...through });
  }
}

function preuveOf({ document }: BuiltDossier): unknown {
  return document.scenarios.find((one) => one.scenario === scenario)?.preuves[0];
}

describe('a proof made through a relay', () => {
  it('names the platform, and is not told depositable', async () => {
    const { built } = await withMails('smtp.operateur.test:587');
    expect(preuveOf(built)).toMatchObject({ reunie: true, deposable: false, relais: ['smtp.operateur.test:587'] });
    expect(dossierSchema.safeParse(built.document).success).toBe(true);
  });

  it('is left to the reviewer, in the report and by verify', async () => {
    const { built, codes } = await withMails('smtp.operateur.test:587');
    const report = built.files.get(dossierPaths.report);
    const text = report !== undefined && 'bytes' in report ? Buffer.from(report.bytes).toString('utf8') : '';
    expect([text.includes('relayée vers smtp.operateur.test:587'), codes.includes('preuves_relayees')]).toEqual([
      true,
      true,
    ]);
    expect(codes).not.toContain('repetition');
  });

  it('is a rehearsal as soon as one of its pieces is', async () => {
    const { built, codes } = await withMails('smtp.operateur.test:587', undefined);
    expect(preuveOf(built)).not.toHaveProperty('relais');
    expect(codes).toContain('repetition');
  });
});
