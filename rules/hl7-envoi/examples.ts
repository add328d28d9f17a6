import { hl7Exchanges, updateAck } from '../examples/hl7-exchanges.ts';
import type { DomainExamples } from '../examples/index.ts';
import { seenExample } from '../examples/seen.ts';

export const examples: DomainExamples = {
  'hl7-envoi.reponse': seenExample(hl7Exchanges, {
    right: ['ADT^A31 de la plateforme, acquitté AA', {}],
    wrong: ['ADT^A31 de la plateforme, acquitté AE', { answer: updateAck('AE') }],
  }),
};
