import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachDmpRequest, transactions } from './requests.ts';
import { answerTo } from './responses.ts';

export const reponse = defineRule({
  id: 'dmp.reponse',
  version: '1',
  title: 'Le DMP a accepté l’opération',
  source: 'Faits DMP §4.1 (queryResponseCode OK), §4.4 (DMPOk), §6 et 7 (RegistryResponse Success, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({ transactions: z.array(z.enum(transactions)).min(1).optional() }),
  check: (inputs, { transactions: wanted }) =>
    eachDmpRequest(
      inputs,
      (request) => {
        const { succeeded, status, detail } = answerTo(inputs, request);
        return unless(succeeded, {
          code: 'refus',
          where: request.at(`réponse · ${request.transaction}`),
          expected: 'succès',
          got: `${detail} (HTTP ${status})`,
          message: 'Le DMP a refusé l’opération.',
          remedy:
            'Lisez le code et le texte du refus dans « obtenu » (ils vont aussi à l’utilisateur, EX_GEN-1140) et corrigez la requête qu’ils désignent ; les constats des autres règles sur le même échange en disent souvent la cause.',
        });
      },
      wanted,
    ),
});
