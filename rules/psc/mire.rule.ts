import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { callsOf, nothingSeen } from './calls.ts';

export const mire = defineRule({
  id: 'psc.mire',
  version: '1',
  title: 'Après la déconnexion, le bouton Pro Santé Connect mène de nouveau à la mire',
  source:
    'PSC.01 (« se déconnecter depuis l’interface, recliquer sur PSC ») ; faits PSC §3.6 ; sur le fil, une session encore ouverte se voit à ce que Pro Santé Connect renvoie le code sans avoir montré sa page (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    // Once its user is known, an authorization call is one that sent the browser back: a form posted, or a session reused.
    const sentBack = callsOf(inputs).filter(({ endpoint, own }) => endpoint === 'autorisation' && own);
    if (sentBack.length === 0) return nothingSeen('une connexion par la mire');
    return sentBack
      .filter(({ method }) => method === 'GET')
      .map((call) =>
        discrepancy({
          code: 'session-reprise',
          where: call.where('réponse'),
          expected: 'la mire, où l’utilisateur s’authentifie de nouveau',
          got: 'un retour immédiat au produit',
          message:
            'Après la déconnexion, Pro Santé Connect connaît encore l’utilisateur : sa session n’a pas été fermée.',
          remedy:
            'Au bouton de déconnexion, envoyez le navigateur à end_session_endpoint avec l’id_token de la session dans id_token_hint, avant de montrer l’écran de connexion.',
        }),
      );
  },
});
