import type { SignatureVerification } from '../../core/index.ts';
import { type SigningTrust, sameName } from '../pki/index.ts';
import type { Assertion } from './assertion.ts';
import { attributeRefusal, freshnessRefusal, isFilled } from './assertion-checks.ts';
import { type CardSigner, cardSignerOf } from './card-signer.ts';
import type { Refusal } from './validation.ts';

const issuerFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';

/** What an assertion is judged by. */
interface CardContext {
  now: number;
  trust: SigningTrust;
}

/**
 * Why the assertion of a professional's card is refused (facts, INSi §1.4 a). The facts give its content, the algorithms
 * and its age; that the service answers a fault to each of these, and which, is inferred.
 */
export function cardRefusal(professionals: readonly Assertion[], context: CardContext): Refusal | undefined {
  const [assertion, ...others] = professionals;
  if (assertion === undefined || others.length > 0) return { code: 'probant_assertion_ps_absente' };
  if (!isFilled(assertion)) return { code: 'probant_assertion_ps_incomplete' };
  const age = freshnessRefusal(assertion, context.now);
  if (age !== undefined) return { code: 'probant_assertion_ps_expiree', detail: age };
  const { signature = { ok: false, reason: 'elle est absente' } } = assertion;
  const reason = signature.ok ? algorithmRefusal(signature) : signature.reason;
  if (reason !== undefined) return { code: 'probant_assertion_ps_signature', detail: `Motif : ${reason}.` };
  return signature.ok ? signerRefusal(assertion, signature.certificate, context) : undefined;
}

// Only these are documented (facts, INSi §1.4).
function algorithmRefusal(signature: Extract<SignatureVerification, { ok: true }>): string | undefined {
  const { signatureMethod, digestMethod } = signature;
  if (signatureMethod !== 'rsa-sha256') return `l’algorithme ${signatureMethod} n’est pas rsa-sha256`;
  return digestMethod === 'sha256' ? undefined : `l’empreinte ${digestMethod} n’est pas sha256`;
}

function signerRefusal(assertion: Assertion, der: Buffer, { trust }: CardContext): Refusal | undefined {
  const signer = cardSignerOf(der, trust, new Date());
  if ('refusal' in signer) return { code: 'probant_assertion_ps_certificat', detail: `Motif : ${signer.refusal}.` };
  if (assertion.issuerFormat !== issuerFormat || !sameName(assertion.issuer, signer.subject)) {
    return {
      code: 'probant_assertion_ps_emetteur',
      detail: `Attendu : « ${signer.subject} », Format « ${issuerFormat} ».`,
    };
  }
  return holderRefusal(assertion, signer) ?? attributesRefusal(assertion, signer);
}

function holderRefusal({ nameId, qualifier }: Assertion, { holder, qualifiers }: CardSigner): Refusal | undefined {
  const code = 'probant_assertion_ps_porteur';
  if (nameId !== holder) return { code, detail: `« ${nameId} », au lieu de « ${holder} ».` };
  if (qualifiers.includes(qualifier)) return undefined;
  return { code, detail: `NameQualifier « ${qualifier} », au lieu de « ${qualifiers.join(' ou ')} ».` };
}

// `secteurActivite` is not in every official sample, so it is not asked for.
function attributesRefusal(assertion: Assertion, { doctor }: CardSigner): Refusal | undefined {
  const wanted = ['identifiantFacturation', ...(doctor ? ['codeSpecialite'] : [])];
  const missing = attributeRefusal(assertion, wanted);
  return missing === undefined ? undefined : { code: 'probant_assertion_ps_attribut', detail: missing };
}
