import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './campaign.ts';
import type { FuzzInput } from './input.ts';

/** An input that showed something wrong, as its file holds it. */
export interface FindingFile {
  service: string;
  graine: string;
  numero: number;
  constat: string;
  porte: string;
  genre: string;
  libre: boolean;
  /** The bytes sent, each step in base64. */
  envois: string[];
  /** The first bytes received, for those who read it. */
  recu: string;
}

/** Writes a finding in `folder/<service>/<digest>.json`; gives the path, or undefined when no input is to blame. */
export async function writeFinding(
  folder: string,
  finding: Finding,
  campaign: { service: string; seed: string },
): Promise<string | undefined> {
  const { input, number, why, seen } = finding;
  if (input === undefined || number === undefined) return undefined;
  const digest = createHash('sha256').update(Buffer.concat(input.steps)).digest('hex').slice(0, 16);
  const path = join(folder, campaign.service, `${digest}.json`);
  const content: FindingFile = {
    service: campaign.service,
    graine: campaign.seed,
    numero: number,
    constat: why,
    porte: input.door,
    genre: input.kind,
    libre: input.loose === true,
    envois: input.steps.map((step) => step.toString('base64')),
    recu: seen?.received.toString('utf8', 0, 2_000) ?? '',
  };
  await mkdir(join(folder, campaign.service), { recursive: true });
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
  return path;
}

/** Reads a finding, and the input as it was sent. */
export async function readFinding(path: string): Promise<{ file: FindingFile; input: FuzzInput }> {
  const file = JSON.parse(await readFile(path, 'utf8')) as FindingFile;
  const steps = file.envois.map((step) => Buffer.from(step, 'base64'));
  return { file, input: { door: file.porte, kind: file.genre, steps, ...(file.libre ? { loose: true } : {}) } };
}
