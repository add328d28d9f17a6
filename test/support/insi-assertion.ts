import { X509Certificate } from 'node:crypto';
import { signCanonical } from '../../core/testing.ts';
import { type Pem, signerOf } from './dmp-request.ts';

/** National id of the professional of INSi tests; invented. */
export const cardHolder = { id: '899900000025', nom: 'ESSAI', prenom: 'CLAUDE' } as const;

/** What a test puts in an assertion. */
export interface AssertionParts {
  id?: string;
  version?: string;
  issueInstant?: string;
  issuer?: string;
  issuerFormat?: string;
  qualifier?: string;
  nameId?: string;
  /** Values by name of attribute; null leaves one out. */
  attributes?: Readonly<Record<string, string | null>>;
}

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
const x509 = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
const ofCard = { identifiantFacturation: '991130972', codeSpecialite: '01', secteurActivite: 'SA07' };
const ofPsc = { identifiantFacturation: '991130972', codeSpecialiteAMO: '01', gipProfessionCode: '10' };

/** The assertion of a professional's card, signed by it; right unless its parts say otherwise. */
export function cardAssertion(card: Pem, parts: AssertionParts = {}): string {
  const issuer = parts.issuer ?? new X509Certificate(card.cert).subject.split('\n').reverse().join(', ');
  const text = assertion({ qualifier: 'CPS', issuerFormat: x509, ...parts, issuer }, ofCard);
  return signCanonical(text, parts.id ?? '_ps', signerOf(card));
}

/** The assertion of a professional signed in to Pro Santé Connect; nobody signs it. */
export function pscAssertion(parts: AssertionParts = {}): string {
  return assertion({ qualifier: 'PSC', issuer: cardHolder.id, ...parts }, ofPsc).replace('<!--signature-->', '');
}

/** The assertion of a Vitale card. */
export function vitaleAssertion(parts: AssertionParts = {}): string {
  const given = { id: '_vitale', qualifier: 'VITALE', issuer: cardHolder.id, nameId: '8025000001', ...parts };
  return assertion(given, {}).replace('<!--signature-->', '');
}

// Canonical, so that it can be signed as it stands.
function assertion(parts: AssertionParts, known: Readonly<Record<string, string>>): string {
  const { id = '_ps', version = '2.0', nameId = cardHolder.id, qualifier = 'CPS', issuerFormat } = parts;
  const { issueInstant = new Date().toISOString(), issuer = '' } = parts;
  const attributes = Object.entries<string | null>({ ...known, ...parts.attributes }).flatMap(([name, value]) =>
    value === null ? [] : [`<Attribute Name="${name}"><AttributeValue>${value}</AttributeValue></Attribute>`],
  );
  const format = issuerFormat === undefined ? '' : ` Format="${issuerFormat}"`;
  return (
    `<Assertion xmlns="${saml}" ID="${id}" IssueInstant="${issueInstant}" Version="${version}">` +
    `<Issuer${format}>${issuer}</Issuer><!--signature-->` +
    `<Subject><NameID NameQualifier="${qualifier}">${nameId}</NameID></Subject>` +
    `<AttributeStatement>${attributes.join('')}</AttributeStatement></Assertion>`
  );
}
