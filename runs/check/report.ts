import type { Finding } from '../../core/index.ts';
import type { FileKind } from './kinds.ts';

/** A finding, and the rule that made it. */
export interface FileFinding extends Finding {
  rule: string;
  ruleVersion: string;
  title: string;
  source: string;
  /** Line of the file, from 1, where its place could be found. */
  line?: number;
}

/** What can be said of a file when all has been looked at. */
export type FileOutcome = 'sans_constat_bloquant' | 'constats_bloquants' | 'non_juge' | 'refuse' | 'panne';

/** Everything that is told of one file. */
export interface FileReport {
  /** As the reader gave it. */
  path: string;
  outcome: FileOutcome;
  /** Null for a file that was refused. */
  kind: FileKind | null;
  /** French: what in the content told its kind. */
  sign: string;
  findings: readonly FileFinding[];
  /** Rules that looked at it. */
  looked: ReadonlyArray<{ rule: string; version: string }>;
  /** Rules of its kind that did not, and why (French). */
  unseen: ReadonlyArray<{ rule: string; why: string }>;
  /** French: what the file does not say and was supposed. */
  suppositions: readonly string[];
  /** Why it was refused, or what failed. */
  error?: { code: string; message: string; remedy: string };
}

/** Counts over all the files. */
export interface CheckSummary {
  files: number;
  outcomes: Record<FileOutcome, number>;
  findings: Record<Finding['severity'], number>;
}

/** A summary of nothing yet. */
export function emptySummary(): CheckSummary {
  return {
    files: 0,
    outcomes: { sans_constat_bloquant: 0, constats_bloquants: 0, non_juge: 0, refuse: 0, panne: 0 },
    findings: { bloquant: 0, avertissement: 0, information: 0 },
  };
}

/** Adds a file to a summary. */
export function addTo(summary: CheckSummary, { outcome, findings }: FileReport): void {
  summary.files += 1;
  summary.outcomes[outcome] += 1;
  for (const { severity } of findings) summary.findings[severity] += 1;
}
