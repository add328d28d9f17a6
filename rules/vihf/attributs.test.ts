import { describe, expect, test } from 'vitest';
import { coded, dmpEchanges, dmpEnvelope, testActor, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { attributs } from './attributs.rule.ts';
import { toRor } from './testing.ts';

const decl = '<s:AuthnContextDecl>CONF_EXI_PGSSIS</s:AuthnContextDecl>';
const role = 'urn:oasis:names:tc:xacml:2.0:subject:role';
const purpose = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
const doctor = coded('Role', '10', '1.2.250.1.71.1.2.7');
const right = {
  structure: testActor.structure,
  secteur: 'SA07^1.2.250.1.71.4.2.4',
  roles: ['10', 'SM26'],
  mode: 'INDIRECTE',
  lps: { nom: 'Cabinet Témoin', version: '1.0', homologation: 'TEST-0000' },
};
const codes = (changes: VihfChanges, parameters = {}): string[] =>
  attributs.check(dmpEchanges({ body: dmpEnvelope({ vihf: vihfXml(changes) }) }), parameters).map(({ code }) => code);

test('accepts every attribute of the person, its structure and its software', () => {
  expect(codes({}, right)).toEqual([]);
});

test('says which attribute', () => {
  const [finding] = attributs.check(
    dmpEchanges({ body: dmpEnvelope({ vihf: vihfXml({ attributes: { LPS_Nom: null } }) }) }),
    {},
  );
  expect(places(finding === undefined ? [] : [finding])[0]).toMatch(
    /^lps-nom @ échange 1 · .*\/saml:Attribute\[@Name="LPS_Nom"\]$/,
  );
});

test('accepts the other spelling of the mode, and VIHF 4.0', () => {
  const attributes = { Authentification_Mode: null, Authentification_mode: 'INDIRECTE', VIHF_Version: '4.0' };
  expect(codes({ attributes })).toEqual([]);
});

test.each([
  ['structure', { Identifiant_Structure: null }],
  ['structure', { Identifiant_Structure: '1630000018|1630000018' }],
  ['secteur', { Secteur_Activite: 'SA07' }],
  ['secteur', { Secteur_Activite: 'SA99^1.2.250.1.71.4.2.4' }],
  ['secteur', { Secteur_Activite: 'SA07^1.2.250.1.71.4.2.5' }],
  ['vihf-version', { VIHF_Version: '2.0' }],
  ['vihf-version', { VIHF_Version: '5.0' }],
  ['vihf-version', { VIHF_Version: null }],
  ['vihf-version', { VIHF_Version: '3.0|4.0' }],
  ['mode', { Authentification_Mode: 'DIRECT' }],
  ['mode', { Authentification_mode: 'INDIRECTE' }],
  ['ressource', { Ressource_URN: 'urn:ROR' }],
  ['roles', { [role]: coded('Role', '60', '1.2.250.1.71.4.2.5') }],
  ['roles', { [role]: null }],
  ['specialite', { [role]: doctor }],
  ['roles', { [role]: `${doctor}|${coded('Role', 'SM99', '1.2.250.1.71.4.2.5')}` }],
  ['ordre-des-roles', { [role]: `${coded('Role', 'SM26', '1.2.250.1.71.4.2.5')}|${doctor}` }],
  ['specialite', { [role]: `${doctor}|${coded('Role', 'H', '1.2.250.1.71.4.2.6')}` }],
  ['acces', { [purpose]: coded('PurposeOfUse', 'normal', '1.2.250.1.213.1.1.4.11') }],
  ['acces', { [purpose]: coded('PurposeOfUse', 'bris_de_glace', '1.2.250.1.213.1.1.4.248') }],
  ['acces', { [purpose]: null }],
  ['nom', { 'urn:oasis:names:tc:xspa:1.0:subject:subject-id': null }],
  ['connexion-secrete', { 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code': 'N^1.2' }],
  ['lps-nom', { LPS_Nom: null }],
  ['lps-version', { LPS_Version: '' }],
  ['lps-homologation', { LPS_ID_HOMOLOGATION_DMP: null }],
])('refuses as « %s » the attributes %j', (code, attributes) => {
  expect(codes({ attributes })).toEqual([code]);
});

test.each([
  ['structure', { structure: '1630000019' }],
  ['secteur', { secteur: 'SA08^1.2.250.1.71.4.2.4' }],
  ['roles-attendus', { roles: ['10', 'SM01'] }],
  ['mode', { mode: 'DIRECTE' }],
  ['acces', { acces: 'centre_15' }],
  ['lps-nom', { lps: { nom: 'Autre' } }],
])('refuses as « %s » what differs from %j', (code, parameters) => {
  expect(codes({}, parameters)).toEqual([code]);
});

const nurse = coded('Role', '60', '1.2.250.1.71.1.2.7');

test('a nurse has no specialty', () => {
  expect(codes({ attributes: { [role]: nurse } })).toEqual([]);
  const specialised = `${nurse}|${coded('Role', 'SM26', '1.2.250.1.71.4.2.5')}`;
  expect(codes({ attributes: { [role]: specialised } })).toEqual(['specialite-inattendue']);
});

test('accepts a physician in training, and a pharmacist by his section', () => {
  const inTraining = coded('Role', '10', '1.2.250.1.71.1.2.8');
  const pharmacist = `${coded('Role', '21', '1.2.250.1.71.1.2.7')}|${coded('Role', 'A', '1.2.250.1.71.4.2.6')}`;
  expect(codes({ attributes: { [role]: inTraining } })).toEqual([]);
  expect(codes({ attributes: { [role]: pharmacist } })).toEqual([]);
});

test('warns of attributes of VIHF 1.0', () => {
  expect(codes({ attributes: { LPS_Type: 'LGC' } })).toEqual(['attribut-ancien']);
});

const glass = { [purpose]: coded('PurposeOfUse', 'bris_de_glace', '1.2.250.1.213.1.1.4.336') };
const air = { ...glass, Authentification_Mode: 'INDIRECTE_RENFORCEE' };

test('the glass is broken for a reason, by a card or in AIR', () => {
  const expected = { acces: 'bris_de_glace' };
  expect(codes({ attributes: { ...air, Mode_Acces_Raison: 'Urgence' }, declaration: decl }, expected)).toEqual([]);
  expect(codes({ attributes: air, declaration: decl }, expected)).toEqual(['raison']);
  expect(codes({ attributes: { ...glass, Mode_Acces_Raison: 'Urgence' } }, expected)).toEqual([
    'bris-de-glace-indirect',
  ]);
});

test('warns of a deposit in AIR', () => {
  const attributes = { Authentification_Mode: 'INDIRECTE_RENFORCEE' };
  const body = dmpEnvelope({
    vihf: vihfXml({ attributes, declaration: decl }),
    body: '<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"/>',
  });
  expect(attributs.check(dmpEchanges({ body }), {})).toMatchObject([
    { code: 'depot-en-air', severity: 'avertissement' },
  ]);
});

test('asks for the primary method in AIR mode', () => {
  const attributes = { Authentification_Mode: 'INDIRECTE_RENFORCEE' };
  expect(codes({ attributes, declaration: decl })).toEqual([]);
  expect(codes({ attributes })).toEqual(['contexte-air']);
});

test('refuses the primary method outside AIR mode', () => {
  expect(codes({ declaration: decl })).toEqual(['contexte-air']);
});

test('refuses a restricted audience', () => {
  const conditions =
    '<s:Conditions><s:AudienceRestriction><s:Audience>x</s:Audience></s:AudienceRestriction></s:Conditions>';
  expect(codes({ conditions })).toEqual(['audience']);
});

describe('each version by its own text', () => {
  const elsewhere = (attributes: NonNullable<VihfChanges['attributes']>): string[] =>
    attributs.check(toRor({ attributes }), {}).map(({ code }) => code);

  test('2.0: the ROR asks for its profiles, and for nothing of the DMP', () => {
    expect(elsewhere({})).toEqual([]);
  });

  test.each([
    ['ressource', { Ressource_URN: 'urn:dmp' }],
    ['profil-utilisateur', { Profil_Utilisateur: null }],
    ['profil-utilisateur', { Profil_Utilisateur: 'CU22' }],
    ['profil-utilisateur', { Profil_Utilisateur: coded('Profil_Utilisateur', 'CU99', '1.2.250.1.213.1.6.1.66') }],
    ['vihf-profil', { VIHF_Profil: null }],
    ['nom', { 'urn:oasis:names:tc:xspa:1.0:subject:subject-id': null }],
  ])('2.0: refuses as « %s » %j', (code, attributes) => {
    expect(elsewhere(attributes)).toEqual([code]);
  });

  test('an unknown version is told once', () => {
    expect(elsewhere({ VIHF_Version: '2.1' })).toEqual(['vihf-version']);
  });

  test('3.0: the version of the software is optional, unless one is expected', () => {
    expect(codes({ attributes: { LPS_Version: null } })).toEqual([]);
    expect(codes({ attributes: { LPS_Version: null } }, { lps: { version: '1.0' } })).toEqual(['lps-version']);
  });

  test('4.0: the version of the software is mandatory', () => {
    expect(codes({ attributes: { VIHF_Version: '4.0', LPS_Version: null } })).toEqual(['lps-version']);
  });
});
