import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { asked, callsOf, givenTokens, instant, nothingSeen, type PscCall, tokenRequests, usesAccess } from './calls.ts';

export const rafraichissement = defineRule({
  id: 'psc.rafraichissement',
  version: '1',
  title: 'Un jeton d’accès périmé ne sert plus : il est rafraîchi, et un rafraîchissement refusé mène à se reconnecter',
  source: 'PSC-08 ; faits PSC §3.3 (2 min, 30 min, documenté) ; RFC 6749 §6',
  appliesTo: 'echanges',
  /** What the scenario leads to; absent: only wrong uses are looked for. */
  parameters: z.object({ attendu: z.enum(['rafraichissement', 'reconnexion']).optional() }),
  check(inputs, { attendu }) {
    const calls = callsOf(inputs);
    if (!calls.some(({ endpoint }) => endpoint === 'jeton')) return nothingSeen('des jetons');
    return [
      ...staleUses(calls),
      ...insistence(tokenRequests(calls, 'refresh_token')),
      ...(attendu === undefined ? [] : outcome(calls, attendu)),
    ];
  },
});

function staleUses(calls: readonly PscCall[]): Finding[] {
  return givenTokens(calls).flatMap(({ access, accessUntil, call: given }) =>
    calls
      .filter((call) => call.n > given.n && call.at > accessUntil && usesAccess(call, access))
      .filter(({ endpoint }) => !['introspection', 'revocation'].includes(endpoint))
      .map((call) =>
        discrepancy({
          code: 'jeton-perime',
          where: call.where('jeton d’accès'),
          expected: `avant ${instant(accessUntil)}`,
          got: instant(call.at),
          message: 'Le jeton d’accès a expiré (expires_in) : rafraîchissez-le avant de vous en servir.',
        }),
      ),
  );
}

function insistence(refreshes: readonly PscCall[]): Finding[] {
  const refused = refreshes.filter(({ status }) => status === 400);
  return refused.flatMap((first) =>
    refreshes
      .filter((call) => call.n > first.n && asked(call, 'refresh_token') === asked(first, 'refresh_token'))
      .slice(0, 1)
      .map((call) =>
        discrepancy({
          code: 'rafraichissement-insistant',
          where: call.where('refresh_token'),
          expected: 'une nouvelle connexion',
          got: 'le même jeton de rafraîchissement',
          message: 'PSC a refusé ce jeton de rafraîchissement : faites reconnecter l’utilisateur.',
        }),
      ),
  );
}

function outcome(calls: readonly PscCall[], wanted: 'rafraichissement' | 'reconnexion'): Finding[] {
  const refreshes = tokenRequests(calls, 'refresh_token');
  if (wanted === 'rafraichissement') {
    return unless(
      refreshes.some(({ status }) => status === 200),
      {
        code: 'rafraichissement-absent',
        where: 'jeton',
        expected: 'grant_type=refresh_token',
        got: null,
        message: 'La session a duré plus que le jeton d’accès, et aucun rafraîchissement n’est passé.',
      },
    );
  }
  const refused = refreshes.find(({ status }) => status === 400);
  const again = calls.some(
    ({ n, endpoint }) => n > (refused?.n ?? Number.POSITIVE_INFINITY) && ['autorisation', 'ciba'].includes(endpoint),
  );
  return unless(again, {
    code: 'reconnexion-absente',
    where: refused?.where('refresh_token') ?? 'echanges',
    expected: 'une nouvelle demande d’autorisation après le refus',
    got: refused === undefined ? 'aucun refus' : null,
    message: 'Après un rafraîchissement refusé, l’utilisateur doit se reconnecter.',
  });
}
