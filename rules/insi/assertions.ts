import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { textAt, textsAt } from '../../core/index.ts';
import { ns } from './soap.ts';

/** Where the assertions stand, for the places of findings. */
export const assertionPath = '/soap:Envelope/soap:Header/wsse:Security/saml:Assertion';

/** An assertion of `wsse:Security`: that of a professional's card, of Pro Santé Connect, or of the Vitale card. */
export interface InsiAssertion {
  element: XmlElement;
  mode: 'carte' | 'psc' | 'vitale';
  qualifier: string;
  nameId: string;
  issuer: string;
}

/** The assertions of a request, those of the professional apart from that of the Vitale card (facts, INSi §1.4). */
export function assertionsOf(document: XmlDocument): { professionals: InsiAssertion[]; cards: InsiAssertion[] } {
  const elements = document.find(assertionPath, ns) as XmlElement[];
  // Two are all that a request bears: a hostile one has a hundred thousand.
  const found = elements.slice(0, 10).map(read);
  return {
    professionals: found.filter(({ mode }) => mode !== 'vitale'),
    cards: found.filter(({ mode }) => mode === 'vitale'),
  };
}

function read(element: XmlElement): InsiAssertion {
  const text = (path: string): string => textAt(element, path, ns) ?? '';
  const qualifier = text('saml:Subject/saml:NameID/@NameQualifier');
  return {
    element,
    mode: qualifier === 'PSC' ? 'psc' : qualifier === 'VITALE' ? 'vitale' : 'carte',
    qualifier,
    nameId: text('saml:Subject/saml:NameID'),
    issuer: text('saml:Issuer'),
  };
}

/** The values of an attribute; none where the assertion has not that attribute. */
export function attributeValues({ element }: InsiAssertion, name: string): string[] {
  return textsAt(element, `saml:AttributeStatement/saml:Attribute[@Name="${name}"]/saml:AttributeValue`, ns);
}
