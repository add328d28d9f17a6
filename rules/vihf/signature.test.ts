import { beforeAll, describe, expect, test } from 'vitest';
import { pemOf, signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { dmpEchanges, dmpEnvelope, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { signature } from './signature.rule.ts';
import { toRor } from './testing.ts';

const at = 'échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion/ds:Signature';
const subject = 'CN=CACHET TEST, OU=1630000018, O=TEST PROBANT, C=FR';
let signer: TestSigner;
let foreign: TestSigner;
let expired: TestSigner;
beforeAll(async () => {
  [signer, foreign, expired] = await Promise.all([
    testSigner({ name: subject }),
    testSigner({ name: 'CN=ETRANGER' }),
    testSigner({ name: subject, to: new Date('2026-03-02T09:15:00Z') }),
  ]);
});

const signed = (by: TestSigner): string => dmpEnvelope({ vihf: signCanonical(vihfXml(), '_v1', by) });
// The certificates of the tests are their own authority.
const parameters = { emetteurs: [subject] };
const check = (body: string): string[] => places(signature.check(dmpEchanges({ body }), parameters));

test('accepts a valid signature of an accepted authority', () => {
  expect(check(signed(signer))).toEqual([]);
});

test('without the authorities, that of the TLS certificate is the accepted one', () => {
  const peer = (issuer: string) => ({ tls: { peer: { subject, issuer } } });
  const inputs = (issuer: string) => dmpEchanges({ body: signed(signer), ...peer(issuer) });
  expect(signature.check(inputs('C=FR\nO=TEST PROBANT\nOU=1630000018\nCN=CACHET TEST'), {})).toEqual([]);
  expect(places(signature.check(inputs('CN=AUTRE'), {}))).toEqual([`autorite @ ${at}/ds:KeyInfo`]);
});

test('refuses a VIHF that is not signed', () => {
  expect(check(dmpEnvelope())).toEqual([`signature @ ${at}`]);
});

test('refuses a VIHF that was changed after it was signed', () => {
  const body = signed(signer).replace('urn:dmp<', 'urn:dmp <');
  const [finding] = signature.check(dmpEchanges({ body }), parameters);
  expect(finding?.got).toContain('empreinte');
});

test('refuses the certificate of another authority', () => {
  expect(check(signed(foreign))).toEqual([`autorite @ ${at}/ds:KeyInfo`]);
});

test('refuses a certificate that had lapsed when the request left', () => {
  expect(check(signed(expired))).toEqual([`certificat-perime @ ${at}/ds:KeyInfo`]);
});

test('only warns of SHA-1', () => {
  const sha1 = {
    signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
    hash: 'sha1',
    digestHash: 'sha1',
  } as const;
  const body = dmpEnvelope({ vihf: signCanonical(vihfXml(), '_v1', { ...signer, ...sha1 }) });
  expect(signature.check(dmpEchanges({ body }), parameters)).toMatchObject([
    { code: 'sha1', severity: 'avertissement' },
  ]);
});

test('proves the chain where the authorities are given', () => {
  const check = (authority: TestSigner): string[] =>
    places(
      signature.check(
        { ...dmpEchanges({ body: signed(signer) }), autorites: Buffer.from(pemOf(authority)) },
        parameters,
      ),
    );
  expect(check(signer)).toEqual([]);
  expect(check(foreign)).toEqual([`chaine @ ${at}/ds:KeyInfo`]);
});

test('refuses a wire without any exchange', () => {
  expect(places(signature.check(dmpEchanges(), {}))).toEqual(['aucun-echange @ echanges']);
});

test('refuses a signature that is not right after the issuer', () => {
  const vihf = signCanonical(vihfXml(), '_v1', signer).replace(
    /(<ds:Signature .*<\/ds:Signature>)(.*)(?=<\/s:Assertion>)/s,
    '$2$1',
  );
  expect(check(dmpEnvelope({ vihf }))).toEqual([`place @ ${at}`]);
});

test('in VIHF 2.0 only warns of no signature: the generator of the ANS makes none', () => {
  expect(signature.check(toRor(), {})).toMatchObject([{ code: 'signature', severity: 'avertissement' }]);
});

describe('the kind of the certificate, by the authority that issued it', () => {
  const kinds = {
    carte: 'CN=TEST AC IGC-SANTE FORT PERSONNES',
    structure: 'CN=AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
  };
  const judged = async (kind: keyof typeof kinds, changes: VihfChanges): Promise<string[]> => {
    const by = await testSigner({ name: kinds[kind] });
    const body = dmpEnvelope({ vihf: signCanonical(vihfXml(changes), '_v1', by) });
    return signature.check(dmpEchanges({ body }), { emetteurs: [kinds[kind]] }).map(({ code }) => code);
  };
  const direct = { attributes: { Authentification_Mode: 'DIRECTE' } };

  test('is a card in direct mode, a structure in indirect mode', async () => {
    expect([await judged('carte', direct), await judged('structure', {})]).toEqual([[], []]);
  });

  test('refuses a card in indirect mode, a structure in direct mode', async () => {
    const wrong = ['sorte-de-certificat'];
    expect([await judged('carte', {}), await judged('structure', direct)]).toEqual([wrong, wrong]);
  });
});
