import type { FaultCode } from './faults.ts';
import type { InsiRequest } from './request.ts';

/** What the service checks a request against, besides the request itself. */
export interface Caller {
  /** Common names of the client certificate; undefined outside mutual TLS (msw in a unit test). */
  commonNames: readonly string[] | undefined;
  /** CNDA authorisation numbers accepted; empty: all. */
  authorisations: readonly string[];
}

interface Check {
  code: FaultCode;
  refuses(request: InsiRequest, caller: Caller): boolean;
}

const insiCommonNames = ['INSI-AUTO', 'INSI-MANU'];

// In the order of facts, INSi §1.13; the first that refuses answers.
const checks: readonly Check[] = [
  { code: 'probant_version_soap', refuses: ({ soap12 }) => !soap12 },
  { code: 'probant_action_inconnue', refuses: ({ operation }) => operation === undefined },
  { code: 'probant_corps_inattendu', refuses: ({ operation, body }) => body !== operation },
  { code: 'probant_contexte_lps_absent', refuses: ({ contexteLps }) => !contexteLps },
  { code: 'probant_contexte_bam_absent', refuses: ({ contexteBam }) => !contexteBam },
  { code: 'probant_couverture_absente', refuses: ({ couverture }) => !couverture },
  { code: 'probant_message_id_absent', refuses: ({ messageId }) => messageId === null },
  { code: 'desir_550', refuses: ({ idam }, { authorisations }) => !isAuthorised(idam, authorisations) },
  { code: 'desir_560', refuses: (_, { commonNames }) => commonNames !== undefined && !isInsi(commonNames) },
  { code: 'probant_operation_hors_perimetre', refuses: ({ operation }) => operation === 'WS_INS1' },
  { code: 'insi_19', refuses: ({ traits }) => isBlank(traits.nomNaissance) },
  { code: 'probant_trait_absent', refuses: ({ traits }) => lacksTrait(traits) },
];

/** The fault that a request deserves, or undefined when the service answers it. */
export function refusalOf(request: InsiRequest, caller: Caller): FaultCode | undefined {
  return checks.find((check) => check.refuses(request, caller))?.code;
}

function isAuthorised(idam: string | null, authorisations: readonly string[]): boolean {
  return idam !== null && (authorisations.length === 0 || authorisations.includes(idam));
}

/** One common name, and exactly one of the two (facts, INSi §1.4 b). */
function isInsi(commonNames: readonly string[]): boolean {
  const [name = '', ...others] = commonNames;
  return others.length === 0 && insiCommonNames.includes(name);
}

function lacksTrait({ prenoms, sexe, dateNaissance }: InsiRequest['traits']): boolean {
  return prenoms.every(isBlank) || (sexe !== 'M' && sexe !== 'F') || isBlank(dateNaissance);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
