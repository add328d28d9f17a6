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
  version: '1',
  title: 'CIBA : la demande a ses deux chiffres, et l’interrogation respecte l’intervalle et le terme',
  source: 'PSC-10 ; faits PSC §3.5 (documenté ; slow_down, expired_token, access_denied : OpenID CIBA §11, déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs);
    const requests = calls.filter(({ endpoint }) => endpoint === 'ciba');
    if (requests.length === 0) return nothingSeen('une demande CIBA');
    return requests.flatMap((request, i) => [
      ...requestFindings(request, requests.slice(0, i)),
      ...pollFindings(request, calls),
    ]);
  },
});

function requestFindings(call: PscCall, before: readonly PscCall[]): Finding[] {
  const scopes = (asked(call, 'scope') ?? '').split(' ');
  const message = asked(call, 'binding_message') ?? '';
  const parameter = (name: string, holds: boolean, told: { expected: string; message: string }): Finding[] =>
    unless(holds, { code: name, where: call.where(name), got: asked(call, name), ...told });
  return [
    ...parameter('binding_message', /^\d\d$/.test(message), {
      expected: 'deux chiffres, de 00 à 99',
      message: 'binding_message porte deux chiffres tirés au sort, que les deux écrans montrent.',
    }),
    ...parameter('scope', scopes.includes('openid') && scopes.includes('scope_all'), {
      expected: 'openid scope_all',
      message: 'La demande CIBA porte scope=openid scope_all.',
    }),
    ...parameter('acr_values', asked(call, 'acr_values') === 'eidas1', {
      expected: 'eidas1',
      message: 'La demande CIBA dit le niveau par acr_values=eidas1.',
    }),
    ...parameter('login_hint', (asked(call, 'login_hint') ?? '') !== '', {
      expected: 'un identifiant national',
      message: 'login_hint nomme le professionnel par son identifiant national.',
    }),
    ...unless(before.length < 3 || before.some((one) => asked(one, 'binding_message') !== message), {
      code: 'binding-message-fixe',
      where: call.where('binding_message'),
      expected: 'des chiffres tirés au sort',
      got: message,
      message: 'Toutes les demandes ont les mêmes chiffres : tirez-les au sort à chaque fois.',
    }),
  ];
}

function pollFindings(request: PscCall, calls: readonly PscCall[]): Finding[] {
  const { auth_req_id: id, interval: told, expires_in: life } = answered(request);
  if (request.status !== 200) return [];
  const polls = calls.filter((call) => asked(call, 'grant_type') === pollGrant && asked(call, 'auth_req_id') === id);
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
        message: 'L’interrogation est trop rapide : attendez l’intervalle annoncé, et 5 s de plus après slow_down.',
      }),
      ...unless(call.at <= until + margin, {
        code: 'apres-le-terme',
        where: call.where('auth_req_id'),
        expected: `avant ${instant(until)}`,
        got: instant(call.at),
        message: 'La demande a expiré (expires_in) : cessez d’interroger, et proposez de recommencer.',
      }),
      ...unless(!over, {
        code: 'apres-la-reponse',
        where: call.where('auth_req_id'),
        expected: 'aucune interrogation',
        got: 'une interrogation de plus',
        message: 'PSC a déjà donné sa réponse définitive : cessez d’interroger.',
      }),
    ];
  });
}
