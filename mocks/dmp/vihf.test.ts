import type { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk, professional } from '../../test/support/dmp-desk.ts';
import {
  dmpPerson,
  envelope,
  existenceBody,
  type Pem,
  purpose,
  roles,
  signedVihf,
  structure,
  type VihfParts,
  vihf,
} from '../../test/support/dmp-request.ts';
import { lapsedValidity, TestPki } from '../pki/index.ts';

let desk: DmpDesk;
let pki: TestPki;
let seal: Pem;

beforeAll(async () => {
  pki = await TestPki.create();
  seal = await pki.signature({ commonName: 'CACHET', structure });
  const revoked = (certificate: X509Certificate): boolean => pki.certificateRevocation(certificate) === 'revoque';
  desk = new DmpDesk({ signatures: true, authorities: [pki.chain], revoked });
});

const existence = async (assertion: string): Promise<string> =>
  codeOf(await desk.send('patients', envelope(existenceBody(), assertion)));

describe('the signature of a VIHF', () => {
  it('is accepted when an ORG SIGN certificate of a trusted authority made it', async () => {
    const { status, text } = await desk.send('patients', envelope(existenceBody(), signedVihf(seal)));
    expect([status, /queryResponseCode code="(\w+)"/.exec(text)?.[1]]).toEqual([200, 'OK']);
  });

  it.each([
    ['is missing', () => vihf(), 'probant_vihf_signature'],
    ['is of another content', () => signedVihf(seal).replace('LPS TEST', 'LPS AUTRE'), 'probant_vihf_signature'],
    ['has another issuer', () => signedVihf(seal, { issuer: 'CN=AUTRE,C=FR' }), 'probant_vihf_emetteur'],
  ])('is refused when it %s', async (_, assertion, code) => {
    expect(await existence(assertion())).toBe(code);
  });

  it('is refused when it is of another assertion than the one read', async () => {
    const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
    const signed = `<Security xmlns="${wsse}">${signedVihf(seal, { id: '_signe' })}</Security>`;
    const message = envelope(existenceBody()).replace(
      '<s:Header>',
      `<o:Header xmlns:o="urn:o">${signed}</o:Header><s:Header>`,
    );
    expect(codeOf(await desk.send('patients', message))).toBe('probant_vihf_signature');
  });

  it('accepts the issuer in the order of the certificate', async () => {
    expect(await existence(signedVihf(seal, { issuer: `C=FR, O=TEST PROBANT, OU=${structure}, CN=CACHET` }))).toBe('');
  });

  it.each([
    ['only authenticates', () => pki.clientAuthentication({ commonName: 'CACHET', structure })],
    ['is revoked', () => pki.signature({ commonName: 'CACHET', structure }, 'revoque')],
    ['has lapsed', () => pki.signature({ commonName: 'CACHET', structure, validity: lapsedValidity() })],
    ['is of an unknown authority', async () => (await TestPki.create()).signature({ commonName: 'CACHET', structure })],
  ])('is refused when its certificate %s', async (_, issue) => {
    expect(await existence(signedVihf(await issue()))).toBe('DMPInvalidCertificate');
  });

  it('is refused when the certificate is of another structure', async () => {
    const other = await pki.signature({ commonName: 'CACHET', structure: '1750000001' });
    const assertion = signedVihf(other, { issuer: 'CN=CACHET,OU=1750000001,O=TEST PROBANT,C=FR' });
    expect(await existence(assertion)).toBe('probant_personne_morale');
  });

  it('is refused in the words of the documented trace', async () => {
    const authentication = await pki.clientAuthentication({ commonName: 'CACHET', structure });
    const { text, status } = await desk.send('patients', envelope(existenceBody(), signedVihf(authentication)));
    expect([status, text]).toEqual([
      500,
      expect.stringContaining('Le certificat ayant signé le VIHF est invalide : Not a valid signature certificate'),
    ]);
  });
});

describe('the content of a VIHF', () => {
  const patientName = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
  const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role';
  const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
  const refused: ReadonlyArray<[string, string, VihfParts]> = [
    ['no version', 'probant_vihf_attribut', { attributes: { VIHF_Version: null } }],
    ['a former version', 'probant_vihf_attribut', { attributes: { VIHF_Version: '1.0' } }],
    ['another resource', 'probant_vihf_attribut', { attributes: { Ressource_URN: 'urn:ROR' } }],
    [
      'no name of the user',
      'probant_vihf_attribut',
      { attributes: { 'urn:oasis:names:tc:xspa:1.0:subject:subject-id': null } },
    ],
    [
      'an access mode that does not exist',
      'probant_vihf_attribut',
      { attributes: { [purposeName]: purpose('curiosite') } },
    ],
    ['no role', 'probant_vihf_role', { attributes: { [roleName]: null } }],
    [
      'a physician without speciality',
      'probant_vihf_specialite',
      { attributes: { [roleName]: roles.withoutSpeciality[0] ?? '' } },
    ],
    [
      'a role that JDV_J65 does not have',
      'probant_vihf_role',
      { attributes: { [roleName]: (roles.physician[0] ?? '').replace('code="10"', 'code="999"') } },
    ],
    ['a user who has no national identifier', 'probant_vihf_forme', { nameId: 'dr.temoin' }],
    [
      'a sector that JDV_J61 does not have',
      'probant_vihf_attribut',
      { attributes: { Secteur_Activite: 'SA07^1.2.250.1.71.4.2.5' } },
    ],
    [
      'an instant that is to come',
      'probant_vihf_perime',
      { issueInstant: new Date(Date.now() + 120_000).toISOString() },
    ],
    ['no patient', 'probant_vihf_patient', { attributes: { [patientName]: null } }],
    ['an instant that is not UTC', 'probant_vihf_forme', { issueInstant: '2026-01-01T00:00:00+01:00' }],
    [
      'a bound that is past',
      'probant_vihf_perime',
      { conditions: '<saml2:Conditions NotOnOrAfter="2020-01-01T00:00:00Z"/>' },
    ],
    ['AIR without its method', 'probant_vihf_forme', { mode: 'INDIRECTE_RENFORCEE', declaration: ' ' }],
  ];
  const unsigned = new DmpDesk();

  it.each(refused)('is refused with %s', async (_, code, parts) => {
    expect(codeOf(await unsigned.ask('patients', existenceBody(), vihf(parts)))).toBe(code);
  });

  it('takes both spellings of the mode', async () => {
    const assertion = vihf().replace('Authentification_mode', 'Authentification_Mode');
    expect(codeOf(await unsigned.ask('patients', existenceBody(), assertion))).toBe('');
  });

  it.each(['3750100125/1453', '10B0011797/00B1022322'])(
    'names a user by an identifier of the structure: %s',
    async (nameId) => {
      expect(codeOf(await unsigned.ask('patients', existenceBody(), vihf({ nameId })))).toBe('');
    },
  );

  it('takes a professional in training', async () => {
    const training = (roles.physician[0] ?? '').replace('1.2.250.1.71.1.2.7', '1.2.250.1.71.1.2.8');
    const attributes = { [roleName]: `${training}</saml2:AttributeValue><saml2:AttributeValue>${roles.physician[1]}` };
    expect(codeOf(await unsigned.ask('patients', existenceBody(), vihf({ attributes })))).toBe('');
  });

  it.each([
    ['', 'probant_vihf_absent'],
    [vihf() + vihf({ id: '_autre' }), 'probant_vihf_absent'],
  ])('is needed, once', async (assertions, code) => {
    expect(codeOf(await unsigned.ask('patients', existenceBody(), assertions))).toBe(code);
  });

  it('serves once in AIR', async () => {
    const assertion = professional();
    await unsigned.ask('patients', existenceBody(), assertion);
    expect(codeOf(await unsigned.ask('patients', existenceBody(), assertion))).toBe('probant_vihf_rejoue');
  });

  it('names the patient of TD0.2', async () => {
    const other = { ...dmpPerson, matricule: '2000163220999' };
    expect(codeOf(await unsigned.ask('patients', existenceBody(other)))).toBe('probant_vihf_patient');
  });
});
