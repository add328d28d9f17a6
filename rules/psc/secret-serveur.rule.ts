import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { browserOrigin, headerOf } from '../http-calls.ts';
import { defineRule } from '../rule.ts';
import { asked, callsOf, nothingSeen, type PscCall } from './calls.ts';

/** Endpoints that the product's server calls, and never a browser (PSC has no CORS). */
const serverOnly = ['jeton', 'jeton-api', 'userinfo', 'introspection', 'revocation', 'par', 'ciba'];
/** Endpoints at which a service proves who it is. */
const proving = ['jeton', 'jeton-api', 'introspection', 'revocation', 'par', 'ciba'];

export const secretServeur = defineRule({
  id: 'psc.secret-serveur',
  version: '1',
  title: 'Le code s’échange de serveur à serveur, et le secret ne quitte pas le serveur',
  source: 'PSC-04 ; EXI 22 ; faits PSC §3.2 (pas de CORS, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs);
    const served = calls.filter(({ endpoint }) => serverOnly.includes(endpoint));
    if (served.length === 0) return nothingSeen('un échange de code');
    return [
      ...calls.filter(({ endpoint }) => ['autorisation', 'deconnexion'].includes(endpoint)).flatMap(browserFindings),
      ...served.flatMap(serverFindings),
    ];
  },
});

function browserFindings(call: PscCall): Finding[] {
  return unless(asked(call, 'client_secret') === null, {
    code: 'secret-navigateur',
    where: call.where('client_secret'),
    expected: 'aucun secret dans le navigateur',
    got: 'présent',
    message: 'Le secret du service passe par le navigateur : gardez-le sur le serveur, et changez-le.',
  });
}

function serverFindings(call: PscCall): Finding[] {
  const origin = browserOrigin(call);
  return [
    ...unless(origin === undefined, {
      code: 'navigateur',
      where: call.where('Origin'),
      expected: 'un appel du serveur',
      got: origin,
      message: 'L’appel vient d’un navigateur : faites-le du serveur, où le secret et les jetons restent.',
    }),
    ...unless(!call.query.has('client_secret') && !call.query.has('code'), {
      code: 'secret-url',
      where: call.where('adresse'),
      expected: 'les paramètres dans le corps',
      got: 'dans l’adresse',
      message: 'Le secret ou le code est dans l’adresse, que les journaux gardent : mettez-le dans le corps.',
    }),
    ...unless(!proving.includes(call.endpoint) || isProved(call), {
      code: 'client-anonyme',
      where: call.where('Authorization'),
      expected: 'secret, assertion signée ou certificat',
      got: null,
      message: 'L’appel ne prouve pas quel service le fait : c’est le signe d’un client public, que PSC n’admet pas.',
    }),
  ];
}

function isProved(call: PscCall): boolean {
  return (
    /^basic /i.test(headerOf(call, 'authorization') ?? '') ||
    call.form.has('client_secret') ||
    call.form.has('client_assertion') ||
    call.tls?.peer !== undefined
  );
}
