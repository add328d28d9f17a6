import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { type Environment, processEnvironment } from '../../core/index.ts';
import { checkFiles, type FileReport } from '../../runs/check/index.ts';

/** What of a judgement must not depend on how a file is written. */
export interface Judgement {
  kind: string | null;
  outcome: string;
  /** `rule code`, sorted. */
  findings: string[];
  /** Rules that had nothing to look at, sorted. */
  unseen: string[];
}

const cwd = resolve('/propriete');

/** Judges bytes as `probant check` does a file. */
export async function judged(bytes: Buffer): Promise<Judgement> {
  const { kind, outcome, findings, unseen } = await reportOn(bytes);
  return {
    kind,
    outcome,
    findings: findings.map(({ rule, code }) => `${rule} ${code}`).sort(),
    unseen: unseen.map(({ rule }) => rule).sort(),
  };
}

/** The report of `probant check` on bytes that no disk holds. */
export async function reportOn(bytes: Buffer): Promise<FileReport> {
  const options = { parameters: {}, authorities: null, packs: [] };
  for await (const report of checkFiles(oneFile(bytes), [join(cwd, 'fichier')], options)) return report;
  throw new Error('no report');
}

function oneFile(bytes: Buffer): Pick<Environment, 'fs' | 'cwd'> {
  const { fs } = processEnvironment();
  const notFolder = Object.assign(new Error('ENOTDIR'), { code: 'ENOTDIR' });
  return {
    cwd,
    fs: {
      ...fs,
      exists: () => Promise.resolve(true),
      readdir: () => Promise.reject(notFolder),
      size: () => Promise.resolve(bytes.length),
      readPart: (_, { offset, length }) => Promise.resolve(bytes.subarray(offset, offset + length)),
    },
  };
}

const asked = Number(process.env['PROBANT_PROPRIETES']);

/**
 * How a property is tried: the same inputs at each run of `npm test`; `PROBANT_PROPRIETES=1000` tries as many others, and
 * fast-check prints the seed of a failure.
 */
export function runs(few: number): fc.Parameters<unknown> {
  return asked > 0 ? { numRuns: asked } : { numRuns: few, seed: 20_260_302 };
}

export { fc };
