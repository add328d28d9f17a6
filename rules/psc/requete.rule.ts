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
          message: 'La demande n’est pas celle du flux à code, le seul admis.',
          remedy:
            'Mettez response_type=code, et recevez les jetons du point des jetons, de serveur à serveur ; abandonnez les flux implicite et hybride.',
        }),
        ...['openid', 'scope_all'].flatMap((scope) =>
          unless(scopes.includes(scope), {
            code: 'scope',
            where: call.where('scope'),
            expected: 'openid scope_all',
            got: parameters.get('scope'),
            message: `La demande ne porte pas ${scope}.`,
            remedy: 'Mettez scope=openid scope_all (un espace, encodé %20 ou +), à la demande d’autorisation.',
          }),
        ),
        ...unless(parameters.get('acr_values') === 'eidas1', {
          code: 'acr-values',
          where: call.where('acr_values'),
          expected: 'eidas1',
          got: parameters.get('acr_values'),
          message: 'La demande ne dit pas le niveau d’authentification par acr_values=eidas1.',
          remedy:
            'Ajoutez acr_values=eidas1 à la demande (et non acr, ni eidas2) ; acceptez en réponse acr eidas1 comme eidas2.',
        }),
      ];
    });
  },
});
