import { expect, test } from 'vitest';
import {
  assertedRequest,
  cardAssertion,
  cardRequest,
  echanges,
  insiRequest,
  places,
  pscAssertion,
} from '../testing.ts';
import { assertion } from './assertion.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
const findings = (body: string, parameters = {}) => assertion.check(echanges({ body }), parameters);
const check = (body: string, parameters = {}): string[] => places(findings(body, parameters));
const changed = (text: string, part: string, by: string): string => {
  expect(text).toContain(part);
  return text.replaceAll(part, by);
};

test('accepts a software that its certificate authenticates', () => {
  expect(check(insiRequest(), { mode: 'certificat' })).toEqual([]);
});

test.each([
  ['carte', cardAssertion()],
  ['psc', pscAssertion()],
])('accepts the assertion of the mode %s', (mode, text) => {
  expect(check(assertedRequest(text), { mode })).toEqual([]);
});

test('accepts a search by card with its two assertions', () => {
  expect(check(cardRequest())).toEqual([]);
});

test.each(['carte', 'psc'])('refuses no assertion in the mode %s', (mode) => {
  expect(check(insiRequest(), { mode })).toEqual([`assertion-absente @ ${root}`]);
});

test('refuses two assertions of a professional', () => {
  expect(check(assertedRequest(cardAssertion(), pscAssertion()))).toEqual([`assertion-multiple @ ${root}`]);
});

test('refuses the assertion of another mode', () => {
  expect(check(assertedRequest(pscAssertion()), { mode: 'carte' })).toEqual([
    `mode @ ${root}/saml:Subject/saml:NameID/@NameQualifier`,
  ]);
});

const attribute = (name: string): string => `${root}/saml:AttributeStatement/saml:Attribute[@Name="${name}"]`;

interface Change {
  part: string | RegExp;
  by: string;
}
const withChange = ({ part, by }: Change): string => assertedRequest(cardAssertion().replace(part, by));

test.each<[string, Change, string]>([
  ['another version of SAML', { part: 'Version="2.0"', by: 'Version="1.1"' }, `assertion-incomplete @ ${root}`],
  ['an ID that is no XML name', { part: 'ID="_p1"', by: 'ID="1"' }, `assertion-incomplete @ ${root}`],
  [
    'an assertion of the day before',
    { part: '-02T09:15:28', by: '-01T09:15:28' },
    `assertion-perimee @ ${root}/@IssueInstant`,
  ],
  [
    'an assertion of the future',
    { part: '-02T09:15:28', by: '-02T09:25:28' },
    `assertion-perimee @ ${root}/@IssueInstant`,
  ],
  ['no time', { part: / IssueInstant="[^"]*"/, by: '' }, `assertion-perimee @ ${root}/@IssueInstant`],
  ['an Issuer without its format', { part: /Format="[^"]*"/, by: '' }, `issuer-format @ ${root}/saml:Issuer/@Format`],
  [
    'no kind of card',
    { part: 'NameQualifier="CPS"', by: '' },
    `qualificatif @ ${root}/saml:Subject/saml:NameID/@NameQualifier`,
  ],
  [
    'no billing identifier',
    { part: /<p:Attribute Name="identifiantFacturation">.*?<\/p:Attribute>/, by: '' },
    `attribut-identifiantfacturation @ ${attribute('identifiantFacturation')}`,
  ],
  [
    'a doctor without a specialty',
    { part: 'codeSpecialite"', by: 'specialite"' },
    `attribut-codespecialite @ ${attribute('codeSpecialite')}`,
  ],
])('refuses %s', (_, change, place) => {
  expect(check(withChange(change))).toEqual([place]);
});

test('asks no specialty of a nurse', () => {
  const nurse = changed(cardAssertion(), 'T=Médecin', 'T=Infirmier').replace(
    /<p:Attribute Name="codeSp.*?<\/p:Attribute>/,
    '',
  );
  expect(check(assertedRequest(nurse))).toEqual([]);
});

test('refuses an attribute of Pro Santé Connect that says nothing', () => {
  expect(check(assertedRequest(changed(pscAssertion(), '>01<', '><')))).toEqual([
    `attribut-codespecialiteamo @ ${attribute('codeSpecialiteAMO')}`,
  ]);
});

test.each([
  ['a VIHF', cardAssertion().replace('<p:AttributeStatement>', '<p:Conditions/>$&'), 'assertion-vihf avertissement'],
  [
    'a signature of Pro Santé Connect',
    pscAssertion().replace('<q:Subject>', '<d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>$&'),
    'psc-signee avertissement',
  ],
  ['no sector', cardAssertion().replace('secteurActivite', 'secteur'), 'secteur-activite information'],
])('does not block for %s', (_, text, found) => {
  expect(findings(assertedRequest(text)).map(({ code, severity }) => `${code} ${severity}`)).toEqual([found]);
});

test.each([
  [
    'without the assertion of the card',
    (text: string) => text.replace(/<w:Assertion.*<\/w:Assertion>/, ''),
    'assertion-vitale',
  ],
  [
    'whose card assertion another issued',
    (text: string) => text.replace('<w:Issuer>899900063480', '<w:Issuer>899900063481'),
    'assertion-vitale',
  ],
  [
    'whose card was read 21 minutes before',
    (text: string) => text.replace('T09:10:00', 'T08:54:00'),
    'assertion-perimee',
  ],
])('refuses a search by card %s', (_, change, code) => {
  expect(findings(change(cardRequest())).map((one) => one.code)).toEqual([code]);
});

test('refuses a wire without any call', () => {
  expect(places(assertion.check(echanges(), {}))).toEqual(['aucun-appel @ echanges']);
});

test('looks at ten assertions of a hundred thousand', () => {
  expect(check(assertedRequest(cardAssertion().repeat(2000)))).toEqual([`assertion-multiple @ ${root}`]);
});

test('refuses the assertion of somebody else', () => {
  expect(check(assertedRequest(pscAssertion()), { mode: 'psc', professionnel: '899900000099' })).toEqual([
    `professionnel @ ${root}/saml:Subject/saml:NameID`,
  ]);
});
