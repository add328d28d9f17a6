/** Codes that are facts, without their labels. */
export interface ValueSet {
  /** French: which list, of which day. */
  readonly source: string;
  /** By the OID of their code system. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

/** True when the code belongs to the set under that code system. */
export function holds(set: ValueSet, code: string, codeSystem: string): boolean {
  return Object.hasOwn(set.codes, codeSystem) && (set.codes[codeSystem] ?? []).includes(code);
}

/** The words of a text. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
