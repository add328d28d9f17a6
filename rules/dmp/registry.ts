import type { RuleInputs } from '../rule.ts';
import { fromDmpRequests } from './requests.ts';
import { answerTo, type RegistryEntry } from './responses.ts';

/** The entries that the registry returned before an exchange: an entryUUID comes from TD3.1 (facts, DMP §6.3). */
export function knownEntries(inputs: RuleInputs, before: number): RegistryEntry[] {
  const { values } = fromDmpRequests(inputs, (request) =>
    request.exchange.n < before ? answerTo(inputs, request).entries : [],
  );
  return values.flat();
}
