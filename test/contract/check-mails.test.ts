import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { checkFiles, type FileReport } from '../../runs/check/index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/mss/eml');
const present = existsSync(samples);

async function check(name: string): Promise<FileReport> {
  const options = { parameters: {}, authorities: null, packs: [] };
  const [report] = await Array.fromAsync(checkFiles(processEnvironment(), [join(samples, name)], options));
  if (report === undefined) throw new Error('no report');
  return report;
}

const about = (ids: readonly { rule: string }[]): string[] => ids.map(({ rule }) => rule);

describe.skipIf(!present)('mails built from the facts (skipped: ../shared is absent)', () => {
  it.each([
    ['20-mdn-ok', 'mss.accuse-integration'],
    ['21-mdn-ko-902', 'mss.accuse-integration'],
    ['30-dsn-delivered', 'mss.avis-remise'],
    ['31-dsn-failed-mailbox', 'mss.avis-remise'],
    ['11-fin-mail-subject', 'mss.adresse-usager'],
    ['06-to-patient-FIN', 'mss.adresse-usager'],
  ])('%s is looked at by %s, and none of its domain finds anything', async (name, rule) => {
    const { looked, findings } = await check(`${name}.eml`);
    expect(about(looked)).toContain(rule);
    expect(about(findings).filter((id) => id.startsWith('mss.'))).toEqual([]);
  });

  it.each(present ? readdirSync(samples).filter((name) => !name.startsWith('neg')) : [])(
    'no rule of mails has a word to say of %s',
    async (name) => {
      const { findings } = await check(name);
      expect(findings.filter(({ rule }) => rule.startsWith('mss.')).map(({ rule, code }) => `${rule} ${code}`)).toEqual(
        [],
      );
    },
  );

  it('the answer of a patient is held to what any mail is', async () => {
    const { looked } = await check('10-usager-reply.eml');
    expect(about(looked)).toEqual(['mss.entetes', 'mss.message-id']);
  });
});
