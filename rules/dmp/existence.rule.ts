import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachDmpRequest, transactions } from './requests.ts';
import { answerTo } from './responses.ts';

export const existence = defineRule({
  id: 'dmp.existence',
  version: '1',
  title: 'Le test d’existence du DMP précède le dépôt et la consultation',
  source: 'Faits DMP §8 règle 1 (TD0.2 avant d’agir ; documenté, seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ avant: z.array(z.enum(transactions)).min(1).default(['TD2.1', 'TD3.1', 'TD3.2', 'TD3.3']) }),
  check(inputs, { avant }) {
    let tested = false;
    let found = false;
    const missing: Finding[] = eachDmpRequest(inputs, (request): Finding[] => {
      if (request.transaction === 'TD0.2') {
        tested = true;
        const answer = answerTo(inputs, request);
        found = answer.succeeded && answer.existence.active;
      }
      if (!avant.includes(request.transaction)) return [];
      return [
        ...unless(tested, {
          code: 'existence-non-testee',
          where: request.at(request.transaction),
          expected: 'une TD0.2 avant',
          got: null,
          message: 'Le produit a agi sur le DMP sans en tester l’existence.',
          remedy:
            'Appelez TD0.2 (TEST_EXST) pour ce patient avant toute autre transaction de la session, et gardez sa réponse le temps du dossier ouvert.',
        }),
        ...unless(!tested || found, {
          code: 'dmp-inactif',
          where: request.at(request.transaction),
          expected: 'rien : pas de DMP actif',
          got: request.transaction,
          message: 'Le produit a agi sur un DMP que le test d’existence a dit fermé ou inexistant.',
          remedy:
            'Lisez queryResponseCode et patient/statusCode de TD0.2 : sur NF ou terminated, dites à l’utilisateur que le patient n’a pas de DMP actif et n’envoyez rien.',
        }),
      ];
    });
    return tested || missing.length > 0 ? missing : [untested()];
  },
});

function untested(): Finding {
  return discrepancy({
    code: 'existence-non-testee',
    where: 'echanges',
    expected: 'une TD0.2',
    got: null,
    message: 'Aucun test d’existence n’est parti pour cette personne.',
    remedy: 'Appelez TD0.2 quand l’utilisateur ouvre le DMP du patient ou dépose un document.',
  });
}
