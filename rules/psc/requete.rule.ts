import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { authorizationRequests, callsOf, nothingSeen } from './calls.ts';

export const requete = defineRule({
  id: 'psc.requete',
  version: '1',
  title: 'La demande d’autorisation veut un code, pour openid et scope_all, au niveau eidas1',
  source: 'PSC-01 ; faits PSC §3.2 (documenté ; eidas1 est la seule valeur documentée dans la requête)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const requests = authorizationRequests(callsOf(inputs));
    if (requests.length === 0) return nothingSeen('une demande d’autorisation');
    return requests.flatMap(({ call, parameters }) => {
      const scopes = (parameters.get('scope') ?? '').split(' ');
      return [
        ...unless(parameters.get('response_type') === 'code', {
          code: 'response-type',
          where: call.where('response_type'),
          expected: 'code',
          got: parameters.get('response_type'),
          message: 'Seul le flux à code est admis : demandez response_type=code.',
        }),
        ...['openid', 'scope_all'].flatMap((scope) =>
          unless(scopes.includes(scope), {
            code: 'scope',
            where: call.where('scope'),
            expected: 'openid scope_all',
            got: parameters.get('scope'),
            message: `La demande ne porte pas ${scope} : ajoutez-le à scope.`,
          }),
        ),
        ...unless(parameters.get('acr_values') === 'eidas1', {
          code: 'acr-values',
          where: call.where('acr_values'),
          expected: 'eidas1',
          got: parameters.get('acr_values'),
          message: 'La demande dit le niveau par acr_values=eidas1.',
        }),
      ];
    });
  },
});
