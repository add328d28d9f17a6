import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { type DmpRequest, eachDmpRequest, ns } from './requests.ts';
import { answerTo } from './responses.ts';

/** GetDocuments: the technical id of one's own document, which asks for no authorisation (TD3.1b; facts, DMP §8). */
const ownReference = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4';

export const autorisation = defineRule({
  id: 'dmp.autorisation',
  version: '2',
  title: 'Le produit ne consulte qu’avec une autorisation valide, lue (TD0.2) ou déclarée (TD0.3)',
  source:
    'Faits DMP §8 règles 1 à 3 (documenté, seconde main) ; en mode centre_15 l’autorisation n’est pas regardée : ne pas ' +
    'employer cette règle',
  appliesTo: 'echanges',
  parameters: z.object({
    /** True when the product has to declare the authorisation by itself: one TD0.3 at least, accepted (DMP/UX.50). */
    declaree: z.boolean().default(false),
  }),
  check(inputs, { declaree }) {
    let state: string | null = null;
    let declared = false;
    const findings = eachDmpRequest(
      inputs,
      (request): Finding[] => {
        state = stateAfter(inputs, request, state);
        declared ||= request.transaction === 'TD0.3' && state === 'VALIDE';
        if (!consults(request)) return [];
        return unless(state === 'VALIDE', {
          code: 'sans-autorisation',
          where: request.at(request.transaction),
          expected: 'VALIDE',
          got: state,
          message: 'Le produit a consulté le DMP sans autorisation valide.',
          remedy:
            'Lisez l’état de l’autorisation dans la réponse à TD0.2 (attentionLine AUTORISATION) : si elle n’est pas VALIDE, demandez à l’utilisateur le consentement du patient et déclarez-la par TD0.3 (AJOUT) avant TD3.1 ou TD3.2 ; INTERDIT ferme toute consultation.',
        });
      },
      ['TD0.2', 'TD0.3', 'TD3.1', 'TD3.2'],
    );
    return [
      ...findings,
      ...unless(!declaree || declared, {
        code: 'autorisation-non-declaree',
        where: 'echanges',
        expected: 'TD0.3 (AJOUT), acceptée',
        got: null,
        message: 'Le produit n’a pas déclaré l’autorisation que le patient donne.',
        remedy:
          'Dès que l’accord du patient est confirmé et que TD0.2 rend NON_EXISTE ou EXPIRE, envoyez TD0.3 (setAuthorization, AJOUT) sans autre geste de l’utilisateur, puis cherchez les documents.',
      }),
    ];
  },
});

function stateAfter(inputs: RuleInputs, request: DmpRequest, before: string | null): string | null {
  if (request.transaction === 'TD0.2') return answerTo(inputs, request).existence.authorisation;
  if (request.transaction !== 'TD0.3' || !answerTo(inputs, request).succeeded) return before;
  return textAt(request.document, '//hab:setAuthorization/hab:action', ns) === 'AJOUT' ? 'VALIDE' : 'NON_EXISTE';
}

function consults({ transaction, document }: DmpRequest): boolean {
  if (transaction === 'TD3.2') return true;
  return transaction === 'TD3.1' && textAt(document, '//rim:AdhocQuery/@id', ns) !== ownReference;
}
