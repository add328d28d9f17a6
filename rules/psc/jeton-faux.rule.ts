import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  authorizationRequests,
  callsOf,
  claimsOf,
  type GivenTokens,
  givenTokens,
  namesOf,
  notShown,
  usesAfter,
} from './calls.ts';

const nonce =
  'À la réception de l’id_token, comparez sa revendication nonce à celle gardée pour cette connexion ; absente ou différente, effacez les jetons et montrez un refus, sans lire l’userinfo.';
const signature =
  'Vérifiez la signature de l’id_token par une clé de jwks_uri, choisie par son kid, en n’admettant que RS256 ; si elle ne se vérifie pas, effacez les jetons et montrez un refus.';

/** What is wrong with the identity token, and what a product does to see it (OpenID Connect Core §3.1.3.7). */
const faults = {
  nonce_faux: { label: 'un nonce faux', remedy: nonce },
  nonce_absent: { label: 'aucun nonce', remedy: nonce },
  emetteur_faux: {
    label: 'un émetteur (iss) faux',
    remedy:
      'Exigez que iss de l’id_token soit, au caractère près, l’issuer du document de découverte, avant tout usage des jetons.',
  },
  audience_fausse: {
    label: 'un destinataire (aud) faux',
    remedy:
      'Exigez que aud de l’id_token soit votre client_id, ou le contienne s’il est une liste, avant tout usage des jetons.',
  },
  jeton_expire: {
    label: 'un terme (exp) passé',
    remedy:
      'Refusez un id_token dont exp est passé (quelques secondes de marge au plus), et tenez à l’heure l’horloge du serveur.',
  },
  signature_fausse: { label: 'une signature fausse', remedy: signature },
  cle_inconnue: {
    label: 'une clé qui n’est pas publiée',
    remedy:
      'Cherchez le kid de l’id_token dans jwks_uri, relu une fois s’il n’y est pas ; toujours absent, refusez le jeton. N’acceptez jamais une clé que le jeton apporte lui-même (jwk, x5c, jku).',
  },
  algorithme_none: { label: 'aucune signature (alg: none)', remedy: signature },
} as const;
type Fault = keyof typeof faults;

export const jetonFaux = defineRule({
  id: 'psc.jeton-faux',
  version: '1',
  title: 'Les jetons qui accompagnent un jeton d’identité faux ne servent pas',
  source: 'PSC-02 (nonce) et PSC-05 (signature, iss, aud, exp, nonce) ; OpenID Connect Core §3.1.3.7',
  appliesTo: 'echanges',
  /** Which wrong answer the bench prepared. */
  parameters: z.object({ panne: z.enum(Object.keys(faults) as [Fault, ...Fault[]]) }),
  check(inputs, { panne }) {
    const calls = callsOf(inputs);
    const nonces = new Set(authorizationRequests(calls).map(({ parameters }) => parameters.get('nonce')));
    const wrong = givenTokens(calls).filter((tokens) => tokens.id !== '' && isShown(panne, tokens, nonces));
    if (wrong.length === 0) return notShown(`un jeton d’identité avec ${faults[panne].label}`);
    const since = new Map(wrong.toReversed().flatMap((one) => namesOf(one).map((name) => [name, one.call.n])));
    return usesAfter(calls, since).map((call) =>
      discrepancy({
        code: 'jeton-utilise',
        where: call.where('jeton'),
        expected: `aucun usage après un jeton d’identité avec ${faults[panne].label}`,
        got: `un appel à ${call.endpoint}`,
        message: `Le produit se sert de jetons qui accompagnaient un jeton d’identité avec ${faults[panne].label} : il devait les refuser.`,
        remedy: faults[panne].remedy,
      }),
    );
  },
});

// What can be seen in the token itself is: the other faults need the keys or the names of the bench.
function isShown(fault: Fault, { id, call }: GivenTokens, nonces: ReadonlySet<unknown>): boolean {
  const { header, claims } = claimsOf(id);
  if (fault === 'algorithme_none') return header['alg'] === 'none';
  if (fault === 'nonce_absent') return claims['nonce'] === undefined;
  if (fault === 'jeton_expire') return Number(claims['exp']) * 1000 < call.at;
  if (fault === 'nonce_faux') {
    return !nonces.has(claims['nonce']);
  }
  return true;
}
