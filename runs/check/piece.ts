import type { Json, JsonObject } from '../../core/index.ts';
import type { RuleInputs } from '../../rules/index.ts';
import type { FileKind } from './kinds.ts';

/** A file made ready for the rules. */
export interface Piece {
  kind: FileKind;
  /** As rules name them. */
  inputs: RuleInputs;
  /** What the file itself gives rules as parameters, by rule. */
  parameters: Readonly<Record<string, JsonObject>>;
  /** French: what the file does not say and was supposed, told to the reader. */
  suppositions: readonly string[];
  /** Rules that this file gives nothing to look at, and why (French), beyond those of its kind. */
  unseen: Readonly<Record<string, string>>;
  /** The XML that places of findings lead into; null where the file is no XML document. */
  xml: Buffer | null;
  /** Makes a place of the rule a place of the file. */
  place(where: string): string;
}

/** What is the same for most kinds. */
export const plainPiece = {
  parameters: {},
  suppositions: [],
  unseen: {},
  xml: null,
  place: withoutCarrier,
} as const satisfies Partial<Piece>;

/** There is one file: what carries it need not be told. */
export function withoutCarrier(where: string): string {
  return where.replace(/^(?:(?:échange|requête) \d+|document|message) · /, '');
}

/** An observation as rules read it among their inputs. */
export function observation(value: Json): Buffer {
  return Buffer.from(JSON.stringify({ value }));
}
