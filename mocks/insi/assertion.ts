import type { XmlDocument } from 'libxml2-wasm';
import { elementsAt, type SignatureVerification, verifyEnvelopedSignature, type XmlTree } from '../../core/index.ts';
import { insiNamespaces as ns } from './namespaces.ts';
import { childOf, contentOf } from './outline.ts';

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

// In the order of the outline.
const path = [
  [ns.soap, 'Header'],
  [ns.wsse, 'Security'],
  [ns.saml, 'Assertion'],
] as const;

/** Reads the assertions of a request, and verifies the signatures of the professional's where that is asked for. */
export function readAssertions(
  document: XmlDocument,
  trees: readonly XmlTree[],
  signatures: boolean,
): readonly Assertion[] {
  const elements = signatures ? elementsAt(document.root, path) : [];
  return trees.slice(0, verified + 1).map((tree, i) => {
    const assertion = readAssertion(tree);
    const element = elements[i];
    if (element === undefined || i >= verified || assertion.qualifier === vitale) return assertion;
    return { ...assertion, signature: verifyEnvelopedSignature(document, element) };
  });
}

function readAssertion(element: XmlTree): Assertion {
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

function attributesOf(assertion: XmlTree): Map<string, string> {
  const statement = childOf(assertion, 'AttributeStatement');
  const found = new Map<string, string>();
  for (const one of statement?.children ?? []) {
    const name = attribute(one, 'Name');
    if (!found.has(name)) found.set(name, textOf(childOf(one, 'AttributeValue')));
  }
  return found;
}

function attribute(element: XmlTree | undefined, name: string): string {
  return element?.attributes.get(name) ?? '';
}

function textOf(element: XmlTree | undefined): string {
  return element === undefined ? '' : contentOf(element).trim();
}
