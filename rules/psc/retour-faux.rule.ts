import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { callsOf, notShown, tokenRequests } from './calls.ts';

const faults = {
  etat_faux: 'un state qui n’est pas celui du produit',
  etat_absent: 'aucun state',
  emetteur_retour_faux: 'un iss qui n’est pas celui de PSC (RFC 9207)',
} as const;

export const retourFaux = defineRule({
  id: 'psc.retour-faux',
  version: '1',
  title: 'Après un retour dont le state ou l’émetteur est faux, le code n’est pas échangé',
  source: 'PSC-02 (le mock renvoie un state faux) ; RFC 6749 §10.12 ; RFC 9207 §2.4',
  appliesTo: 'echanges',
  /** Which wrong answer the bench prepared. */
  parameters: z.object({ panne: z.enum(Object.keys(faults) as [keyof typeof faults, ...Array<keyof typeof faults>]) }),
  check(inputs, { panne }) {
    const calls = callsOf(inputs);
    // Once its user is known, an authorization call is one that sent the browser back.
    const sentBack = calls.find(({ endpoint, own }) => endpoint === 'autorisation' && own);
    if (sentBack === undefined) return notShown(`un retour avec ${faults[panne]}`);
    return tokenRequests(calls, 'authorization_code')
      .filter((call) => call.n > sentBack.n)
      .map((call) =>
        discrepancy({
          code: 'code-utilise',
          where: call.where('code'),
          expected: `aucun échange après ${faults[panne]}`,
          got: 'un échange du code',
          message:
            'Le produit échange le code d’un retour qu’il devait refuser : comparez d’abord state et iss à ce que vous aviez gardé.',
        }),
      );
  },
});
