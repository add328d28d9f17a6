import type { Finding } from '../../core/index.ts';
import type { FileKind } from './kinds.ts';

/** What an external pack of rules (Schematron, XSD, value sets) says of a file; ids and texts are the pack's own. */
export interface PackVerdict {
  /** Names of the pack's rule files that looked. */
  looked: readonly string[];
  /** Those that did not, and why (French): another kind of document, no engine. */
  unseen: ReadonlyArray<{ rule: string; why: string }>;
  findings: ReadonlyArray<Finding & { rule: string; source: string }>;
}

/** What judges files by external packs, beside the rules of this release. */
export interface PackEngine {
  judge(file: { kind: FileKind; bytes: Buffer; path: string }): Promise<PackVerdict>;
}
