/**
 * `npm run perf:mocks`: INSi and DMP of the bench (TLS, evidence on disk) beside mountebank (plain HTTP, one XPath
 * predicate, no evidence), the same requests over the same number of connections, back to back (docs/performance.md).
 *
 * Options: `--bref`, a run of a minute. Ends with 1 when a target is missed.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compare } from './comparison.ts';
import { measureMemory } from './memory.ts';
import { installMountebank } from './mountebank.ts';
import { measureReadiness } from './readiness.ts';
import { machine, showResults, targetsOf } from './report.ts';

/** How much is measured. */
const settings = process.argv.includes('--bref')
  ? { connections: 20, requests: 1_000, rounds: 2, exchanges: 12_000, starts: 3 }
  : { connections: 20, requests: 2_000, rounds: 5, exchanges: 100_000, starts: 10 };

const cache = resolve('.probant', 'perf');
await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'probant-perf-'));
try {
  const mountebank = await installMountebank(cache);
  const tell = (text: string): void => void process.stdout.write(`${text}\n`);
  tell('Démarrage…');
  const readiness = await measureReadiness(folder, settings.starts);
  tell('Débit, à tour de rôle avec mountebank…');
  const comparison = await compare({ ...settings, folder, mountebank });
  tell(`Mémoire sur ${settings.exchanges.toLocaleString('fr-FR')} échanges…`);
  const memory = await measureMemory({ ...settings, folder });
  const results = { at: new Date().toISOString(), machine: machine(), settings, readiness, comparison, memory };
  const targets = targetsOf(results);
  const file = join(cache, `${results.at.replaceAll(':', '')}.json`);
  await writeFile(file, `${JSON.stringify({ ...results, targets }, null, 2)}\n`);
  tell(showResults(results, targets));
  tell(`\nMesures : ${file}`);
  process.exitCode = targets.every(({ reached }) => reached) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
