import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  accessTokens,
  answered,
  callsOf,
  claimsOf,
  givenTokens,
  identityReads,
  namesOf,
  notShown,
  type PscCall,
  usesAfter,
} from './calls.ts';

export const userinfoFaux = defineRule({
  id: 'psc.userinfo-faux',
  version: '1',
  title: 'Après un userinfo d’un autre que le porteur du jeton d’identité, la session s’arrête',
  source: 'PSC-11 ; OpenID Connect Core §5.3.2 (sub identique à celui du jeton d’identité)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs);
    const since = wrongSince(calls);
    if (since === null) return notShown('un userinfo dont le sub n’est pas celui du jeton d’identité');
    return usesAfter(calls, since).map((call) =>
      discrepancy({
        code: 'session-poursuivie',
        where: call.where('jeton'),
        expected: 'aucun usage après un userinfo d’un autre',
        got: `un appel à ${call.endpoint}`,
        message: 'Le produit continue après un userinfo d’une autre personne que celle du jeton d’identité.',
        remedy:
          'Après chaque lecture de l’userinfo, comparez son sub à celui de l’id_token ; s’ils diffèrent, effacez les jetons et fermez la session (OpenID Connect Core §5.3.2).',
      }),
    );
  },
});

/** From which call the tokens whose identity was another's should not serve; null where there was none. */
function wrongSince(calls: readonly PscCall[]): Map<string, number> | null {
  const given = new Map(givenTokens(calls).map((tokens) => [tokens.access, tokens]));
  const wrong = identityReads(calls).flatMap((call) =>
    accessTokens(call).flatMap((access) => {
      const tokens = given.get(access);
      return tokens === undefined || subjectOf(call) === claimsOf(tokens.id).claims['sub'] ? [] : [{ call, tokens }];
    }),
  );
  if (wrong.length === 0) return null;
  return new Map(wrong.toReversed().flatMap(({ call, tokens }) => namesOf(tokens).map((name) => [name, call.n])));
}

function subjectOf(call: PscCall): unknown {
  return answered(call)['sub'] ?? claimsOf(call.answer).claims['sub'];
}
