import { resolve } from 'node:path';
import { type Environment, isProbantError, messageOf, ProbantError, sharing } from '../../core/index.ts';
import { fileRules, type Judging, judge } from './judge.ts';
import type { PackEngine, PackVerdict } from './pack-engine.ts';
import { type Prepared, prepare } from './pieces.ts';
import { readGiven } from './reading.ts';
import type { FileFinding, FileReport } from './report.ts';
import { authority } from './requests.ts';

/** What is asked of a check. */
export interface CheckOptions extends Judging {
  /** Engines of external packs, asked after the rules of this release. */
  packs: readonly PackEngine[];
}

/**
 * Judges single files, one at a time: neither bytes nor findings of a file outlive its report.
 *
 * A file that cannot be read or recognised is reported as refused; the others are judged all the same.
 *
 * @throws {@link ProbantError} `option_invalide` for parameters that are not of their rule's form
 */
export async function* checkFiles(
  environment: Pick<Environment, 'fs' | 'cwd'>,
  paths: readonly string[],
  options: CheckOptions,
): AsyncGenerator<FileReport> {
  for (const path of paths) yield await sharing(() => checkFile(environment, path, options));
}

const ruleIds = fileRules().map(({ id }) => id);

async function checkFile(
  environment: Pick<Environment, 'fs' | 'cwd'>,
  path: string,
  options: CheckOptions,
): Promise<FileReport> {
  try {
    const bytes = await readGiven(environment, resolve(environment.cwd, path));
    const prepared = prepare(bytes, path, ruleIds);
    return await report(path, { bytes, prepared }, options);
  } catch (thrown) {
    if (isProbantError(thrown, 'option_invalide')) throw thrown;
    if (isProbantError(thrown)) return refusal(path, thrown);
    // A failure of ours on one file is no reason to say nothing of the others.
    const failure = new ProbantError('jugement_en_panne', { chemin: path, detail: messageOf(thrown) }, thrown);
    return { ...refusal(path, failure), outcome: 'panne' };
  }
}

async function report(
  path: string,
  { bytes, prepared }: { bytes: Buffer; prepared: Prepared },
  options: CheckOptions,
): Promise<FileReport> {
  const { piece, kind, sign } = prepared;
  const own = await judge(piece, options);
  const packs: PackVerdict[] = [];
  for (const engine of options.packs)
    packs.push(await engine.judge({ kind, bytes, path, inputs: piece.inputs, place: piece.place }));
  const findings = [...own.findings, ...packs.flatMap((pack) => pack.findings.map(foreign))];
  const looked = [...own.looked, ...packs.flatMap((pack) => pack.looked.map((rule) => ({ rule, version: '' })))];
  const unseen = [...own.unseen, ...packs.flatMap((pack) => pack.unseen)];
  const blocking = findings.some(({ severity }) => severity === 'bloquant');
  return {
    path,
    // Nothing is right because nothing was looked at (design §2).
    outcome: looked.length === 0 ? 'non_juge' : blocking ? 'constats_bloquants' : 'sans_constat_bloquant',
    kind,
    sign,
    findings,
    looked,
    unseen,
    suppositions: piece.suppositions.filter((one) => one !== authority || options.authorities === null),
  };
}

function foreign(finding: PackVerdict['findings'][number]): FileFinding {
  return { ...finding, ruleVersion: '', title: finding.rule };
}

function refusal(
  path: string,
  { code, message, remedy }: { code: string; message: string; remedy: string },
): FileReport {
  const nothing = { kind: null, sign: '', findings: [], looked: [], unseen: [], suppositions: [] };
  return { path, outcome: 'refuse', ...nothing, error: { code, message, remedy } };
}
