import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  accessTokens,
  asked,
  callsOf,
  givenTokens,
  instant,
  nothingSeen,
  type PscCall,
  tokenRequests,
} from './calls.ts';

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
  const terms = new Map(givenTokens(calls).map(({ access, accessUntil }) => [access, accessUntil]));
  return calls
    .filter(({ endpoint }) => !['introspection', 'revocation'].includes(endpoint))
    .flatMap((call) => {
      const until = Math.min(...accessTokens(call).map((access) => terms.get(access) ?? Number.POSITIVE_INFINITY));
      return call.at > until
        ? [
            discrepancy({
              code: 'jeton-perime',
              where: call.where('jeton d’accès'),
              expected: `avant ${instant(until)}`,
              got: instant(call.at),
              message: 'Le produit se sert d’un jeton d’accès après son terme (expires_in).',
              remedy:
                'Gardez l’heure de réception plus expires_in (120 s), et demandez un jeton par grant_type=refresh_token dès qu’il reste moins de quelques secondes, avant l’appel.',
            }),
          ]
        : [];
    });
}

function insistence(refreshes: readonly PscCall[]): Finding[] {
  const refused = new Set<string | null>();
  return refreshes.flatMap((call) => {
    const token = asked(call, 'refresh_token');
    const again = refused.has(token);
    if (call.status === 400) refused.add(token);
    return again
      ? [
          discrepancy({
            code: 'rafraichissement-insistant',
            where: call.where('refresh_token'),
            expected: 'une nouvelle connexion',
            got: 'le même jeton de rafraîchissement',
            message: 'Le produit présente de nouveau un jeton de rafraîchissement que Pro Santé Connect a refusé.',
            remedy:
              'À la réponse 400 (invalid_grant), effacez les jetons, fermez la session et renvoyez l’utilisateur à la connexion Pro Santé Connect ; ne réessayez pas.',
          }),
        ]
      : [];
  });
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
        remedy:
          'Gardez le refresh_token (30 min) sur le serveur et appelez le point des jetons avec grant_type=refresh_token avant la fin des 120 s du jeton d’accès.',
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
    message: 'Le rafraîchissement refusé n’a pas mené l’utilisateur à se reconnecter.',
    remedy:
      'Quand le rafraîchissement est refusé, ouvrez une nouvelle demande d’autorisation (ou CIBA) et dites à l’utilisateur que sa session est terminée.',
  });
}
