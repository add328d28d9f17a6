import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { answered, callsOf, claimsOf, givenTokens, identityReads, notShown, type PscCall, uses } from './calls.ts';

export const userinfoFaux = defineRule({
  id: 'psc.userinfo-faux',
  version: '1',
  title: 'Après un userinfo d’un autre que le porteur du jeton d’identité, la session s’arrête',
  source: 'PSC-11 ; OpenID Connect Core §5.3.2 (sub identique à celui du jeton d’identité)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs);
    const wrong = givenTokens(calls).flatMap((tokens) =>
      identityReads(calls, tokens)
        .filter((call) => subjectOf(call) !== claimsOf(tokens.id).claims['sub'])
        .map((call) => ({ tokens, call })),
    );
    if (wrong.length === 0) return notShown('un userinfo dont le sub n’est pas celui du jeton d’identité');
    return wrong.flatMap(({ tokens, call: shown }) =>
      calls
        .filter((call) => call.n > shown.n && uses(call, tokens))
        .map((call) =>
          discrepancy({
            code: 'session-poursuivie',
            where: call.where('jeton'),
            expected: 'aucun usage après un userinfo d’un autre',
            got: `un appel à ${call.endpoint}`,
            message: 'Le produit continue après un userinfo d’une autre personne que celle du jeton d’identité.',
            remedy:
              'Après chaque lecture de l’userinfo, comparez son sub à celui de l’id_token ; s’ils diffèrent, effacez les jetons et fermez la session (OpenID Connect Core §5.3.2).',
          }),
        ),
    );
  },
});

function subjectOf(call: PscCall): unknown {
  return answered(call)['sub'] ?? claimsOf(call.answer).claims['sub'];
}
