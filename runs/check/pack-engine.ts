import type { Finding } from '../../core/index.ts';
import type { RuleInputs } from '../../rules/index.ts';
import type { FileKind } from './kinds.ts';

/** What an external pack of rules (Schematron, XSD, value sets) says of a file; ids and texts are the pack's own. */
export interface PackVerdict {
  /** Names of the pack's rule files that looked. */
  looked: readonly string[];
  /** Those that did not, and why (French): another kind of document, no engine. */
  unseen: ReadonlyArray<{ rule: string; why: string }>;
  findings: ReadonlyArray<Finding & { rule: string; source: string; line?: number }>;
}

/** A pack, as reports name it. */
export interface PackAbout {
  name: string;
  /** As the user gave it. */
  path: string;
  /** SHA-256 of all its files. */
  digest: string;
}

/** A file that a pack looks at. */
export interface PackFile {
  kind: FileKind;
  bytes: Buffer;
  path: string;
  /** What the rules of this release read of it. */
  inputs: RuleInputs;
  /** Makes a place of the rules a place of the file. */
  place(where: string): string;
}

/** What judges files by external packs, beside the rules of this release. */
export interface PackEngine {
  readonly about: PackAbout;
  judge(file: PackFile): Promise<PackVerdict>;
}
