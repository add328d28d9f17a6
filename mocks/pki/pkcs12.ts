import { createPrivateKey, X509Certificate } from 'node:crypto';
import { BmpString, OctetString } from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  ContentInfo,
  EncryptedContentInfo,
  EncryptedData,
  PFX,
  PKCS8ShroudedKeyBag,
  SafeBag,
  SafeContents,
} from 'pkijs';
import { arrayBuffer, certificateDers } from './der.ts';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  /** PEM of the certificate, its own first. */
  cert: string;
  /** PKCS#8 PEM of its key, not encrypted. */
  key: string;
  /** PEM of the authorities above it. */
  chain?: string;
  password: string;
  /** Name that Windows and Java show. */
  friendlyName: string;
}

/** Password of the files that the bench writes: it protects nothing, but many stores refuse an empty one. */
export const pkcs12Password = 'test';

const oids = {
  keyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;

// What OpenSSL 3 counts for the encryption. The seal counts once: pkijs goes through the event loop at each turn, and the
// password of these files is public.
const iterations = { encryption: 2048, seal: 1 } as const;

/**
 * A PKCS#12 file (RFC 7292): key and certificates under PBES2, AES-256-CBC and HMAC-SHA-256, sealed by an HMAC-SHA-256:
 * what OpenSSL 3, Java since 8u301 and Windows since Server 2019 read without an option.
 *
 * @returns DER
 */
export async function pkcs12Of(content: Pkcs12Content): Promise<Buffer> {
  const password = arrayBuffer(Buffer.from(content.password));
  const [certificate, ...authorities] = certificateDers(content.cert + (content.chain ?? '')).map(certificateBag);
  const own = ownAttributes(content);
  const certificates = [new SafeBag({ ...certificate, bagAttributes: own }), ...authorities];
  const key = new SafeBag({
    bagId: oids.keyBag,
    bagValue: await shroudedKey(content.key, password),
    bagAttributes: own,
  });
  const authenticatedSafe = new AuthenticatedSafe({
    safeContents: [await encrypted(bytesOf(certificates), password), plain(bytesOf([key]))],
  });
  const pfx = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  await pfx.makeInternalValues({
    password,
    iterations: iterations.seal,
    pbkdf2HashAlgorithm: { name: 'SHA-256' },
    hmacHashAlgorithm: 'SHA-256',
  });
  return Buffer.from(pfx.toSchema().toBER());
}

function certificateBag(der: ArrayBuffer): SafeBag {
  const certValue = new OctetString({ valueHex: der });
  return new SafeBag({ bagId: oids.certBag, bagValue: new CertBag({ certId: oids.x509, certValue }) });
}

/** Names the key and its certificate, and ties one to the other as OpenSSL does: by the SHA-1 of the certificate. */
function ownAttributes({ cert, friendlyName }: Pkcs12Content): Attribute[] {
  const { fingerprint } = new X509Certificate(cert);
  const id = arrayBuffer(Buffer.from(fingerprint.replaceAll(':', ''), 'hex'));
  return [
    new Attribute({ type: oids.friendlyName, values: [new BmpString({ value: friendlyName })] }),
    new Attribute({ type: oids.localKeyId, values: [new OctetString({ valueHex: id })] }),
  ];
}

async function shroudedKey(pem: string, password: ArrayBuffer): Promise<PKCS8ShroudedKeyBag> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const { contentEncryptionAlgorithm, encryptedContent } = await encrypt(der, password);
  return new PKCS8ShroudedKeyBag({ encryptionAlgorithm: contentEncryptionAlgorithm, encryptedData: encryptedContent });
}

async function encrypted(bytes: Uint8Array, password: ArrayBuffer): Promise<ContentInfo> {
  const data = new EncryptedData({ encryptedContentInfo: await encrypt(bytes, password) });
  return new ContentInfo({ contentType: ContentInfo.ENCRYPTED_DATA, content: data.toSchema() });
}

function plain(bytes: Uint8Array): ContentInfo {
  return new ContentInfo({
    contentType: ContentInfo.DATA,
    content: new OctetString({ valueHex: arrayBuffer(bytes) }),
  });
}

type WholeContent = EncryptedContentInfo & { encryptedContent: OctetString };

/** In one piece: pkijs would cut long contents in several, which is BER and not DER, and Java refuses it. */
async function encrypt(bytes: Uint8Array, password: ArrayBuffer): Promise<WholeContent> {
  const data = new EncryptedData();
  await data.encrypt({
    password,
    // pkijs draws the vector itself; its type wants one.
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new ArrayBuffer(16) },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: iterations.encryption,
    contentToEncrypt: arrayBuffer(bytes),
  });
  const { contentType, contentEncryptionAlgorithm, ...made } = data.encryptedContentInfo;
  const encryptedContent = new OctetString({ valueHex: made.encryptedContent?.getValue() ?? new ArrayBuffer(0) });
  const whole = new EncryptedContentInfo({
    contentType,
    contentEncryptionAlgorithm,
    encryptedContent,
    disableSplit: true,
  });
  return Object.assign(whole, { encryptedContent });
}

function bytesOf(safeBags: SafeBag[]): Uint8Array {
  return new Uint8Array(new SafeContents({ safeBags }).toSchema().toBER());
}
