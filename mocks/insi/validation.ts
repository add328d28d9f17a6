import { isVerification } from './actions.ts';
import type { RequestedCard } from './bodies.ts';
import type { FaultCode } from './fault-texts.ts';
import { misspeltCard, misspeltTrait } from './lexicon.ts';
import type { InsiRequest } from './request.ts';

/** Why a request is refused. */
export interface Refusal {
  code: FaultCode;
  /** French; what is wrong in this very request. */
  detail?: string;
}

/** What the service accepts, besides right requests. */
export interface Acceptance {
  /** CNDA authorisation numbers accepted; empty: all. */
  authorisations: readonly string[];
  /** Whether the operations that no public text describes are played. */
  verification: boolean;
}

interface Check {
  code: FaultCode;
  refuses(request: InsiRequest, acceptance: Acceptance): boolean;
}

// In the order of facts, INSi §1.13; the first that refuses answers.
const checks: readonly Check[] = [
  { code: 'probant_version_soap', refuses: ({ soap12 }) => !soap12 },
  { code: 'probant_action_inconnue', refuses: ({ operation }) => operation === undefined },
  {
    code: 'probant_operation_hors_perimetre',
    refuses: ({ operation }, { verification }) => isVerification(operation) && !verification,
  },
  { code: 'probant_corps_inattendu', refuses: ({ operation, body }) => body !== operation },
  { code: 'probant_contexte_lps_absent', refuses: ({ contexteLps }) => !contexteLps },
  { code: 'probant_contexte_bam_absent', refuses: ({ contexteBam }) => !contexteBam },
  { code: 'probant_couverture_absente', refuses: ({ couverture }) => couverture === 'absente' },
  // One client seen fills it from the card (facts, INSi §1.5); that the service wants it so is inferred. In WS_INS2 it is
  // empty, and no text says that a filled one is refused.
  {
    code: 'probant_couverture_vide',
    refuses: ({ operation, couverture }) => operation === 'WS_INS1' && couverture === 'vide',
  },
  // That the front validates is inferred, and after what is missing, whose refusal says more.
  { code: 'probant_schema', refuses: ({ schema }) => schema !== undefined },
  { code: 'probant_message_id_absent', refuses: ({ messageId }) => messageId === null },
  { code: 'desir_550', refuses: ({ idam }, { authorisations }) => !isAuthorised(idam, authorisations) },
];

/** Why the message is refused, before anything is known of its sender. */
export function messageRefusal(request: InsiRequest, acceptance: Acceptance): Refusal | undefined {
  const code = checks.find((check) => check.refuses(request, acceptance))?.code;
  if (code === undefined) return undefined;
  return code === 'probant_schema' && request.schema !== undefined ? { code, detail: request.schema } : { code };
}

/** Why what a search asks for is refused; the traits to verify have no known rule. */
export function contentRefusal(request: InsiRequest): Refusal | undefined {
  if (request.operation === 'WS_INS1') return cardRefusal(request.card);
  return request.operation === 'WS_INS2' ? traitsRefusal(request.traits) : undefined;
}

function cardRefusal(card: RequestedCard): Refusal | undefined {
  if (card.individu === null && card.ouvrantDroit === null) return { code: 'probant_matricule_absent' };
  return misspelt(misspeltCard(card));
}

function traitsRefusal(traits: InsiRequest['traits']): Refusal | undefined {
  if (isBlank(traits.nomNaissance)) return { code: 'insi_19' };
  return lacksTrait(traits) ? { code: 'probant_trait_absent' } : misspelt(misspeltTrait(traits));
}

function misspelt(detail: string | undefined): Refusal | undefined {
  return detail === undefined ? undefined : { code: 'probant_regle_lexicale', detail: `${detail}.` };
}

function isAuthorised(idam: string | null, authorisations: readonly string[]): boolean {
  return idam !== null && (authorisations.length === 0 || authorisations.includes(idam));
}

/** True when a trait that the search can't do without is missing; `NomNaissance` has a fault of its own. */
export function lacksTrait({ prenoms, sexe, dateNaissance }: InsiRequest['traits']): boolean {
  return prenoms.every(isBlank) || (sexe !== 'M' && sexe !== 'F') || isBlank(dateNaissance);
}

/** True when nothing, or nothing but spaces, was sent. */
export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
