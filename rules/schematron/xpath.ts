/** What an XPath is cut into where only names of variables matter: texts and comments, then variables. */
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\(:[\s\S]*?:\)|\$\s*(?:Q\{[^}]*\})?[\p{L}_][\p{L}\p{N}._:-]*/gu;

/** Renames the variables of an expression, where a map has another name for them. */
export function renameVariables(xpath: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return xpath;
  return xpath.replaceAll(tokens, (token) => {
    if (!token.startsWith('$')) return token;
    const name = token.slice(1).trim();
    return `$${names.get(name) ?? name}`;
  });
}

/**
 * Replaces the parameters of an abstract pattern, which are told as `$name` wherever they stand, texts included
 * (ISO 19757-3 §5.4.10: a substitution of text). The longest name that fits wins.
 */
export function substitute(text: string, parameters: ReadonlyMap<string, string>): string {
  if (parameters.size === 0 || !text.includes('$')) return text;
  const names = [...parameters.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`\\$(${names.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text.replaceAll(pattern, (whole, name: string) => parameters.get(name) ?? whole);
}

function escaped(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Kinds of nodes that a rule may match, beside the document and its elements. */
export interface Reach {
  attributes: boolean;
  /** Comments and processing instructions. */
  others: boolean;
}

/** What the context of a rule may match, erring on the side of too much. */
export function reachOf(context: string): Reach {
  const path = withoutPredicates(context.replaceAll(tokens, (token) => (token.startsWith('$') ? token : '')));
  // A pattern may begin with a call or a variable, and `.[…]` matches anything (XSLT 3.0 §5.5).
  const any = /node\s*\(|\$|\b(?:key|id|root|doc)\s*\(|(?:^|[\s|(/,])\.(?:$|[\s|)])/.test(path);
  return {
    attributes: any || /@|attribute/.test(path),
    others: any || /comment\s*\(|processing-instruction\s*\(/.test(path),
  };
}

function withoutPredicates(xpath: string): string {
  let depth = 0;
  let kept = '';
  for (const character of xpath) {
    if (character === '[') depth += 1;
    if (depth === 0) kept += character;
    if (character === ']') depth -= 1;
  }
  return kept;
}
