import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { answered, asked, callsOf, instant, nothingSeen, type PscCall } from './calls.ts';

const pollGrant = 'urn:openid:params:grant-type:ciba';
/** How early a poll may be: the clocks of both ends are not one. */
const margin = 250;

export const ciba = defineRule({
  id: 'psc.ciba',
  version: '2',
  title: 'CIBA : la demande a ses deux chiffres, et l’interrogation respecte l’intervalle et le terme',
  source:
    'PSC-10 ; faits PSC §3.5 (documenté ; channel, propre à Pro Santé Connect, ne vaut que CARD ou MOBILE ; slow_down, expired_token, access_denied : OpenID CIBA §11, déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs);
    const requests = calls.filter(({ endpoint }) => endpoint === 'ciba');
    if (requests.length === 0) return nothingSeen('une demande CIBA');
    const messages = new Set<string | null>();
    const polls = Map.groupBy(
      calls.filter((call) => asked(call, 'grant_type') === pollGrant),
      (call) => asked(call, 'auth_req_id'),
    );
    return requests.flatMap((request, i) => {
      messages.add(asked(request, 'binding_message'));
      const id = String(answered(request)['auth_req_id']);
      const own = polls.get(id) ?? [];
      polls.delete(id);
      return [...requestFindings(request, i >= 3 && messages.size === 1), ...pollFindings(request, own)];
    });
  },
});

/** What a parameter should be, and what mends it. */
type Told = Record<'expected' | 'message' | 'remedy', string>;

function requestFindings(call: PscCall, fixed: boolean): Finding[] {
  const scopes = (asked(call, 'scope') ?? '').split(' ');
  const message = asked(call, 'binding_message') ?? '';
  const parameter = (name: string, holds: boolean, told: Told): Finding[] =>
    unless(holds, { code: name, where: call.where(name), got: asked(call, name), ...told });
  return [
    ...parameter('binding_message', /^\d\d$/.test(message), {
      expected: 'deux chiffres, de 00 à 99',
      message: 'binding_message n’a pas les deux chiffres que les deux écrans montrent.',
      remedy:
        'Tirez un nombre de 0 à 99 à chaque demande et écrivez-le sur deux chiffres dans binding_message, sans autre texte.',
    }),
    ...parameter('scope', scopes.includes('openid') && scopes.includes('scope_all'), {
      expected: 'openid scope_all',
      message: 'La demande CIBA ne porte pas openid et scope_all.',
      remedy: 'Mettez scope=openid scope_all dans le formulaire envoyé à ext/ciba/auth.',
    }),
    ...parameter('acr_values', asked(call, 'acr_values') === 'eidas1', {
      expected: 'eidas1',
      message: 'La demande CIBA ne dit pas le niveau par acr_values=eidas1.',
      remedy: 'Ajoutez acr_values=eidas1 au formulaire envoyé à ext/ciba/auth.',
    }),
    ...parameter('login_hint', (asked(call, 'login_hint') ?? '') !== '', {
      expected: 'un identifiant national',
      message: 'La demande CIBA ne nomme pas le professionnel (login_hint).',
      remedy:
        'Mettez dans login_hint l’identifiant national du professionnel (8 suivi du RPPS), gardé d’une connexion précédente ou saisi.',
    }),
    // The proxy of the ANS wants it, PSC itself does without.
    ...parameter('channel', ['CARD', 'MOBILE', null].includes(asked(call, 'channel')), {
      expected: 'CARD ou MOBILE',
      message: 'La demande CIBA nomme un moyen qui n’existe pas (channel).',
      remedy: 'Mettez channel=MOBILE pour l’e-CPS ou channel=CARD pour la carte, en capitales, ou retirez channel.',
    }),
    ...unless(!fixed, {
      code: 'binding-message-fixe',
      where: call.where('binding_message'),
      expected: 'des chiffres tirés au sort',
      got: message,
      message: 'Toutes les demandes ont les mêmes chiffres : ils ne distinguent plus une demande d’une autre.',
      remedy:
        'Tirez binding_message au sort au moment de chaque demande ; ne le mettez ni en configuration, ni en constante.',
    }),
  ];
}

function pollFindings(request: PscCall, polls: readonly PscCall[]): Finding[] {
  const { interval: told, expires_in: life } = answered(request);
  if (request.status !== 200) return [];
  const until = request.at + (typeof life === 'number' ? life * 1000 : Number.POSITIVE_INFINITY);
  // OpenID CIBA §7.3: five seconds when the answer says nothing.
  let interval = (typeof told === 'number' ? told : 5) * 1000;
  return polls.flatMap((call, i) => {
    const last = polls[i - 1];
    const error = last === undefined ? undefined : answered(last)['error'];
    if (error === 'slow_down') interval += 5_000;
    const over =
      last !== undefined && (last.status === 200 || ['access_denied', 'expired_token'].includes(String(error)));
    return [
      ...unless(last === undefined || call.at - last.at >= interval - margin, {
        code: 'intervalle',
        where: call.where('auth_req_id'),
        expected: `${interval / 1000} s au moins`,
        got: `${(call.at - (last?.at ?? 0)) / 1000} s`,
        message: 'L’interrogation est plus rapide que l’intervalle annoncé.',
        remedy:
          'Attendez entre deux interrogations le nombre de secondes de interval (5 s s’il est absent), et ajoutez-y 5 s après chaque slow_down.',
      }),
      ...unless(call.at <= until + margin, {
        code: 'apres-le-terme',
        where: call.where('auth_req_id'),
        expected: `avant ${instant(until)}`,
        got: instant(call.at),
        message: 'Le produit interroge encore une demande expirée (expires_in).',
        remedy:
          'Arrêtez la boucle à l’heure de la demande plus expires_in, dites à l’utilisateur que le délai est passé et proposez une nouvelle demande.',
      }),
      ...unless(!over, {
        code: 'apres-la-reponse',
        where: call.where('auth_req_id'),
        expected: 'aucune interrogation',
        got: 'une interrogation de plus',
        message: 'Pro Santé Connect avait déjà donné sa réponse définitive.',
        remedy:
          'Sortez de la boucle aux jetons (200) comme à access_denied et expired_token ; seuls authorization_pending et slow_down appellent une autre interrogation.',
      }),
    ];
  });
}
