import { createHash } from 'node:crypto';
import { ExtendedKeyUsageExtension, Extension, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';
import { Constructed, Enumerated, GeneralizedTime, Null, OctetString, Primitive } from 'asn1js';
import {
  BasicOCSPResponse,
  type CertID,
  Certificate,
  OCSPRequest,
  OCSPResponse,
  ResponseBytes,
  SingleResponse,
} from 'pkijs';
import type { Authority } from './authority.ts';
import { arrayBuffer, certificatesOf } from './der.ts';
import type { TestPki } from './test-pki.ts';
import type { Validity } from './validity.ts';

/** OCSPResponseStatus (RFC 6960 §4.2.1). */
const responseStatus = { successful: 0, malformedRequest: 1, unauthorized: 6 } as const;

const oids = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** Hashes by which a request may name an issuer (RFC 6960 §4.3 wants SHA-1 and SHA-256). */
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

// What fits in a message that the server reads is more than a client asks at a time.
const longest = 100;

/** What names an authority in a request: DER of its name, bits of its key. */
interface Identity {
  name: Uint8Array;
  key: Uint8Array;
}

// CRLReason superseded, as in the revocation lists (RFC 5280 §5.3.1).
const superseded = 4;

/** Answers the OCSP requests about the certificates of a PKI (RFC 6960), under a delegated responder an authority. */
export class OcspResponder {
  readonly #pki: TestPki;
  readonly #certificates = new Map<Authority, Promise<Certificate>>();
  readonly #identities = new Map<Authority, Identity>();

  constructor(pki: TestPki) {
    this.#pki = pki;
  }

  /**
   * DER of the response to the DER of a request: of one issuer, as §4.2.2.2 ties a delegated responder to the authority
   * that certified it. What cannot be read is `malformedRequest`; another issuer than ours, `unauthorized` (§2.3).
   */
  async answer(request: Buffer, validity: Validity): Promise<Buffer> {
    const asked = readRequest(request);
    const { requestList = [] } = asked?.tbsRequest ?? {};
    const [first] = requestList;
    if (asked === undefined || first === undefined || requestList.length > longest) {
      return failure(responseStatus.malformedRequest);
    }
    const issuer = this.#pki.authorities.find((authority) => this.#names(first.reqCert, authority));
    if (issuer === undefined) return failure(responseStatus.unauthorized);
    const basic = await this.#basic(asked, { issuer, validity });
    const bytes = new OctetString({ valueHex: basic.toSchema().toBER() });
    return Buffer.from(
      new OCSPResponse({
        responseStatus: new Enumerated({ value: responseStatus.successful }),
        responseBytes: new ResponseBytes({ responseType: oids.basic, response: bytes }),
      })
        .toSchema()
        .toBER(),
    );
  }

  async #basic(
    { tbsRequest }: OCSPRequest,
    { issuer, validity }: { issuer: Authority; validity: Validity },
  ): Promise<BasicOCSPResponse> {
    const certificate = await this.#responder(issuer);
    const basic = new BasicOCSPResponse({ certs: [certificate] });
    const data = basic.tbsResponseData;
    const key = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
    data.responderID = new OctetString({ valueHex: digest('sha1', key) });
    // When it is signed; a lapsed response was signed before it lapsed.
    data.producedAt = wholeSecond(new Date(Math.min(Date.now(), validity.to.getTime())));
    data.responses = tbsRequest.requestList.map(({ reqCert }) => this.#single(reqCert, issuer, validity));
    // The client ties the response to its request by its own nonce (§4.4.1).
    const nonce = tbsRequest.requestExtensions?.find(({ extnID }) => extnID === oids.nonce);
    if (nonce !== undefined) data.responseExtensions = [nonce];
    await basic.sign((await this.#pki.responderKeys()).privateKey, 'SHA-256');
    return basic;
  }

  #single(asked: CertID, issuer: Authority, validity: Validity): SingleResponse {
    const from = wholeSecond(validity.from);
    return new SingleResponse({
      certID: asked,
      certStatus: this.#names(asked, issuer) ? statusOf(hex(asked), issuer, from) : unknown(),
      thisUpdate: from,
      nextUpdate: wholeSecond(validity.to),
    });
  }

  /** Whether a request names this authority as the issuer: by the hashes of its name and of its key (§4.1.1). */
  #names({ hashAlgorithm, issuerNameHash, issuerKeyHash }: CertID, authority: Authority): boolean {
    const hash = hashes[hashAlgorithm.algorithmId];
    if (hash === undefined) return false;
    const { name, key } = this.#identity(authority);
    return same(issuerNameHash, digest(hash, name)) && same(issuerKeyHash, digest(hash, key));
  }

  #identity(authority: Authority): Identity {
    const known = this.#identities.get(authority);
    if (known !== undefined) return known;
    const { subject, subjectPublicKeyInfo } = Certificate.fromBER(arrayBuffer(authority.der));
    const key = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
    const identity = { name: new Uint8Array(subject.toSchema().toBER()), key };
    this.#identities.set(authority, identity);
    return identity;
  }

  #responder(issuer: Authority): Promise<Certificate> {
    const known = this.#certificates.get(issuer);
    if (known !== undefined) return known;
    const issued = issueResponder(issuer, this.#pki.responderKeys());
    this.#certificates.set(issuer, issued);
    return issued;
  }
}

async function issueResponder(issuer: Authority, keys: Promise<CryptoKeyPair>): Promise<Certificate> {
  const { cert } = await issuer.issue(
    {
      subject: [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { CN: ['TEST REPONDEUR OCSP'] }],
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([oids.ocspSigning]),
        // Its own revocation is not to be looked up (§4.2.2.2.1), or clients would ask it about itself.
        new Extension(oids.noCheck, false, new Null().toBER()),
      ],
    },
    keys,
  );
  return certificatesOf(cert)[0] as Certificate;
}

function readRequest(der: Buffer): OCSPRequest | undefined {
  try {
    return OCSPRequest.fromBER(arrayBuffer(der));
  } catch {
    return undefined;
  }
}

function failure(status: number): Buffer {
  return Buffer.from(new OCSPResponse({ responseStatus: new Enumerated({ value: status }) }).toSchema().toBER());
}

/** CertStatus: good [0], revoked [1], unknown [2] (§4.2.1). */
function statusOf(serial: string, { revocations }: Authority, from: Date): Primitive | Constructed {
  const revocation = revocations.of(serial);
  if (revocation === undefined) return revocations.status(serial) === 'bon' ? state(0) : unknown();
  return new Constructed({
    idBlock: { tagClass: 3, tagNumber: 1 },
    value: [
      // As in the lists: known when the response begins to hold.
      new GeneralizedTime({ valueDate: revocation.at < from ? wholeSecond(revocation.at) : from }),
      new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [new Enumerated({ value: superseded })] }),
    ],
  });
}

/** A GeneralizedTime of PKIX holds no fraction of a second (RFC 5280 §4.1.2.5.2). */
function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function unknown(): Primitive {
  return state(2);
}

function state(tagNumber: number): Primitive {
  return new Primitive({ idBlock: { tagClass: 3, tagNumber } });
}

function hex({ serialNumber }: CertID): string {
  return Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex');
}

function digest(hash: string, bytes: Uint8Array): ArrayBuffer {
  return arrayBuffer(createHash(hash).update(bytes).digest());
}

function same(value: OctetString, expected: ArrayBuffer): boolean {
  return Buffer.from(value.valueBlock.valueHexView).equals(Buffer.from(expected));
}
