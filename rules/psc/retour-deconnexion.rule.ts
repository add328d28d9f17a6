import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({
  /** Who the screen says is signed in; empty for nobody. */
  utilisateur: z.string(),
  /** What the screen says went wrong; empty for nothing. */
  erreur: z.string(),
});

export const retourDeconnexion = defineRule({
  id: 'psc.retour-deconnexion',
  version: '1',
  title: 'Au retour de la déconnexion, avec ou sans state, le produit est déconnecté et ne montre pas d’erreur',
  source: 'PSC-09 ; faits PSC §3.6 (PSC peut revenir sans state, observé ; ce que l’écran doit montrer : déduit)',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const { utilisateur, erreur } = observed(inputs, 'lecture', shownSchema);
    return [
      ...unless(utilisateur === '', {
        code: 'encore-connecte',
        where: 'utilisateur',
        expected: 'personne',
        got: utilisateur,
        message: 'Après la déconnexion, le produit montre encore un utilisateur connecté.',
        remedy:
          'Fermez la session du produit avant d’envoyer le navigateur à end_session_endpoint, et non à son retour : celui-ci peut manquer, ou venir sans state.',
      }),
      ...unless(erreur === '', {
        code: 'erreur-au-retour',
        where: 'erreur',
        expected: null,
        got: erreur,
        message: 'Le produit montre une erreur au retour de la déconnexion.',
        remedy:
          'À l’adresse post_logout_redirect_uri, n’exigez pas state : s’il est absent, montrez la page d’accueil déconnectée ; comparez-le seulement quand il est là.',
      }),
    ];
  },
});
