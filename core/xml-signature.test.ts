import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { XmlElement } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signCanonical, type TestAlgorithms, type TestSigner, testSigner } from './testing.ts';
import { withXml } from './xml.ts';
import { type SignatureVerification, verifyEnvelopedSignature } from './xml-signature.ts';

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
const ds = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const canonicalAssertion =
  `<s:Assertion xmlns:s="${saml}" ID="_a1" Version="2.0"><s:Issuer>é &amp; CN=1</s:Issuer><!--signature-->` +
  '<s:Subject><s:NameID>899900000017</s:NameID></s:Subject></s:Assertion>';

let rsa: TestSigner;
let ec: TestSigner;
beforeAll(async () => {
  [rsa, ec] = await Promise.all([testSigner(), testSigner({ kind: 'ec' })]);
});

function envelope(assertion: string): string {
  return (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:u="urn:inutile" xml:lang="fr"><e:Header>' +
    `<w:Security xmlns:w="urn:w">${assertion}</w:Security></e:Header><e:Body/></e:Envelope>`
  );
}

function signed(algorithms: TestAlgorithms = {}, signer: TestSigner = rsa): string {
  return envelope(signCanonical(canonicalAssertion, '_a1', { ...signer, ...algorithms }));
}

function verification(xml: string, path = '//s:Assertion'): SignatureVerification {
  return withXml(Buffer.from(xml), (document) =>
    verifyEnvelopedSignature(document, document.get(path, { s: saml }) as XmlElement),
  );
}

function reason(xml: string, path?: string): string {
  const found = verification(xml, path);
  return found.ok ? 'ok' : found.reason;
}

function changed(text: string, by: string): string {
  const right = signed();
  expect(right).toContain(text);
  return right.replace(text, by);
}

describe('a signature made by node:crypto', () => {
  it('gives the certificate and the ID that it covers', () => {
    expect(verification(signed())).toEqual({
      ok: true,
      certificate: Buffer.from(rsa.certificate, 'base64'),
      signedId: '_a1',
      signatureMethod: 'rsa-sha256',
      digestMethod: 'sha256',
    });
  });

  it.each([
    ['rsa-sha1', { signature: `${ds}rsa-sha1`, digest: `${ds}sha1`, hash: 'sha1', digestHash: 'sha1' } as const],
    ['ecdsa-sha256', { signature: `${more}ecdsa-sha256` }],
  ])('is verified with %s', (name, algorithms) => {
    const signer = name === 'ecdsa-sha256' ? ec : rsa;
    expect(verification(signed(algorithms, signer))).toMatchObject({ ok: true, signatureMethod: name });
  });

  it('stays right when only the prefixes around it change', () => {
    expect(reason(signed().replaceAll('e:', 'soapenv:').replace('xmlns:e', 'xmlns:soapenv'))).toBe('ok');
  });

  it('leaves the document as it was', () => {
    withXml(Buffer.from(signed()), (document) => {
      const before = document.toString();
      verifyEnvelopedSignature(document, document.get('//s:Assertion', { s: saml }) as XmlElement);
      expect(document.toString()).toBe(before);
    });
  });

  it.each([
    ['a changed text', '899900000017', '899900000018', 'empreinte'],
    ['a changed attribute', 'Version="2.0"', 'Version="2.1"', 'empreinte'],
    ['an added element', '<s:Subject>', '<s:Subject/><s:Subject>', 'empreinte'],
    ['a changed signature value', '<ds:SignatureValue>', '<ds:SignatureValue>AAAA', 'aucun certificat'],
    ['a changed SignedInfo', '<ds:DigestValue>', '<ds:DigestValue >x</ds:DigestValue><ds:DigestValue>', 'empreinte'],
    ['a reference to the whole document', 'URI="#_a1"', 'URI=""', 'référence'],
    ['a reference to another element', 'URI="#_a1"', 'URI="#_a2"', 'référence'],
    ['a reference to an address', 'URI="#_a1"', 'URI="http://127.0.0.1/#_a1"', 'référence'],
    ['another transform', 'xml-exc-c14n#"></ds:Transform>', 'xpath"></ds:Transform>', 'n’est pas admise'],
    ['another algorithm', 'rsa-sha256', 'hmac-sha256', 'n’est pas admis'],
    ['another digest', 'xmlenc#sha256', 'xmldsig-more#md5', 'n’est pas admis'],
    ['an ID that closes a quote', ' ID="_a1"', ' ID="_a\'] | //*[\'1"', 'nom XML'],
    ['no ID', ' ID="_a1"', '', 'nom XML'],
  ])('is refused after %s', (...[, text, by, why]) => {
    expect(reason(changed(text, by))).toContain(why);
  });

  it.each(['ds:Signature', 'ds:X509Certificate'])('is refused without %s', (name) => {
    expect(reason(signed().replaceAll(new RegExp(`${name}(?=[ >])`, 'g'), 'ds:Autre'))).toContain(name);
  });

  it('is refused with the certificate of another', () => {
    expect(reason(signed().replace(rsa.certificate, ec.certificate))).toContain('aucun certificat');
  });

  it('is refused in a document that has no canonical form', () => {
    expect(reason(signed().replace('<s:Issuer>', '<s:Issuer xmlns:x="relatif">'))).toContain('canonisation');
  });

  it('is refused with bytes that are no certificate', () => {
    expect(reason(signed().replace(rsa.certificate, 'AAAA'))).toContain('aucun certificat');
  });
});

describe('signature wrapping', () => {
  const forged = `<s:Assertion xmlns:s="${saml}" ID="_a1"><s:Subject>faux</s:Subject></s:Assertion>`;

  it.each(['ID', 'Id', 'id', 'xml:id'])('a second element of that %s is refused', (name) => {
    const xml = signed().replace('<e:Body/>', `<e:Body>${forged.replace(' ID=', ` ${name}=`)}</e:Body>`);
    expect(reason(xml)).toContain('porté par 2 éléments');
  });

  it('a signature that covers an element elsewhere is refused', () => {
    const inner = signCanonical(canonicalAssertion, '_a1', rsa);
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(inner)?.[0] ?? '';
    const around = `<s:Assertion xmlns:s="${saml}" ID="_faux">${signature}${inner.replace(signature, '')}</s:Assertion>`;
    expect(reason(envelope(around))).toContain('référence');
  });

  it('a second signature is refused', () => {
    expect(reason(changed('<s:Subject>', `<ds:Signature xmlns:ds="${ds}"/><s:Subject>`))).toContain('plusieurs');
  });

  it('a second reference is refused', () => {
    expect(reason(changed('</ds:Reference>', '</ds:Reference><ds:Reference URI="#_a1"/>'))).toContain('ds:Reference');
  });
});

const xmlsec = spawnSync('xmlsec1', ['--version']).status === 0;

describe.skipIf(!xmlsec)('a signature made by xmlsec1 (skipped: xmlsec1 is absent)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'probant-xmlsec-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

  function template(method: string, transform: string, algorithms: { signature: string; digest: string }): string {
    return (
      `<ds:Signature xmlns:ds="${ds}"><ds:SignedInfo>\n<ds:CanonicalizationMethod Algorithm="${method}"/>` +
      `<ds:SignatureMethod Algorithm="${algorithms.signature}"/><ds:Reference URI="#_a1"><ds:Transforms>` +
      `<ds:Transform Algorithm="${ds}enveloped-signature"/>${transform}</ds:Transforms>` +
      `<ds:DigestMethod Algorithm="${algorithms.digest}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\n` +
      '<ds:SignatureValue/><ds:KeyInfo><ds:KeyName>essai</ds:KeyName><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>'
    );
  }

  function signedByXmlsec(text: string, signer: TestSigner): string {
    const file = (name: string, content: string): string => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    };
    const key = file('key.pem', signer.keyPem);
    const certificate = file('cert.der', '');
    writeFileSync(certificate, Buffer.from(signer.certificate, 'base64'));
    const pem = join(folder, 'cert.pem');
    execFileSync('openssl', ['x509', '-inform', 'DER', '-in', certificate, '-out', pem]);
    return execFileSync(
      'xmlsec1',
      [
        '--sign',

        '--id-attr:ID',
        `${saml}:Assertion`,
        '--privkey-pem:essai',
        `${key},${pem}`,
        file('t.xml', text),
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString('utf8');
  }

  // Layout, comments, inherited and unused namespaces, CDATA, line ends, a default namespace: what canonicalisation is for.
  const content =
    `\n <Assertion xmlns="${saml}" xmlns:x="urn:x" xmlns:inutile="urn:i"\n  ID="_a1"  b='2' a="1&#10;&quot;">\r\n` +
    '<!-- un commentaire --><Issuer x:q="1">é<![CDATA[<&>]]>&#xD;</Issuer>@<Subject><u:NameID xml:space="preserve"/>' +
    `<Longue>${'é'.repeat(9001)}</Longue></Subject></Assertion>\n`;
  const none = { signature: `${more}rsa-sha256`, digest: 'http://www.w3.org/2001/04/xmlenc#sha256' };

  it.each([
    ['exclusive', exclusive, `<ds:Transform Algorithm="${exclusive}"/>`, none],
    [
      'exclusive with comments',
      `${exclusive}WithComments`,
      `<ds:Transform Algorithm="${exclusive}WithComments"/>`,
      none,
    ],
    [
      'exclusive with inclusive prefixes',
      exclusive,
      `<ds:Transform Algorithm="${exclusive}"><e:InclusiveNamespaces xmlns:e="${exclusive}" PrefixList="inutile u #default"/></ds:Transform>`,
      none,
    ],
    ['C14N 1.0', c14n, `<ds:Transform Algorithm="${c14n}"/>`, none],
    ['C14N 1.0 with comments', `${c14n}#WithComments`, `<ds:Transform Algorithm="${c14n}#WithComments"/>`, none],
    ['no canonicalisation of the reference', exclusive, '', none],
    [
      'sha1',
      exclusive,
      `<ds:Transform Algorithm="${exclusive}"/>`,
      { signature: `${ds}rsa-sha1`, digest: `${ds}sha1` },
    ],
    ['ecdsa', exclusive, `<ds:Transform Algorithm="${exclusive}"/>`, { ...none, signature: `${more}ecdsa-sha256` }],
  ])('is verified with %s', (...[name, method, transform, algorithms]) => {
    const unsigned = envelope(content).replace('@', template(method, transform, algorithms));
    const xml = signedByXmlsec(unsigned, name === 'ecdsa' ? ec : rsa);
    expect(reason(xml)).toBe('ok');
    expect(reason(xml.replace('<Longue>', '<Longue>x'))).toContain('empreinte');
  });
});
