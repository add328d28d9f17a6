import type { CheckSummary, FileReport } from '../report.ts';

/** Writes reports as they come: what it returns is written at once, and nothing of a file is kept. */
export interface Format {
  head(): string;
  file(report: FileReport): string;
  foot(summary: CheckSummary): string;
}
