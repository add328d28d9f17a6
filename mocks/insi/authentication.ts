import type { SigningTrust } from '../pki/index.ts';
import { type Assertion, psc, vitale } from './assertion.ts';
import { attributeRefusal, freshnessRefusal, isFilled } from './assertion-checks.ts';
import { cardRefusal } from './card-assertion.ts';
import type { InsiRequest } from './request.ts';
import type { Refusal } from './validation.ts';

/**
 * How callers of a listener prove who they are (facts, INSi §1.4): `certificat` is mutual TLS, where a caller is either
 * the software (`INSI-AUTO`, `INSI-MANU`) or a professional signed in to Pro Santé Connect; `carte` asks for no client
 * certificate, and the professional's card signs an assertion.
 */
export type InsiMode = 'certificat' | 'carte';

/** What is known of a caller who shows a token. */
export interface InsiTokenFacts {
  /** Subject of the assertion: the professional's national id. */
  nameId: string;
  /** Subject and SHA-256 of the client certificate; undefined outside mutual TLS. */
  certificate: { subject: string; issuer: string; sha256: string } | undefined;
}

/** What is thought of a token. */
export type InsiTokenVerdict =
  | {
      ok: true;
      /** National id of whom it was issued to, where it says so. */
      subject?: string;
    }
  | {
      ok: false;
      /** French, without capital or full stop: `le jeton a expiré`. */
      reason: string;
    };

/** Judges an API access token; what makes them is another service. */
export type InsiTokenValidator = (token: string, facts: InsiTokenFacts) => Promise<InsiTokenVerdict>;

/** Who calls, as far as the listener and HTTP say. */
export interface Caller {
  mode: InsiMode;
  /** Common names of the client certificate; undefined outside mutual TLS (msw in a unit test). */
  commonNames: readonly string[] | undefined;
  certificate: InsiTokenFacts['certificate'];
  /** The HTTP header. */
  authorization: string | null;
  /** Milliseconds since the Unix epoch, by the injected clock. */
  now: number;
  /** Authorities of persons. */
  trust: SigningTrust;
  validateToken: InsiTokenValidator | undefined;
}

const insiCommonNames = ['INSI-AUTO', 'INSI-MANU'];

/** Why the caller is refused, or undefined when the service answers it. */
export async function callerRefusal(request: InsiRequest, caller: Caller): Promise<Refusal | undefined> {
  const professionals = request.assertions.filter(({ qualifier }) => qualifier !== vitale);
  if (caller.mode === 'carte') return cardRefusal(professionals, caller) ?? vitaleRefusal(request, professionals[0]);
  const connected = caller.authorization !== null || professionals.some(({ qualifier }) => qualifier === psc);
  if (connected) return (await pscRefusal(professionals, caller)) ?? vitaleRefusal(request, professionals[0]);
  // Outside PSC, the certificate alone authenticates: an assertion is neither wanted nor refused (facts, INSi §1.4 b).
  if (caller.commonNames === undefined) return undefined;
  return isInsi(caller.commonNames) && !isOfOtherRange(caller) ? undefined : { code: 'desir_560' };
}

/**
 * An IGC-Santé certificate that its authority of ORGANISATIONS did not issue (facts, INSi §1.4 b); that it gets the code of
 * a wrong name is inferred. A publisher's own authority, which the plan names, is of no range.
 */
function isOfOtherRange({ certificate }: Caller): boolean {
  return /\bCN=(?:TEST )?AC IGC-SANTE (?!ELEMENTAIRE ORGANISATIONS(?:,|$))/.test(certificate?.issuer ?? '');
}

/** One common name, and exactly one of the two (facts, INSi §1.4 b). */
function isInsi(commonNames: readonly string[]): boolean {
  const [name = '', ...others] = commonNames;
  return others.length === 0 && insiCommonNames.includes(name);
}

// Facts, INSi §1.4 c. That INSi takes the token of the CI-SIS in an Authorization header is inferred, and so are the
// order of the checks and the age of an assertion that nobody signed.
async function pscRefusal(professionals: readonly Assertion[], caller: Caller): Promise<Refusal | undefined> {
  const [assertion, ...others] = professionals;
  if (assertion?.qualifier !== psc || others.length > 0) return { code: 'probant_assertion_psc_absente' };
  const refusal = pscAssertionRefusal(assertion, caller.now);
  if (refusal !== undefined) return refusal;
  const token = /^Bearer +(\S+)$/i.exec(caller.authorization ?? '')?.[1];
  return token === undefined ? { code: 'probant_jeton_absent' } : tokenRefusal(token, assertion, caller);
}

function pscAssertionRefusal(assertion: Assertion, now: number): Refusal | undefined {
  if (!isFilled(assertion)) return { code: 'probant_assertion_psc_incomplete' };
  const age = freshnessRefusal(assertion, now);
  if (age !== undefined) return { code: 'probant_assertion_psc_expiree', detail: age };
  // `codeSpecialiteAMO` is of some professions only, and `gipProfessionCode` of those who have several (facts, §1.4).
  const missing = attributeRefusal(assertion, ['identifiantFacturation']);
  return missing === undefined ? undefined : { code: 'probant_assertion_psc_attribut', detail: missing };
}

async function tokenRefusal(token: string, { nameId }: Assertion, caller: Caller): Promise<Refusal | undefined> {
  const verdict = await caller.validateToken?.(token, { nameId, certificate: caller.certificate });
  // Nobody to judge it: accepting whatever comes would be a check that can't fail.
  if (verdict === undefined)
    return { code: 'probant_jeton_refuse', detail: 'Motif : ce banc n’a pas de quoi le vérifier.' };
  if (!verdict.ok) return { code: 'probant_jeton_refuse', detail: `Motif : ${verdict.reason}.` };
  if (verdict.subject === undefined || verdict.subject === nameId) return undefined;
  return { code: 'probant_assertion_psc_sujet', detail: `« ${nameId} », au lieu de « ${verdict.subject} ».` };
}

/** WS_INS1 bears the assertion of the Vitale card beside that of the professional (facts, INSi §1.4; PSC: inferred). */
function vitaleRefusal({ operation, assertions }: InsiRequest, professional?: Assertion): Refusal | undefined {
  if (operation !== 'WS_INS1') return undefined;
  const [assertion, ...others] = assertions.filter(({ qualifier }) => qualifier === vitale);
  if (assertion === undefined || others.length > 0) return { code: 'probant_assertion_vitale_absente' };
  if (isFilled(assertion) && assertion.issuer === professional?.nameId) return undefined;
  return { code: 'probant_assertion_vitale_invalide' };
}
