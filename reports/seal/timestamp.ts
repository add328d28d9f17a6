import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  ContentInfo,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { type Environment, messageOf, ProbantError, sha256 } from '../../core/index.ts';
import { signCms } from './cms.ts';
import type { Credentials } from './credentials.ts';
import { arrayBuffer, oids } from './der.ts';

/** Gives an RFC 3161 token (DER of the ContentInfo) over bytes. */
export type TimeStamper = (data: Buffer) => Promise<Buffer>;

/** Policy of the local test authority: an arc that nobody owns, for tokens that prove nothing. */
const testPolicy = '2.25.140737488355328';
const answerTimeoutMs = 15_000;
const nonceLength = 8;

/**
 * A local test authority: its tokens say the given date, and establish no time.
 * The serial number comes from what is stamped, so that one content and one date give one token.
 */
export function localTimeStamper(credentials: Credentials, date: Date): TimeStamper {
  return (data) => {
    const imprint = Buffer.from(sha256(data), 'hex');
    const info = new TSTInfo({
      version: 1,
      policy: testPolicy,
      messageImprint: imprintOf(imprint),
      serialNumber: new Integer({ valueHex: arrayBuffer(Buffer.concat([Buffer.from([1]), imprint.subarray(0, 15)])) }),
      genTime: new Date(Math.floor(date.getTime() / 1000) * 1000),
      ordering: false,
    });
    const bytes = Buffer.from(info.toSchema().toBER());
    return Promise.resolve(signCms({ type: oids.tstInfo, bytes, detached: false }, credentials));
  };
}

/**
 * An outside authority, by plain HTTP POST (RFC 3161 §3.4).
 *
 * @throws {@link ProbantError} `horodatage_refuse` when it can't be reached or does not grant a token
 */
export function remoteTimeStamper(environment: Environment, url: string): TimeStamper {
  return async (data) => {
    const imprint = Buffer.from(sha256(data), 'hex');
    const request = new TimeStampReq({
      version: 1,
      messageImprint: imprintOf(imprint),
      certReq: true,
      nonce: new Integer({ valueHex: arrayBuffer(positive(environment.random.bytes(nonceLength))) }),
    });
    const answer = await post(url, Buffer.from(request.toSchema().toBER()));
    const token = tokenOf(answer, url);
    if (!stamps(token, imprint)) throw refused(url, 'jeton sur autre chose');
    return token;
  };
}

async function post(url: string, body: Buffer): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    if (!response.ok) throw refused(url, `HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (thrown) {
    throw thrown instanceof ProbantError ? thrown : refused(url, messageOf(thrown));
  }
}

function tokenOf(answer: Buffer, url: string): Buffer {
  const response = parseResponse(answer, url);
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) throw refused(url, `statut ${status}`);
  if (response.timeStampToken === undefined) throw refused(url, 'réponse sans jeton');
  return Buffer.from(response.timeStampToken.toSchema().toBER());
}

// Found out here, a wrong token can still be asked for again; `verify` would only refuse the dossier.
function stamps(token: Buffer, imprint: Buffer): boolean {
  try {
    const signed = new SignedData({ schema: ContentInfo.fromBER(arrayBuffer(token)).content });
    const content = signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0);
    return Buffer.from(TSTInfo.fromBER(content).messageImprint.hashedMessage.getValue()).equals(imprint);
  } catch {
    return false;
  }
}

function parseResponse(answer: Buffer, url: string): TimeStampResp {
  try {
    return TimeStampResp.fromBER(arrayBuffer(answer));
  } catch (thrown) {
    throw refused(url, messageOf(thrown));
  }
}

function imprintOf(imprint: Buffer): MessageImprint {
  return new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
    hashedMessage: new OctetString({ valueHex: arrayBuffer(imprint) }),
  });
}

// A first byte of 0x80 or more would make a negative integer; zero, a redundant one.
function positive(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[0] = ((copy[0] ?? 0) & 0x7f) | 0x40;
  return copy;
}

function refused(url: string, detail: string): ProbantError {
  return new ProbantError('horodatage_refuse', { adresse: url, detail });
}
