import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { type SignatureVerification, verifyEnvelopedSignature } from '../../core/index.ts';
import { childOf, childrenOf } from './outline.ts';

/** What the service reads of an assertion of `wsse:Security` (facts, INSi §1.4); it judges nothing. */
export interface Assertion {
  id: string;
  version: string;
  issueInstant: string;
  issuerFormat: string;
  issuer: string;
  /** `NameQualifier` of the subject: `CPS`… for a professional's card, `PSC`, `VITALE`. */
  qualifier: string;
  nameId: string;
  /** First value of each attribute, trimmed. */
  attributes: ReadonlyMap<string, string>;
  /** What became of its signature, where it was verified. */
  signature?: SignatureVerification;
}

/** Qualifier of a Vitale assertion. */
export const vitale = 'VITALE';

/** Qualifier of a Pro Santé Connect assertion. */
export const psc = 'PSC';

// One of each kind is all that a request bears; each signature verified costs a canonicalisation of the message.
const verified = 2;

/** Reads the assertions of a request, and verifies the signatures of the professional's where that is asked for. */
export function readAssertions(
  document: XmlDocument,
  elements: readonly XmlElement[],
  signatures: boolean,
): readonly Assertion[] {
  return elements.slice(0, verified + 1).map((element, i) => {
    const assertion = readAssertion(element);
    if (!signatures || i >= verified || assertion.qualifier === vitale) return assertion;
    return { ...assertion, signature: verifyEnvelopedSignature(document, element) };
  });
}

function readAssertion(element: XmlElement): Assertion {
  const issuer = childOf(element, 'Issuer');
  const nameId = childOf(childOf(element, 'Subject'), 'NameID');
  return {
    id: attribute(element, 'ID'),
    version: attribute(element, 'Version'),
    issueInstant: attribute(element, 'IssueInstant'),
    issuerFormat: attribute(issuer, 'Format'),
    issuer: textOf(issuer),
    qualifier: attribute(nameId, 'NameQualifier'),
    nameId: textOf(nameId),
    attributes: attributesOf(element),
  };
}

function attributesOf(assertion: XmlElement): Map<string, string> {
  const statement = childOf(assertion, 'AttributeStatement');
  const found = new Map<string, string>();
  for (const one of statement === undefined ? [] : childrenOf(statement)) {
    const name = attribute(one, 'Name');
    if (!found.has(name)) found.set(name, textOf(childOf(one, 'AttributeValue')));
  }
  return found;
}

function attribute(element: XmlElement | undefined, name: string): string {
  return element?.attr(name)?.value ?? '';
}

function textOf(element: XmlElement | undefined): string {
  return element?.content.trim() ?? '';
}
