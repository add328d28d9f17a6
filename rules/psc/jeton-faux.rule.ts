import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  authorizationRequests,
  callsOf,
  claimsOf,
  type GivenTokens,
  givenTokens,
  notShown,
  type PscCall,
  uses,
} from './calls.ts';

const faults = {
  nonce_faux: 'un nonce faux',
  nonce_absent: 'aucun nonce',
  emetteur_faux: 'un émetteur (iss) faux',
  audience_fausse: 'un destinataire (aud) faux',
  jeton_expire: 'un terme (exp) passé',
  signature_fausse: 'une signature fausse',
  cle_inconnue: 'une clé qui n’est pas publiée',
  algorithme_none: 'aucune signature (alg: none)',
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
    const wrong = givenTokens(calls).filter((tokens) => tokens.id !== '' && isShown(panne, tokens, calls));
    if (wrong.length === 0) return notShown(`un jeton d’identité avec ${faults[panne]}`);
    return wrong.flatMap((tokens) =>
      calls
        .filter((call) => call.n > tokens.call.n && uses(call, tokens))
        .map((call) =>
          discrepancy({
            code: 'jeton-utilise',
            where: call.where('jeton'),
            expected: `aucun usage après un jeton d’identité avec ${faults[panne]}`,
            got: `un appel à ${call.endpoint}`,
            message:
              'Le produit se sert de jetons qu’il devait refuser : validez le jeton d’identité (signature, iss, aud, exp, nonce) avant tout autre appel.',
          }),
        ),
    );
  },
});

// What can be seen in the token itself is: the other faults need the keys or the names of the bench.
function isShown(fault: Fault, { id, call }: GivenTokens, calls: readonly PscCall[]): boolean {
  const { header, claims } = claimsOf(id);
  if (fault === 'algorithme_none') return header['alg'] === 'none';
  if (fault === 'nonce_absent') return claims['nonce'] === undefined;
  if (fault === 'jeton_expire') return Number(claims['exp']) * 1000 < call.at;
  if (fault === 'nonce_faux') {
    return !authorizationRequests(calls).some(({ parameters }) => parameters.get('nonce') === claims['nonce']);
  }
  return true;
}
