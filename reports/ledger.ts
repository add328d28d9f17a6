import { dirname, join } from 'node:path';
import {
  type AttemptOpening,
  canonicalJson,
  type Environment,
  type Json,
  ProbantError,
  runsFolder,
  sha256,
  type Verdict,
  writeError,
} from '../core/index.ts';

/** How many control points came to each verdict. */
export type VerdictCounts = Record<Verdict, number>;

/** A line of the ledger, written when an attempt opens or concludes. */
export type LedgerLine =
  | {
      type: 'ouverture';
      id: string;
      at: string;
      produit: string;
      version: string;
      empreinte?: string;
      couloir: string;
      /** Digest of the plan's bytes. */
      plan: string;
      nonce?: string;
      /** SHA-256 of the line before, zeros for the first. */
      precedent: string;
    }
  | {
      type: 'conclusion';
      id: string;
      at: string;
      comptes: VerdictCounts;
      /** SHA-256 of the attempt's log. */
      evenements: string;
      precedent: string;
    };

/** What the chain is worth. */
export interface LedgerCheck {
  lines: LedgerLine[];
  /** Number (from 1) of the first line that does not follow the one before, if any. */
  brokenAt?: number;
  /** True when the last line was cut, by a kill or a full disk. */
  cut: boolean;
}

const origin = '0'.repeat(64);
const lockDelayMs = 20;
const lockTries = 250;

/** Path of the ledger, in the working folder. */
export function ledgerPath(environment: Pick<Environment, 'cwd'>): string {
  return join(environment.cwd, runsFolder, 'tentatives.jsonl');
}

/** Writes the opening of an attempt. Call before anything is sent to the product. */
export function recordOpening(environment: Environment, opening: AttemptOpening): Promise<void> {
  const { id, at, produit, couloir, plan, nonce } = opening;
  return append(environment, {
    type: 'ouverture',
    id,
    at,
    produit: produit.nom,
    version: produit.version,
    ...(produit.empreinte === undefined ? {} : { empreinte: produit.empreinte }),
    couloir,
    plan: plan.sha256,
    ...(nonce === undefined ? {} : { nonce }),
  });
}

/** Writes the conclusion of an attempt. Call once its log has its last line. */
export function recordConclusion(
  environment: Environment,
  conclusion: { id: string; at: string; comptes: VerdictCounts; evenements: string },
): Promise<void> {
  return append(environment, { type: 'conclusion', ...conclusion });
}

/** Reads the ledger and checks its chain; an absent ledger is an empty one. */
export async function readLedger(environment: Environment): Promise<LedgerCheck & { text: string }> {
  const bytes = await environment.fs.readFile(ledgerPath(environment)).catch(() => Buffer.alloc(0));
  const text = bytes.toString('utf8');
  return { ...checkLedger(text), text };
}

/** Checks the chain of a ledger's text. */
export function checkLedger(text: string): LedgerCheck {
  const { whole, rest } = split(text);
  const lines: LedgerLine[] = [];
  let previous = origin;
  for (const [i, line] of whole.entries()) {
    const parsed = parseLine(line);
    if (parsed === undefined || parsed.precedent !== previous) return { lines, brokenAt: i + 1, cut: rest !== '' };
    lines.push(parsed);
    previous = sha256(line);
  }
  return { lines, cut: rest !== '' };
}

/** The ledger as it stood when an attempt ended: later attempts don't change an earlier dossier. */
export function ledgerUpTo(text: string, id: string): string {
  const { whole } = split(text);
  const last = whole.findLastIndex((line) => parseLine(line)?.id === id);
  return whole
    .slice(0, last + 1)
    .map((line) => `${line}\n`)
    .join('');
}

type Unchained = LedgerLine extends infer L ? (L extends LedgerLine ? Omit<L, 'precedent'> : never) : never;

async function append(environment: Environment, line: Unchained): Promise<void> {
  const path = ledgerPath(environment);
  await environment.fs.mkdir(dirname(path));
  await withLock(environment, path, async () => {
    const { text, brokenAt } = await readLedger(environment);
    if (brokenAt !== undefined) {
      throw new ProbantError('ecriture_impossible', { chemin: path, detail: `chaîne rompue à la ligne ${brokenAt}` });
    }
    const { whole, rest } = split(text);
    if (rest !== '') await dropCutLine(environment, { path, whole });
    const previous = whole.at(-1);
    const chained = { ...line, precedent: previous === undefined ? origin : sha256(previous) };
    await environment.fs.appendFile(path, `${canonicalJson(chained as unknown as Json)}\n`).catch((thrown: unknown) => {
      throw writeError(path, thrown);
    });
  });
}

// A cut line is no line: nobody was told that it had been written.
async function dropCutLine(
  environment: Environment,
  { path, whole }: { path: string; whole: string[] },
): Promise<void> {
  await environment.fs.writeFile(`${path}.tmp`, whole.map((line) => `${line}\n`).join(''));
  await environment.fs.rename(`${path}.tmp`, path);
}

// Two runs may start together. `link` fails when the name exists, on every system: it makes the lock.
async function withLock(environment: Environment, path: string, work: () => Promise<void>): Promise<void> {
  const { fs } = environment;
  const lock = `${path}.verrou`;
  const mine = `${lock}.${process.pid}.${environment.random.bytes(4).toString('hex')}`;
  await fs.writeFile(mine, String(process.pid)).catch((thrown: unknown) => {
    throw writeError(path, thrown);
  });
  try {
    await takeLock(environment, { lock, mine });
    await work().finally(() => fs.remove(lock));
  } finally {
    await fs.remove(mine);
  }
}

async function takeLock({ fs }: Environment, { lock, mine }: { lock: string; mine: string }): Promise<void> {
  for (let tries = 0; tries < lockTries; tries += 1) {
    const taken = await fs.link(mine, lock).then(() => true, noHardLinks);
    if (taken) return;
    const holder = await fs.readFile(lock).catch(() => undefined);
    if (holder !== undefined && !isAlive(Number(holder.toString()))) await fs.remove(lock);
    await new Promise((resolve) => setTimeout(resolve, lockDelayMs));
  }
  throw new ProbantError('ecriture_impossible', { chemin: lock, detail: 'le registre des tentatives est verrouillé' });
}

// Some file systems know no hard link: there, runs are not kept from each other.
function noHardLinks(thrown: unknown): boolean {
  return !(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function split(text: string): { whole: string[]; rest: string } {
  const parts = text.split('\n');
  const rest = parts.pop() ?? '';
  return { whole: parts, rest };
}

function parseLine(line: string): LedgerLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const known =
      typeof value === 'object' && value !== null && 'type' in value && 'id' in value && 'precedent' in value;
    return known ? (value as LedgerLine) : undefined;
  } catch {
    return undefined;
  }
}
