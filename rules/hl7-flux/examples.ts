import { patientUpdate } from '../examples/hl7.ts';
import { hl7Exchanges, updatedPatient } from '../examples/hl7-exchanges.ts';
import type { DomainExamples } from '../examples/index.ts';
import { seenExample } from '../examples/seen.ts';

const provisional = patientUpdate()
  .replace(/~279035121518989[^|]*/, '')
  .replace('|VALI', '|PROV');

export const examples: DomainExamples = {
  'hl7-flux.emission': {
    ...seenExample(hl7Exchanges, {
      right: ['ADT^A31 à la plateforme, acquitté AA', {}],
      wrong: ['aucun ADT^A31 : un ADT^A28 seulement', { type: 'ADT^A28^ADT_A05' }],
    }),
    parameters: { type: 'ADT', evenements: ['A31'] },
  },
  'hl7-flux.identite': {
    ...seenExample(hl7Exchanges, {
      right: ['identité provisoire, sans INS', { message: provisional }],
      wrong: ['identité provisoire, avec l’INS', { message: patientUpdate().replace('|VALI', '|PROV') }],
    }),
    parameters: { ins: 'absente', patient: updatedPatient },
  },
};
