import type { XmlDocument } from 'libxml2-wasm';
import { type Finding, isProbantError, ProbantError, withXml } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type ObservedExchange, ownExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** Says where a place of a piece is, from what carries it: `échange 2 · IHE_XDM.ZIP · …`. */
export type At = (place: string) => string;

/** Bytes that may hold what a rule judges: the body of an exchange of the person, or a document. */
export interface Carrier {
  bytes: Buffer;
  /** Null for a document. */
  exchange: ObservedExchange | null;
  at: At;
}

/** What was found, and what could not be read on the way. */
export interface Found<T> {
  pieces: T[];
  findings: Finding[];
}

/**
 * The bodies of the person's exchanges in order, then the inputs whose name starts with `document`.
 *
 * @throws {@link ProbantError} `corps_tronque` when the bench kept but the beginning of one: that is no fault of the product
 */
export function carriersOf(inputs: RuleInputs): Carrier[] {
  const exchanges = inputs['echanges'] === undefined ? [] : ownExchanges(inputs);
  const sent = exchanges.flatMap((exchange, i) => {
    const name = exchange.request?.input;
    if (name === undefined) return [];
    if (exchange.request?.tronque) throw new ProbantError('corps_tronque', { echange: String(exchange.n) });
    return [{ bytes: inputs[name] ?? Buffer.alloc(0), exchange, at: (place: string) => `échange ${i + 1} · ${place}` }];
  });
  const names = Object.keys(inputs).filter((name) => name.startsWith('document'));
  const produced = names.map((name) => ({
    bytes: inputs[name] ?? Buffer.alloc(0),
    exchange: null,
    at: (place: string) => `${name} · ${place}`,
  }));
  return [...sent, ...produced];
}

/** A place below another one. */
export function below(at: At, step: string): At {
  return (place) => at(`${step} · ${place}`);
}

/** Gives a document to `use`; what is not XML is a finding at its place, its code `xml-illisible`. */
export function parsed(bytes: Buffer, at: At, use: (document: XmlDocument) => Finding[]): Finding[] {
  try {
    return withXml(bytes, use);
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return [unreadable({ code: 'xml-illisible', where: at('/'), expected: 'XML bien formé', thrown })];
  }
}

/** A piece that could not be read: never passed over. */
export function unreadable(failure: { code: string; where: string; expected: string; thrown: Error }): Finding {
  const { code, where, expected, thrown } = failure;
  return discrepancy({
    code,
    where,
    expected,
    got: thrown.message,
    message: 'Cette pièce n’a pas pu être lue.',
    remedy: `Produisez cette pièce comme ${expected} : tant qu’elle ne se lit pas, rien d’elle ne peut être jugé.`,
  });
}

/** What a rule answers when there is nothing to look at: it never passes on nothing. */
export function nothing(inputs: RuleInputs, code: string, expected: string): Finding {
  const where = inputs['echanges'] === undefined ? 'document' : 'echanges';
  return discrepancy({
    code,
    where,
    expected,
    got: null,
    message: `Rien à juger : ${expected} est attendu.`,
    remedy: `Faites produire au produit ce qui est attendu (${expected}), puis rejouez.`,
  });
}

/** True where the bytes start with this text, byte order mark, white space and the zero bytes of UTF-16 apart. */
export function startsWith(bytes: Buffer, text: string): boolean {
  const head = bytes.toString('latin1', 0, 128).replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
  return head.replaceAll('\0', '').trimStart().startsWith(text);
}

/** True where the bytes hold this ASCII text, in an encoding that keeps it or in UTF-16. */
export function mentions(bytes: Buffer, text: string): boolean {
  // Those of UTF-16 little endian; after the zero of its first character, those of big endian too.
  return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le').subarray(0, -1));
}
