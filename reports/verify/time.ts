import type { X509Certificate } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { sha256 } from '../../core/index.ts';
import { type ContainerReader, sealPaths } from '../container/index.ts';
import { arrayBuffer, oids, readManifest } from '../seal/index.ts';
import { isValidAt, subjectOf, trustOf } from './chain.ts';
import { type CmsMessage, isDigestOf, readCms } from './cms-reader.ts';
import { remark, type VerifyCode, type VerifyItem } from './codes.ts';

/** What the token is held against. */
export interface TimeOptions {
  /** Certificate of the publisher's signature, when there is one. */
  signer: X509Certificate | undefined;
  /** End of the attempt, ISO 8601, when the log says it. */
  concluded: string | undefined;
  trusted: X509Certificate[];
  /** When the verification is made. */
  at: Date;
}

interface Token {
  cms: CmsMessage;
  date: Date;
  imprint: Buffer;
}

const timeStampingPurpose = '1.3.6.1.5.5.7.3.8';
/** The clocks of the bench and of the authority may differ by so much. */
const clockToleranceMs = 5 * 60_000;

/** Whether a trusted authority says that the signature existed, and when. */
export async function checkTime(container: ContainerReader, options: TimeOptions): Promise<VerifyItem[]> {
  const file = sealPaths.token;
  if (!container.has(file)) return [remark('jeton_absent', {}, file)];
  const token = readToken(await container.read(file));
  if (token === undefined) return [remark('jeton_illisible', {}, file)];
  if (
    !token.cms.signatureHolds() ||
    !token.cms.bindsCertificate ||
    !token.cms.covers(token.cms.content ?? Buffer.alloc(0))
  ) {
    return [remark('jeton_faux', {}, file)];
  }
  const failures = [...(await coverage(container, token)), ...lapses(token, options)];
  return failures.length > 0 ? failures : [trustRemark(token, options)];
}

function readToken(bytes: Buffer): Token | undefined {
  const cms = readCms(bytes);
  if (cms?.contentType !== oids.tstInfo || cms.content === undefined) return undefined;
  try {
    const info = TSTInfo.fromBER(arrayBuffer(cms.content));
    return { cms, date: info.genTime, imprint: Buffer.from(info.messageImprint.hashedMessage.getValue()) };
  } catch {
    return undefined;
  }
}

/** The token covers its manifest, which covers the publisher's manifest and signature. */
async function coverage(container: ContainerReader, token: Token): Promise<VerifyItem[]> {
  const path = sealPaths.timeManifest;
  if (!container.has(path)) return [remark('jeton_autre_objet', {}, path)];
  const bytes = await container.read(path);
  if (!isDigestOf(token.imprint, bytes)) return [remark('jeton_autre_objet', {}, path)];
  const manifest = readManifest(bytes);
  if (manifest?.signature.path !== sealPaths.token) return [remark('jeton_autre_objet', {}, path)];
  const different: VerifyItem[] = [];
  for (const covered of [sealPaths.manifest, sealPaths.signature]) {
    const digest = container.has(covered) ? sha256(await container.read(covered)) : undefined;
    if (digest === undefined || manifest.files.get(covered) !== digest)
      different.push(remark('jeton_autre_objet', {}, covered));
  }
  return different;
}

function lapses({ cms, date }: Token, { signer, concluded, at }: TimeOptions): VerifyItem[] {
  const authority = cms.signer;
  const day = date.toISOString();
  const late = concluded === undefined ? 0 : Date.parse(concluded) - clockToleranceMs;
  const checks: Array<[boolean, VerifyCode, Record<string, string>]> = [
    [!(authority.keyUsage ?? []).includes(timeStampingPurpose), 'jeton_sans_usage', { subject: subjectOf(authority) }],
    [!isValidAt(authority, date), 'jeton_hors_validite_autorite', { date: day }],
    [Date.parse(authority.validTo) < at.getTime(), 'jeton_expire', { date: new Date(authority.validTo).toISOString() }],
    [signer !== undefined && !isValidAt(signer, date), 'jeton_hors_validite_signataire', { date: day }],
    [date.getTime() < late, 'jeton_avant_conclusion', { date: day }],
  ];
  return checks.filter(([failed]) => failed).map(([, code, details]) => remark(code, details, sealPaths.token));
}

function trustRemark({ cms, date }: Token, { trusted }: TimeOptions): VerifyItem {
  const codes = {
    reconnu: 'temps_etabli',
    essai: 'autorite_temps_d_essai',
    non_reconnu: 'autorite_temps_non_reconnue',
    aucune_confiance: 'aucune_confiance_temps',
  } as const;
  const trust = trustOf(cms.signer, { pool: cms.certificates, trusted, at: date });
  return remark(codes[trust], { subject: subjectOf(cms.signer), date: date.toISOString() }, sealPaths.token);
}
