import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import type { Exchange } from '../../../core/index.ts';
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
  /** Paths of what the bench wrote. */
  files: { ca: string; insiAutoCert: string; insiAutoKey: string; crl: string };
  /** The answer of an exchange, head included, as the journal keeps it. */
  response(exchange: Exchange): Promise<Buffer>;
  /** Certificate of the plan's own authority, named as INSi wants. */
  client: ClientFiles;
  /** Issues another certificate: of the plan's authority, or of one that nobody named. */
  issue(commonName: string, authority?: 'plan' | 'inconnue'): ClientFiles;
  /** Runs a command in the other namespace. */
  run(command: string, args: readonly string[], input?: string): CommandResult;
  /** The latest exchange kept of that outcome, once there is one: a refused client leaves before it is recorded. */
  lastExchange(outcome: Exchange['outcome']): Promise<Exchange>;
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
  const plan = join(folder, 'plan.yaml');
  writeFileSync(plan, planText(network.hostAddress, authorities.pem('plan')));
  const started = startBench(plan, join(folder, 'banc'));
  const close = async (): Promise<void> => {
    await ended(started.process);
    network.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await started.ready;
    return world({ network, authorities, folder: join(folder, 'banc'), close });
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

interface Parts {
  network: NetworkNamespace;
  authorities: Authorities;
  folder: string;
  close(): Promise<void>;
}

function world({ network, authorities, folder, close }: Parts): World {
  const env = parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  const headers = { authorization: `Bearer ${env['PROBANT_CONTROLE_JETON']}` };
  return {
    url: new URL(env['PROBANT_INSI_URL'] ?? ''),
    name: dnsName,
    files: {
      ca: env['PROBANT_CA'] ?? '',
      insiAutoCert: env['PROBANT_INSI_CERT'] ?? '',
      insiAutoKey: env['PROBANT_INSI_KEY'] ?? '',
      crl: join(folder, 'crl.pem'),
    },
    response: async ({ n }) => {
      const answer = await fetch(`${env['PROBANT_CONTROLE_URL']}/exchange/${n}/response`, { headers });
      return Buffer.from(await answer.arrayBuffer());
    },
    client: authorities.issue('INSI-AUTO', 'plan'),
    issue: (commonName, authority = 'plan') => authorities.issue(commonName, authority),
    run: (command, args, input) => runCommand([...network.inside, command, ...args], input),
    lastExchange: async (outcome) => {
      const deadline = Date.now() + 10_000;
      while (Date.now() < deadline) {
        const exchanges = (await (
          await fetch(`${env['PROBANT_CONTROLE_URL']}/journal`, { headers })
        ).json()) as Exchange[];
        const last = exchanges.findLast((exchange) => exchange.outcome === outcome);
        if (last !== undefined) return last;
        await setTimeout(50);
      }
      throw new Error(`no exchange ${outcome}`);
    },
    program: async (entry) => {
      const init = { method: 'POST', headers, body: JSON.stringify(entry) };
      const answer = await fetch(`${env['PROBANT_CONTROLE_URL']}/insi/program`, init);
      if (answer.status !== 201) throw new Error(await answer.text());
    },
    close,
  };
}

function planText(address: string, authority: string): string {
  return `version: 1
produit: { nom: pair, version: "1" }
couloir: MDV-LGC
candidat: { pilote: guided }
banc:
  ecoute: ${address}
  noms: ['${address}', ${dnsName}]
  autorites: ['${authority}']
`;
}

/** Starts `probant bench`. It is told to stop when this process dies, even killed. */
function startBench(plan: string, folder: string): { process: ChildProcess; ready: Promise<void> } {
  const node = join(root, 'node_modules/.bin/node');
  const bench = [join(root, 'bin/probant.js'), 'bench', '--plan', plan, '--dossier', folder];
  const [command, ...guard] = ['setpriv', '--pdeathsig', 'TERM'] as const;
  const child = spawn(command, [...guard, node, ...bench], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ready = new Promise<void>((resolveReady, reject) => {
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('exit', () => reject(new Error(`the bench stopped : ${errors}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Banc prêt')) resolveReady();
    });
  });
  return { process: child, ready };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
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
