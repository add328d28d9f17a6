import { BasicOCSPResponse, type Certificate, OCSPRequest, OCSPResponse } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { arrayBuffer, certificatesOf } from './der.ts';
import { TestPki } from './index.ts';
import { OcspResponder } from './ocsp.ts';
import { currentValidity } from './validity.ts';

const pki = await TestPki.create();
const responder = new OcspResponder(pki);
const organisations = certificatesOf(pki.organisations.pem)[0] as Certificate;
const root = certificatesOf(pki.root.pem)[0] as Certificate;

/** A request about a certificate of the organisations, with a nonce of its own. */
async function requestFor(certificate: Certificate, hashAlgorithm = 'SHA-1'): Promise<OCSPRequest> {
  const request = new OCSPRequest();
  await request.createForCertificate(certificate, { hashAlgorithm, issuerCertificate: organisations });
  return request;
}

function der(request: OCSPRequest): Buffer {
  return Buffer.from(request.toSchema(true).toBER());
}

async function answerTo(request: OCSPRequest): Promise<BasicOCSPResponse> {
  const response = OCSPResponse.fromBER(arrayBuffer(await responder.answer(der(request), currentValidity())));
  return BasicOCSPResponse.fromBER(response.responseBytes?.response.getValue() ?? new ArrayBuffer(0));
}

async function issued(variant?: 'revoque'): Promise<Certificate> {
  const { cert } = await pki.server(['localhost'], variant === undefined ? {} : { variant });
  return certificatesOf(cert)[0] as Certificate;
}

/** 0 good, 1 revoked, 2 unknown (RFC 6960 §4.2.1). */
async function statusOf(certificate: Certificate, hash?: string): Promise<number> {
  const answer = await answerTo(await requestFor(certificate, hash));
  return (await answer.getCertificateStatus(certificate, organisations)).status;
}

describe('OcspResponder', () => {
  it.each(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])('knows a good certificate by %s', async (hash) => {
    expect(await statusOf(await issued(), hash)).toBe(0);
  });

  it('knows a revoked certificate', async () => {
    expect(await statusOf(await issued('revoque'))).toBe(1);
  });

  it('does not know what its authority has not issued', async () => {
    const { cert } = await (await pki.foreign()).issue({ subject: [{ CN: ['AUTRE'] }], extensions: [] });
    expect(await statusOf(certificatesOf(cert)[0] as Certificate)).toBe(2);
  });

  it('signs under a responder that the issuer has certified for it', async () => {
    const answer = await answerTo(await requestFor(await issued()));
    expect(await answer.verify({ trustedCerts: [root, organisations] })).toBe(true);
    const purposes = answer.certs?.[0]?.extensions?.find(({ extnID }) => extnID === '2.5.29.37')?.parsedValue;
    expect(purposes.keyPurposes).toEqual(['1.3.6.1.5.5.7.3.9']);
  });

  it('returns the nonce of the request', async () => {
    const request = await requestFor(await issued());
    const asked = request.tbsRequest.requestExtensions?.[0];
    const [given] = (await answerTo(request)).tbsResponseData.responseExtensions ?? [];
    expect(given?.extnValue.toBER()).toEqual(asked?.extnValue.toBER());
  });

  it('writes its times without fraction of a second', async () => {
    const { tbsResponseData } = await answerTo(await requestFor(await issued()));
    expect(Buffer.from(tbsResponseData.tbsView).toString('latin1')).not.toMatch(/\d{14}\.\d/);
  });

  it('answers one request about several certificates', async () => {
    const [first, second] = [await requestFor(await issued()), await requestFor(await issued('revoque'))];
    first.tbsRequest.requestList.push(...second.tbsRequest.requestList);
    const { responses } = (await answerTo(first)).tbsResponseData;
    expect(responses.map(({ certStatus }) => certStatus.idBlock.tagNumber)).toEqual([0, 1]);
  });

  it('refuses a request about too many certificates', async () => {
    const request = await requestFor(await issued());
    const [one] = request.tbsRequest.requestList;
    request.tbsRequest.requestList = Array.from({ length: 101 }, () => one as NonNullable<typeof one>);
    expect((await responder.answer(der(request), currentValidity())).toString('hex')).toBe('30030a0101');
  });

  it('is not authorised for the certificates of another authority', async () => {
    const request = new OCSPRequest();
    const foreign = certificatesOf((await pki.foreign()).pem)[0] as Certificate;
    await request.createForCertificate(await issued(), { hashAlgorithm: 'SHA-1', issuerCertificate: foreign });
    expect((await responder.answer(der(request), currentValidity())).toString('hex')).toBe('30030a0106');
  });

  it.each([
    ['nothing', ''],
    ['text', 'bonjour'],
    ['a truncated DER', '\x30\x80\x30'],
    ['a DER of endless depth', '\x30\x80'.repeat(30_000)],
  ])('says that %s is malformed', async (_, text) => {
    const answer = await responder.answer(Buffer.from(text, 'latin1'), currentValidity());
    expect(answer.toString('hex')).toBe('30030a0101');
  });
});
