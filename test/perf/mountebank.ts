import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../cli/free-port.ts';
import type { Kind } from './payloads.ts';
import type { Target } from './wire-client.ts';

/** The version that is measured. */
export const mountebankVersion = '2.9.1';

/** What an imposter answers, and the XPath that a request must satisfy. */
export interface Imposter {
  kind: Kind;
  xpath: { selector: string; ns: Record<string, string> };
  equals: string;
  answer: string;
}

/** A running mountebank. */
export interface Mountebank {
  /** One imposter by kind of request: none is compared with the predicates of another. */
  targets: ReadonlyMap<Kind, Target>;
  /** Of its process. */
  pid: number | undefined;
  stop(): Promise<void>;
}

/** Installs mountebank in a folder of its own, unless it is there: its tree is none of the project's. */
export async function installMountebank(folder: string): Promise<string> {
  const entry = join(folder, 'node_modules', 'mountebank', 'bin', 'mb');
  const there = await access(entry).then(
    () => true,
    () => false,
  );
  if (there) return entry;
  await mkdir(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', `mountebank@${mountebankVersion}`];
  await promisify(execFile)('npm', args, { shell: process.platform === 'win32' });
  return entry;
}

/** Starts it as fast as it can go: plain HTTP, kept connections, no log, nothing recorded. */
export async function startMountebank(
  entry: string,
  folder: string,
  imposters: readonly Imposter[],
): Promise<Mountebank> {
  const ports = new Map<Kind, number>();
  for (const { kind } of imposters) ports.set(kind, await freePort());
  const config = join(folder, 'mountebank.json');
  const served = imposters.map((one) => ({ protocol: 'http', port: ports.get(one.kind), stubs: [stub(one)] }));
  await writeFile(config, JSON.stringify({ imposters: served }));
  const admin = ['--port', String(await freePort()), '--pidfile', join(folder, 'mb.pid'), '--localOnly'];
  const args = [...admin, '--configfile', config, '--nologfile', '--loglevel', 'error'];
  const child = spawn(process.execPath, [entry, ...args], { stdio: 'ignore' });
  for (const port of ports.values()) await listening(port, child);
  const targets = new Map([...ports].map(([kind, port]) => [kind, { host: '127.0.0.1', port }]));
  return { targets, pid: child.pid, stop: () => stopped(child) };
}

function stub({ xpath, equals, answer }: Imposter): object {
  const headers = {
    'Content-Type': 'application/soap+xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(answer),
    Connection: 'keep-alive',
  };
  return {
    predicates: [{ equals: { body: equals }, xpath }],
    responses: [{ is: { statusCode: 200, headers, body: answer } }],
  };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`mountebank s’est arrêté (code ${child.exitCode})`);
    if (await answers(port)) return;
    await pause(50);
  }
  throw new Error('mountebank n’a pas démarré en dix secondes');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
