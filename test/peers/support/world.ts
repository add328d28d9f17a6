import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Exchange } from '../../../core/index.ts';
import type { BenchProcessOptions, BenchReady } from './bench-process.ts';
import { type NetworkNamespace, openNamespace } from './namespace.ts';
import { lacking } from './need.ts';

/** Paths of a client's own certificate and key. */
export interface ClientFiles {
  cert: string;
  key: string;
}

/** What a command did. */
export interface CommandResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** A bench in another process, reached from another network namespace by clients of an authority that the plan names. */
export interface World {
  url: URL;
  /** DNS name that the server certificate bears. */
  name: string;
  files: BenchReady['files'];
  folder: string;
  /** Certificate of the plan's own authority, named as INSi wants. */
  client: ClientFiles;
  /** Issues another certificate: of the plan's authority, or of one that nobody named. */
  issue(commonName: string, authority?: 'plan' | 'inconnue'): ClientFiles;
  /** Runs a command in the other namespace. */
  run(command: string, args: readonly string[], input?: string): CommandResult;
  /** The latest exchange kept. */
  lastExchange(): Promise<Exchange>;
  program(entry: unknown): Promise<void>;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../../..');
const dnsName = 'banc.probant.test';

/** Opens the world; undefined where this machine can't (each test then says why, by `need`). */
export async function openWorld(): Promise<World | undefined> {
  if (lacking('namespaces', 'openssl') !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'probant-pairs-'));
  const network = openNamespace();
  const authorities = new Authorities(folder);
  const started = startProcess({
    listen: network.hostAddress,
    names: [network.hostAddress, dnsName],
    authorities: [authorities.pem('plan')],
    folder,
  });
  const close = async (): Promise<void> => {
    await ended(started.process);
    network.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return world({ network, authorities, ready: await started.ready, folder, close });
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

interface Parts {
  network: NetworkNamespace;
  authorities: Authorities;
  ready: BenchReady;
  folder: string;
  close(): Promise<void>;
}

function world({ network, authorities, ready, folder, close }: Parts): World {
  const headers = { authorization: `Bearer ${ready.control.token}` };
  return {
    url: new URL(ready.url),
    name: dnsName,
    files: ready.files,
    folder,
    client: authorities.issue('INSI-AUTO', 'plan'),
    issue: (commonName, authority = 'plan') => authorities.issue(commonName, authority),
    run: (command, args, input) => runCommand([...network.inside, command, ...args], input),
    lastExchange: async () => {
      const exchanges = (await (await fetch(`${ready.control.url}/journal`, { headers })).json()) as Exchange[];
      const last = exchanges.at(-1);
      if (last === undefined) throw new Error('no exchange');
      return last;
    },
    program: async (entry) => {
      const init = { method: 'POST', headers, body: JSON.stringify(entry) };
      const answer = await fetch(`${ready.control.url}/insi/program`, init);
      if (answer.status !== 201) throw new Error(await answer.text());
    },
    close,
  };
}

function startProcess(options: BenchProcessOptions): { process: ChildProcess; ready: Promise<BenchReady> } {
  const node = join(root, 'node_modules/.bin/node');
  const main = join(root, 'dist/test/peers/support/bench-process.js');
  const child = spawn(node, [main, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ready = new Promise<BenchReady>((resolveReady, reject) => {
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('exit', () => reject(new Error(`the bench stopped (npm run build?) : ${errors}`)));
    createInterface(child.stdout).once('line', (line) => resolveReady(JSON.parse(line) as BenchReady));
  });
  return { process: child, ready };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.stdin?.end();
  await exit;
}

/** Client authorities made by OpenSSL, as a publisher would. */
class Authorities {
  readonly #folder: string;
  readonly #made = new Set<string>();
  #issued = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Path of an authority's certificate. */
  pem(authority: string): string {
    const { cert, key } = this.#paths(authority);
    if (this.#made.has(authority)) return cert;
    this.#made.add(authority);
    const subject = `/C=FR/O=TEST EDITEUR/CN=TEST AC ${authority}`;
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      subject,
      '-keyout',
      key,
      '-out',
      cert,
    );
    return cert;
  }

  issue(commonName: string, authority: string): ClientFiles {
    const ca = this.pem(authority);
    this.#issued += 1;
    const { cert, key } = this.#paths(`client-${this.#issued}`);
    const request = `${cert}.csr`;
    const subject = `/C=FR/O=TEST EDITEUR/OU=10B0152872/CN=${commonName}`;
    openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', subject, '-keyout', key, '-out', request);
    const signer = ['-CA', ca, '-CAkey', this.#paths(authority).key, '-CAcreateserial'];
    openssl('x509', '-req', '-in', request, ...signer, '-days', '1', '-out', cert);
    return { cert, key };
  }

  #paths(name: string): ClientFiles {
    return { cert: join(this.#folder, `${name}.pem`), key: join(this.#folder, `${name}.key`) };
  }
}

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]} : ${stderr}`);
}

/** Runs a command to its end; the bench is another process, so waiting here does not stop it. */
function runCommand([command = '', ...args]: readonly string[], input = ''): CommandResult {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', input, timeout: 20_000 });
  return { status: status ?? -1, stdout, stderr };
}
