import { createHash, X509Certificate } from 'node:crypto';
import { C14nCanonicalization, SignedXml } from 'xml-crypto';
import type { ClientIdentity } from '../services.ts';
import { element, textElement, type Xml, xmlDocument } from '../xml.ts';

/** What the signature of a lot covers. */
export interface SignedLot {
  /** uniqueId of the submission set. */
  lot: string;
  documents: ReadonlyArray<{ uniqueId: string; bytes: Buffer }>;
  at: Date;
}

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const xades = 'http://uri.etsi.org/01903/v1.1.1#';
const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
/** « Source »: whoever made the lot. */
const purpose = '1.2.840.10065.1.12.1.14';
const ids = { signature: 'IHESignature', manifest: 'IHEManifest', properties: 'SignedProperties' } as const;

/** The XAdES signature of a lot by the seal of the practice (IHE DSG; facts, DMP §5.7). */
export function signLot(lot: SignedLot, seal: ClientIdentity): Buffer {
  const chain = seal.cert.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const signature = new SignedXml({
    privateKey: seal.key,
    publicCert: chain[0] ?? seal.cert,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: c14n,
    objects: [
      { content: manifest(lot) + purposeOfSignature() },
      {
        content: qualifyingProperties(
          lot.at,
          chain.map((pem) => new X509Certificate(pem)),
        ),
      },
    ],
  });
  const types = { [ids.manifest]: `${ds}Manifest`, [ids.properties]: `${xades}SignedProperties` };
  for (const [id, type] of Object.entries(types)) {
    signature.addReference({
      xpath: `//*[@Id='${id}']`,
      uri: `#${id}`,
      type,
      transforms: [c14n],
      digestAlgorithm: sha256,
    });
  }
  signature.computeSignature('<lot/>', { prefix: 'ds', attrs: { Id: ids.signature } });
  return xmlDocument(signature.getSignatureXml());
}

// The digest of the submission set is not one: `AA==` stands for it (facts, DMP §5.7).
function manifest({ lot, documents }: SignedLot): Xml {
  return element(
    'ds:Manifest',
    { Id: ids.manifest },
    reference(lot, 'AA=='),
    ...documents.map(({ uniqueId, bytes }) => reference(uniqueId, documentDigest(bytes), c14n)),
  );
}

function reference(oid: string, value: string, transform?: string): Xml {
  const transforms =
    transform === undefined ? '' : element('ds:Transforms', {}, element('ds:Transform', { Algorithm: transform }));
  return element(
    'ds:Reference',
    { URI: `urn:oid:${oid}` },
    transforms,
    element('ds:DigestMethod', { Algorithm: sha256 }),
    textElement('ds:DigestValue', value),
  );
}

// The library gives the digest of what it canonicalises in a reference only: the signature around it is of no use.
function documentDigest(bytes: Buffer): string {
  const reader = new SignedXml({ signatureAlgorithm: 'aucun', canonicalizationAlgorithm: c14n, privateKey: 'aucune' });
  reader.SignatureAlgorithms['aucun'] = NoSignature;
  const before = instructionsBefore(bytes);
  reader.CanonicalizationAlgorithms[c14n] = class extends C14nCanonicalization {
    override process(...given: Parameters<C14nCanonicalization['process']>): string {
      return before + super.process(...given);
    }
  };
  reader.addReference({ xpath: '/*', isEmptyUri: true, transforms: [c14n], digestAlgorithm: sha256 });
  reader.computeSignature(bytes.toString('utf8'));
  return /<DigestValue>([^<]+)</.exec(reader.getSignatureXml())?.[1] ?? '';
}

// Canonical XML keeps the processing instructions before the root, a line each; the library starts at the root.
function instructionsBefore(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const head = text.slice(0, Math.max(text.search(/<[A-Za-z_]/), 0));
  return [...head.matchAll(/<\?(?!xml\s)[^?]*\?>/g)].map(([instruction]) => `${instruction}\n`).join('');
}

class NoSignature {
  getSignature(): string {
    return '';
  }
  verifySignature(): boolean {
    return false;
  }
  getAlgorithmName(): string {
    return 'aucun';
  }
}

function purposeOfSignature(): Xml {
  const property = textElement('ds:SignatureProperty', purpose, {
    Id: 'purposeOfSignature',
    Target: `#${ids.signature}`,
  });
  return element('ds:SignatureProperties', {}, property);
}

function qualifyingProperties(at: Date, chain: readonly X509Certificate[]): Xml {
  const signed = element(
    'xades:SignedSignatureProperties',
    {},
    textElement('xades:SigningTime', at.toISOString()),
    element('xades:SigningCertificate', {}, ...chain.map(certificateDigest)),
    element('xades:SignaturePolicyIdentifier', {}, element('xades:SignaturePolicyImplied')),
  );
  return element(
    'xades:QualifyingProperties',
    { 'xmlns:xades': xades, Target: `#${ids.signature}` },
    element('xades:SignedProperties', { Id: ids.properties }, signed),
  );
}

function certificateDigest(certificate: X509Certificate): Xml {
  const digest = createHash('sha256').update(certificate.raw).digest('base64');
  return element(
    'xades:Cert',
    {},
    element(
      'xades:CertDigest',
      {},
      element('xades:DigestMethod', { Algorithm: sha256 }),
      textElement('xades:DigestValue', digest),
    ),
    element(
      'xades:IssuerSerial',
      {},
      textElement('ds:X509IssuerName', certificate.issuer.split('\n').reverse().join(',')),
      textElement('ds:X509SerialNumber', BigInt(`0x${certificate.serialNumber}`).toString()),
    ),
  );
}
