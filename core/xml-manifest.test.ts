import { createHash } from 'node:crypto';
import { XmlC14NMode } from 'libxml2-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { lotSignature } from '../test/support/lot-signature.ts';
import { pemOf, type TestSigner, testSigner } from './testing.ts';
import { withXml } from './xml.ts';
import { digestDefect, type ManifestVerification, verifyManifestSignature } from './xml-manifest.ts';

let signer: TestSigner;

beforeAll(async () => {
  signer = await testSigner();
});

const signed = (): string => {
  const pem = {
    cert: pemOf(signer),
    key: String(signer.key.export({ type: 'pkcs8', format: 'pem' })),
  };
  return lotSignature({ lot: '2.25.1', documents: { '2.25.2': '<a/>' }, pem });
};

const verified = (xml: string): ManifestVerification => withXml(Buffer.from(xml), verifyManifestSignature);

describe('a signature over a manifest', () => {
  it('gives what it refers to and who made it', () => {
    expect(verified(signed())).toEqual({
      ok: true,
      certificate: Buffer.from(signer.certificate, 'base64'),
      signatureMethod: 'rsa-sha256',
      references: [
        { uri: 'urn:oid:2.25.1', digestMethod: 'sha256', digest: Buffer.alloc(1) },
        { uri: 'urn:oid:2.25.2', digestMethod: 'sha256', digest: createHash('sha256').update('<a/>').digest() },
      ],
      purpose: '1.2.840.10065.1.12.1.14',
      signingTime: '2026-03-10T09:17:00Z',
      certificateNamed: true,
      policy: true,
    });
  });

  it.each([
    ['a manifest of another element', 'URI="#IHEManifest"', 'URI="#Autre"', 'porté par 0 éléments'],
    ['a manifest of an address', 'URI="#IHEManifest"', 'URI="http://x.test/#a"', 'n’est pas celle d’un élément'],
    ['no signed properties', '01903/v1.1.1#SignedProperties"', '01903/v1.1.1#Autre"', 'propriétés signées'],
    ['another algorithm', 'xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256', 'n’est pas admis'],
    ['another digest', '"http://www.w3.org/2001/04/xmlenc#sha256"', '"urn:md5"', 'n’est pas admis'],
    ['another root', 'ds:Signature ', 'ds:Autre ', 'racine'],
  ])('is refused with %s', (...[, text, by, reason]) => {
    const changed = signed()
      .replaceAll(text, by)
      .replace('</ds:Signature>', by === 'ds:Autre ' ? '</ds:Autre>' : '</ds:Signature>');
    const found = verified(changed);
    expect(found.ok ? 'ok' : found.reason).toContain(reason);
  });

  it('names no certificate when its properties are of another', () => {
    const found = verified(signed().replace(/(<x:DigestValue>).{4}/, '$1AAAA'));
    expect(found).toMatchObject({ ok: false });
  });
});

describe('the digest of a document', () => {
  const withComments = { mode: XmlC14NMode.XML_C14N_1_0, withComments: true, inclusiveNamespacePrefixes: [] };
  const reference = (text: string, canonicalization?: typeof withComments) => ({
    uri: 'urn:oid:2.25.2',
    digestMethod: 'sha256',
    digest: createHash('sha256').update(text).digest(),
    ...(canonicalization === undefined ? {} : { canonicalization }),
  });

  it('is that of its bytes, without a transform', () => {
    expect(digestDefect(reference('<a/>'), Buffer.from('<a/>'))).toBeNull();
  });

  it('is that of the whole document in canonical form, instructions and comments too', () => {
    const canonical = '<?style x?>\n<a b="1" c="2"></a>\n<!--fin-->';
    const written = Buffer.from('<?xml version="1.0"?>\n<?style x?><a c="2"  b=\'1\'/><!--fin-->\n');
    expect(digestDefect(reference(canonical, withComments), written)).toBeNull();
  });

  it.each([
    ['of another document', '<b/>', 'l’empreinte'],
    ['of what is no XML', 'texte', 'canonisation est impossible'],
  ])('is not that %s', (...[, text, reason]) => {
    expect(digestDefect(reference('<a></a>', withComments), Buffer.from(text))).toContain(reason);
  });
});
