import { randomUUID, X509Certificate } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import { subjectOf } from '../dmp/distinguished-name.ts';
import { signAssertion } from '../dmp/vihf.ts';
import type { ClientIdentity } from '../services.ts';
import { element, textElement, type Xml } from '../xml.ts';

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** What the practice bills by, and what the holder of the card is: set when the software is installed. */
const billing = { identifiantFacturation: '630000018', codeSpecialite: 'SM26', secteurActivite: 'SA07' } as const;

/** National identifier of the holder of a card: the name of its certificate. */
export function holderOf({ cert }: ClientIdentity): string {
  const name = new X509Certificate(cert).toLegacyObject().subject.CN;
  return Array.isArray(name) ? (name[0] ?? '') : (name ?? '');
}

/** The assertion of a professional that his card signs: smaller than a VIHF (facts, INSi §1.4, mode a). */
export function cardAssertion(card: ClientIdentity, planted: DefectSet): Xml {
  const assertion = element(
    'saml2:Assertion',
    { 'xmlns:saml2': saml, ID: `_${randomUUID()}`, IssueInstant: new Date().toISOString(), Version: '2.0' },
    textElement('saml2:Issuer', subjectOf(card.cert), {
      Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
    }),
    element('saml2:Subject', {}, textElement('saml2:NameID', holderOf(card), { NameQualifier: 'CPS' })),
    element(
      'saml2:AttributeStatement',
      {},
      ...Object.entries(billing)
        .filter(([name]) => name !== 'identifiantFacturation' || !planted.has('insi-carte-sans-facturation'))
        .map(([Name, value]) => element('saml2:Attribute', { Name }, textElement('saml2:AttributeValue', value))),
    ),
  );
  return planted.has('insi-carte-non-signee') ? assertion : signAssertion(assertion, card);
}
