import { createHmac, createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../core/index.ts';
import { signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { dmpEchanges, dmpEnvelope, existence, replaced, vihfXml } from '../dmp/testing.ts';
import { emetteur } from './emetteur.rule.ts';
import { presence } from './presence.rule.ts';
import { signature } from './signature.rule.ts';

const seal = 'CN=CACHET TEST, OU=1630000018, O=TEST PROBANT, C=FR';
let own: TestSigner;
let other: TestSigner;
let original: string;
beforeAll(async () => {
  // Of the same authority and the same name: nothing but the keys tells them apart.
  [own, other] = await Promise.all([testSigner({ name: seal }), testSigner({ name: 'CN=AUTRE STRUCTURE' })]);
  original = signCanonical(vihfXml(), '_v1', own);
});

const ds = 'http://www.w3.org/2000/09/xmldsig#';

/** What the rules that stand guard say of a message, gravest ones alone. */
function refusals(body: string): string[] {
  const inputs = dmpEchanges({ body });
  const emetteurs = [seal, 'CN=AUTRE STRUCTURE'];
  const findings: Finding[] = [
    ...presence.check(inputs, {}),
    ...signature.check(inputs, { emetteurs }),
    ...emetteur.check(inputs, {}),
  ];
  return findings.filter(({ severity }) => severity === 'bloquant').map(({ code }) => code);
}

const within = (vihf: string, body = existence()): string => dmpEnvelope({ vihf, body });

/** An assertion of the attacker, with something in the place of its signature. */
const evil = (id: string, inside = ''): string =>
  vihfXml({ id, nameId: '899900000099' }).replace('<!--signature-->', inside);

/** The original without its signature, and the signature alone. */
const parts = (): { bare: string; signed: string } => {
  const signed = /<ds:Signature .*<\/ds:Signature>/s.exec(original)?.[0] ?? '';
  return { bare: original.replace(signed, ''), signed };
};

/** The signature with the original put into it, in an element or bare. */
const holding = (inside: string): string => parts().signed.replace('</ds:Signature>', `${inside}</ds:Signature>`);
const object = (inside: string): string => `<ds:Object>${inside}</ds:Object>`;

it('the message that the attacks are made of is right', () => {
  expect(refusals(within(original))).toEqual([]);
});

describe.each([
  ['of the same ID', '_v1'],
  ['of another ID', '_v9'],
])('signature wrapping (XSW) by an assertion %s', (_, id) => {
  it.each<[string, () => string]>([
    ['XSW1: before the signed one, beside it', () => within(evil(id) + original)],
    ['XSW2: the signature detached between both', () => within(evil(id) + parts().signed + parts().bare)],
    ['XSW3: after the signed one', () => within(original + evil(id))],
    ['XSW4: around the signed one', () => within(evil(id, original))],
    ['XSW5: with the signature, the signed one last', () => within(evil(id, parts().signed) + parts().bare)],
    ['XSW6: with the signature, which holds the signed one', () => within(evil(id, holding(parts().bare)))],
    [
      'XSW7: the signed one in an extension of the header',
      () =>
        dmpEnvelope({
          vihf: evil(id, parts().signed),
          addressing: `<x:Extensions xmlns:x="urn:x">${original}</x:Extensions>`,
        }),
    ],
    ['XSW8: the signed one in ds:Object', () => within(evil(id, holding(object(parts().bare))))],
    ['in the header, the signed one in the body', () => within(evil(id, parts().signed), parts().bare)],
    ['in the body, the signed one in the header', () => within(original, evil(id))],
    ['in an attribute of the signed one', () => within(original.replace('</s:AttributeValue>', `${evil(id)}$&`))],
    [
      'of no namespace beside the signed one',
      () => within(`<Assertion ID="${id}"><Subject><NameID>899900000099</NameID></Subject></Assertion>${original}`),
    ],
  ])('%s', (_name, attack) => {
    expect(refusals(attack())).not.toEqual([]);
  });
});

describe('a signature over something else', () => {
  const uri = 'URI="#_v1"';
  it.each([
    '',
    'URI=""',
    'URI="#_v2"',
    'URI="#xpointer(/)"',
    'URI="#xpointer(id(\'_v1\'))"',
    'URI="http://127.0.0.1/a#_v1"',
    'URI="file:///etc/hostname"',
    'URI="cid:_v1"',
  ])('the reference « %s » is refused', (reference) => {
    expect(refusals(within(replaced(original, uri, reference)))).toEqual(['signature']);
  });

  const exclusive = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform>';
  const enveloped = `<ds:Transform Algorithm="${ds}enveloped-signature"></ds:Transform>`;
  it.each([
    [
      'XPath that selects nothing',
      `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>false()</ds:XPath></ds:Transform>`,
    ],
    [
      'XPath filter 2.0',
      `<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/</f:XPath></ds:Transform>`,
    ],
    [
      'XSLT',
      `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><t:stylesheet xmlns:t="http://www.w3.org/1999/XSL/Transform" version="1.0"><t:template match="/">x</t:template></t:stylesheet></ds:Transform>`,
    ],
    ['base64', `<ds:Transform Algorithm="${ds}base64"></ds:Transform>`],
    ['enveloped twice', enveloped],
    ['decryption', '<ds:Transform Algorithm="http://www.w3.org/2002/07/decrypt#XML"></ds:Transform>'],
  ])('the transform %s is refused, in place of the canonicalisation and after it', (_, transform) => {
    expect(refusals(within(replaced(original, exclusive, transform)))).toEqual(['signature']);
    expect(refusals(within(replaced(original, exclusive, exclusive + transform)))).toEqual(['signature']);
  });

  it.each([
    ['no transform', enveloped + exclusive, ''],
    ['no enveloped transform', enveloped, ''],
    ['a second reference', '</ds:Reference>', `</ds:Reference><ds:Reference ${uri}/>`],
    ['a second SignedInfo', '</ds:SignedInfo>', '</ds:SignedInfo><ds:SignedInfo/>'],
    ['a second signature', '<s:Subject>', `<ds:Signature xmlns:ds="${ds}"/><s:Subject>`],
    ['a reference to a manifest', uri, `${uri} Type="${ds}Manifest"`],
    [
      'an unknown canonicalisation',
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">',
      '<ds:CanonicalizationMethod Algorithm="urn:x">',
    ],
  ])('%s is refused', (...[, text, by]) => {
    expect(refusals(within(replaced(original, text, by)))).toEqual(['signature']);
  });
});

describe('a signature by another key', () => {
  const method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

  it.each([`${ds}hmac-sha1`, 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'])(
    'made with the public key as the secret of %s, is refused',
    (hmac) => {
      const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s.exec(original)?.[0] ?? '';
      const forged = info.replace(method, hmac);
      const secret = createPublicKey(own.key).export({ format: 'der', type: 'spki' });
      const canonical = forged.replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${ds}">`);
      const value = createHmac(hmac.endsWith('sha1') ? 'sha1' : 'sha256', secret)
        .update(canonical)
        .digest('base64');
      const attack = replaced(original, info, forged).replace(/(?<=<ds:SignatureValue>)[^<]*/, value);
      expect(refusals(within(attack))).toEqual(['signature']);
    },
  );

  it.each([
    ['MD5', 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5'],
    ['an ECDSA algorithm over an RSA key', 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'],
    ['no algorithm', ''],
  ])('of %s is refused', (_, algorithm) => {
    expect(refusals(within(replaced(original, method, algorithm)))).toEqual(['signature']);
  });

  it('with the certificate of another in KeyInfo is refused', () => {
    expect(refusals(within(replaced(original, own.certificate, other.certificate)))).toContain('signature');
  });

  it('behind the certificate of the one it names is refused: the signer is who signed', () => {
    const bait = `<ds:X509Certificate>${own.certificate}</ds:X509Certificate>`;
    const attack = signCanonical(vihfXml(), '_v1', other).replace('<ds:X509Certificate>', `${bait}$&`);
    expect(refusals(within(attack))).toContain('emetteur');
  });

  it.each([
    [
      'a key without its certificate',
      '<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>',
    ],
    ['a certificate to be fetched', '<ds:RetrievalMethod URI="http://127.0.0.1/cert.der"/>'],
    ['nothing', ''],
  ])('with %s in KeyInfo is refused', (_, keyInfo) => {
    const attack = original.replace(/(?<=<ds:KeyInfo>).*(?=<\/ds:KeyInfo>)/s, keyInfo);
    expect(refusals(within(attack))).toContain('signature');
  });
});

describe('what canonicalisation leaves out', () => {
  it.each([
    ['NameID', '899900000017<', '8999000<!-- -->00017<'],
    ['the structure', '>1630000018<', '>16300<?x y?>00018<'],
    ['the issuer', 'CN=CACHET TEST,', 'CN=CACHET TEST<!-- -->,'],
  ])('a comment or an instruction in %s is refused', (_, text, by) => {
    const signed = signCanonical(vihfXml(), '_v1', own);
    expect(refusals(within(replaced(signed, text, by)))).toContain('commentaire');
  });

  it('a comment between elements is let be', () => {
    expect(refusals(within(original.replace('<s:Subject>', '<!-- porteur --><s:Subject>')))).toEqual([]);
  });

  it('a DOCTYPE that would make an ID of another attribute is refused', () => {
    const doctype = '<!DOCTYPE Envelope [<!ATTLIST Assertion other ID #IMPLIED>]>';
    expect(new Set(refusals(`${doctype}${within(original)}`))).toEqual(new Set(['xml-illisible']));
  });
});
