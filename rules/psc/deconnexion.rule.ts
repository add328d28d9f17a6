import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { asked, callsOf, givenTokens, isLoopback, type PscCall } from './calls.ts';

export const deconnexion = defineRule({
  id: 'psc.deconnexion',
  version: '2',
  title: 'Se déconnecter du produit déconnecte de PSC ; l’inactivité ne déconnecte que du produit',
  source:
    'PSC-09 ; faits PSC §3.6 (règle de PSC citée par l’ANS, observé) ; la tolérance à l’absence de state au retour est jugée par psc.retour-deconnexion',
  appliesTo: 'echanges',
  parameters: z.object({
    par: z.enum(['utilisateur', 'inactivite']),
    /** True when the product runs on the station of the bench: http is then admitted on its loopback. */
    poste: z.boolean().default(false),
  }),
  check(inputs, { par, poste }) {
    const calls = callsOf(inputs);
    const logouts = calls.filter(({ endpoint }) => endpoint === 'deconnexion');
    if (par === 'inactivite') {
      return logouts.map((call) =>
        discrepancy({
          code: 'deconnexion-par-inactivite',
          where: call.where('adresse'),
          expected: 'aucune déconnexion de PSC',
          got: 'une déconnexion',
          message: 'L’inactivité a fermé aussi la session de Pro Santé Connect, que d’autres logiciels partagent.',
          remedy:
            'Dans la fermeture pour inactivité, effacez la session et les jetons du produit, et n’appelez pas end_session_endpoint : seul le bouton de déconnexion l’appelle.',
        }),
      );
    }
    if (logouts.length === 0) {
      return [
        discrepancy({
          code: 'deconnexion-absente',
          where: 'echanges',
          expected: 'un appel à end_session_endpoint',
          got: null,
          message: 'L’utilisateur s’est déconnecté du produit et reste connecté à Pro Santé Connect.',
          remedy:
            'Au bouton de déconnexion, après avoir fermé la session du produit, envoyez le navigateur à end_session_endpoint (document de découverte) avec id_token_hint et post_logout_redirect_uri.',
        }),
      ];
    }
    const given = new Set(givenTokens(calls).map(({ id }) => id));
    return logouts.flatMap((call) => hintFindings(call, given, poste));
  },
});

function hintFindings(call: PscCall, given: ReadonlySet<string>, poste: boolean): Finding[] {
  const hint = asked(call, 'id_token_hint') ?? '';
  const back = asked(call, 'post_logout_redirect_uri');
  return [
    ...unless(hint !== '', {
      code: 'id-token-hint-absent',
      where: call.where('id_token_hint'),
      expected: 'le jeton d’identité de la session',
      got: null,
      message: 'La déconnexion ne dit pas quelle session elle ferme (id_token_hint).',
      remedy:
        'Gardez sur le serveur l’id_token reçu à l’échange du code (ou au dernier rafraîchissement) et mettez-le dans id_token_hint.',
    }),
    // What was signed in before the window gave a token that it does not show.
    ...unless(hint === '' || given.size === 0 || given.has(hint), {
      code: 'id-token-hint-autre',
      where: call.where('id_token_hint'),
      expected: 'un jeton d’identité reçu',
      got: 'un autre',
      message: 'id_token_hint n’est pas un jeton d’identité que PSC a donné pendant la session.',
      remedy:
        'Mettez dans id_token_hint l’id_token de cette session, entier et non modifié, et non le jeton d’accès ni celui d’une session précédente.',
    }),
    ...unless(back === null || /^https:\/\//.test(back) || (poste && isLoopback(back)), {
      code: 'retour-non-https',
      where: call.where('post_logout_redirect_uri'),
      expected: 'https://…',
      got: back,
      message: 'L’adresse de retour après déconnexion n’est pas en https.',
      remedy:
        'Déclarez à Pro Santé Connect une adresse de retour après déconnexion en https, et mettez-la dans post_logout_redirect_uri.',
    }),
  ];
}
