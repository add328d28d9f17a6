/** A bench in a process of its own: `node bench-process.js '<options>'`. Says one line of JSON when it is ready. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EvidenceStore, Journal, processEnvironment } from '../../../core/index.ts';
import { startBench } from '../../../mocks/index.ts';

/** What the process takes as its only argument, in JSON. */
export interface BenchProcessOptions {
  listen: string;
  names: string[];
  /** Paths of PEM files. */
  authorities: string[];
  folder: string;
}

/** What the process says when it is ready. */
export interface BenchReady {
  url: string;
  files: { ca: string; insiAutoCert: string; insiAutoKey: string; crl: string };
  control: { url: string; token: string };
}

const options = JSON.parse(process.argv[2] ?? '') as BenchProcessOptions;
const environment = processEnvironment({ cwd: options.folder });
const store = new EvidenceStore(environment, join(options.folder, 'blobs'));
const bench = await startBench({
  environment,
  listen: options.listen,
  names: options.names,
  ports: { insi: 0 },
  clientAuthorities: options.authorities.map((path) => readFileSync(path, 'utf8')),
  authorisations: [],
  folder: join(options.folder, 'banc'),
  journal: new Journal(environment, store, join(options.folder, 'echanges.ndjson')),
  control: { port: 0 },
});
// The input closes with the suite, even a killed one: no bench outlives it.
process.stdin.resume().once('close', () => void bench.stop());
process.stdout.write(`${JSON.stringify({ url: bench.endpoints.insi, files: bench.files, control: bench.control })}\n`);
