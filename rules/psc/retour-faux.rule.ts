import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { callsOf, notShown, tokenRequests } from './calls.ts';

const state =
  'Au retour du navigateur, comparez state à celui gardé dans la session du serveur ; absent ou différent, montrez un refus et n’appelez pas le point des jetons.';

/** What is wrong with the return, and what a product does to see it. */
const faults = {
  etat_faux: { label: 'un state qui n’est pas celui du produit', remedy: state },
  etat_absent: { label: 'aucun state', remedy: state },
  emetteur_retour_faux: {
    label: 'un iss qui n’est pas celui de PSC (RFC 9207)',
    remedy:
      'Au retour du navigateur, quand iss est présent, comparez-le à l’issuer du document de découverte ; différent, montrez un refus et n’échangez pas le code.',
  },
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
    if (sentBack === undefined) return notShown(`un retour avec ${faults[panne].label}`);
    return tokenRequests(calls, 'authorization_code')
      .filter((call) => call.n > sentBack.n)
      .map((call) =>
        discrepancy({
          code: 'code-utilise',
          where: call.where('code'),
          expected: `aucun échange après ${faults[panne].label}`,
          got: 'un échange du code',
          message: 'Le produit échange le code d’un retour qu’il devait refuser.',
          remedy: faults[panne].remedy,
        }),
      );
  },
});
