import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { type Bench, type BenchOptions, startBench } from '../../mocks/index.ts';

/** A bench in a folder of its own, and what a test needs to look at it. */
export interface TestBench extends AsyncDisposable {
  bench: Bench;
  folder: string;
  /** Resolves with the last exchange once there are at least `count`. */
  last(count?: number): Promise<Exchange>;
  /** Bytes of a blob, as text. */
  text(digest: string): Promise<string>;
}

/** Starts a bench on a free port of the loopback. */
export async function openBench(overrides: Partial<BenchOptions> = {}): Promise<TestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'probant-banc-'));
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const bench = await startBench({
    environment,
    listen: '127.0.0.1',
    names: ['localhost', '127.0.0.1'],
    ports: { insi: 0 },
    clientAuthorities: [],
    authorisations: [],
    folder: join(folder, 'banc'),
    journal,
    ...overrides,
  });
  return {
    bench,
    folder,
    last: async (count = 1) => {
      await journal.waitFor(() => journal.last >= count, 10_000);
      const exchange = journal.slice('insi', { from: 0, to: journal.last }).at(-1);
      if (exchange === undefined) throw new Error('no exchange');
      return exchange;
    },
    text: async (digest) => (await journal.store.get(digest)).toString('utf8'),
    [Symbol.asyncDispose]: async () => {
      await bench.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a client got. */
export interface ClientAnswer {
  status: number;
  type: string;
  body: string;
}

/** A client's own certificate and key, PEM. */
export interface ClientIdentity {
  cert: string;
  key: string;
}

/** The client identity that the bench gives to the product. */
export async function issuedIdentity({ files }: Bench): Promise<ClientIdentity> {
  const [cert, key] = await Promise.all([readFile(files.insiAutoCert, 'utf8'), readFile(files.insiAutoKey, 'utf8')]);
  return { cert, key };
}

/** Posts a message to INSi. Rejects with the client's error when the connection is refused. */
export async function callInsi(
  { bench }: TestBench,
  body: string,
  options: { identity?: ClientIdentity | null; path?: string; method?: string } = {},
): Promise<ClientAnswer> {
  const identity = options.identity === undefined ? await issuedIdentity(bench) : options.identity;
  const ca = await readFile(bench.files.ca, 'utf8');
  const url = new URL(options.path ?? '/lps', bench.endpoints.insi);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: options.method ?? 'POST',
        ca,
        agent: false,
        ...(identity ?? {}),
        headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The code of a fault; empty when there is none. */
export function faultCode(xml: string): string {
  return /code="([^"]+)"/.exec(xml)?.[1] ?? '';
}

/** The `CodeCR` of an answer; empty when there is none. */
export function codeCr(xml: string): string {
  return /CodeCR>(\d\d)</.exec(xml)?.[1] ?? '';
}
