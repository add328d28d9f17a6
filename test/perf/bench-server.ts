/**
 * The bench as `probant bench` starts it (evidence and journal on disk, every service, control API), in a process of its
 * own that tells its parent where it listens and what memory it holds. Usage: by `fork`, the folder as argument.
 */
import { type Bench, colleagueDocument, openBench } from '../../mocks/index.ts';
import { dmpPerson } from '../support/dmp-request.ts';
import type { ServerMessage } from './server-process.ts';

const folder = process.argv[2] ?? '';
const started = performance.now();
const bench = await openBench(folder, { names: ['localhost', '127.0.0.1'], control: { port: 0 } });
const servicesMilliseconds = performance.now() - started;
seed(bench);

process.on('message', (question) => {
  if (question === 'memoire') tell(memory());
  if (question === 'fin') void bench.stop().then(() => process.disconnect());
});
const { files, endpoints } = bench;
tell({ type: 'pret', servicesMilliseconds, endpoints: { insi: endpoints.insi, dmp: endpoints.dmp }, files });

function seed({ controls }: Bench): void {
  controls.dmp.declare({ ...dmpPerson, etat: 'actif', autorisation: 'VALIDE' });
  for (const n of [1, 2, 3]) {
    const texte = 'Consultation de suivi, sans particularité.';
    const chosen = { uniqueId: `2.25.${n}`, titre: `Synthèse ${n}`, texte, creation: '2026-03-02T09:00:00Z' };
    controls.dmp.deposit(colleagueDocument({ ...dmpPerson, historique: [] }, chosen));
  }
}

// What is left once all that can go is gone: what grows then would grow for ever.
function memory(): ServerMessage {
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { type: 'memoire', rss, heapUsed, external, arrayBuffers, recorded: bench.journal.last };
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}
