import type { XPathScope } from './xpath-scope.ts';

/** A template of a style sheet: what it matches, in which mode, and what it writes. */
export interface Template {
  /** Alternatives of its pattern. */
  patterns: readonly string[];
  name: string;
  mode: string;
  priority: number;
  rank: number;
  element: Element;
}

/** Splits `a|b` where no bracket or quote is open. */
export function alternatives(pattern: string): string[] {
  const parts = pattern.match(/(?:\[[^\]]*\]|\([^)]*\)|"[^"]*"|'[^']*'|[^|])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** XSLT 1.0 §5.5: default priority of a pattern. */
export function defaultPriority(pattern: string): number {
  if (/^(?:@?\*|node\(\)|text\(\)|comment\(\))$/.test(pattern)) return -0.5;
  if (/^@?[\w.-]+:\*$/.test(pattern)) return -0.25;
  return /^@?(?:[\w.-]+:)?[\w.-]+$/.test(pattern) ? 0 : 0.5;
}

/** XSLT 1.0 §5.2: a node matches a pattern that, taken from it or from what is above it, selects it. */
export function matches(node: Node, pattern: string, scope: XPathScope): boolean {
  for (let from: Node | null = node; from !== null; from = parentOf(from)) {
    const found = scope.select(pattern, from);
    if (Array.isArray(found) && found.includes(node)) return true;
    if (pattern.startsWith('/')) return false;
  }
  return false;
}

/** The parent of a node; an attribute's is the element that bears it. */
function parentOf(node: Node): Node | null {
  return node.nodeType === 2 ? (node as Attr).ownerElement : node.parentNode;
}
