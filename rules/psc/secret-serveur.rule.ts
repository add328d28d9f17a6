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

/** Parameters that an address, which is logged, must not bear. */
const secrets = ['client_secret', 'code', 'access_token', 'refresh_token', 'subject_token'];

export const secretServeur = defineRule({
  id: 'psc.secret-serveur',
  version: '2',
  title: 'Le code s’échange de serveur à serveur, et le secret ne quitte pas le serveur',
  source:
    'PSC-04 ; EXI 22 ; faits PSC §3.2 (pas de CORS, et le jeton d’accès en Bearer, documenté) ; RFC 6749 §2.3.1 ; RFC 6750 §5.3',
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
    message: 'Le secret du service passe par le navigateur, où chacun peut le lire.',
    remedy:
      'Retirez client_secret de la demande d’autorisation et de la déconnexion, ne l’envoyez qu’au point des jetons depuis le serveur (EXI 22), et demandez-en un nouveau : celui-ci est connu.',
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
      message: 'L’appel vient d’un navigateur : le secret ou les jetons y sont lisibles.',
      remedy:
        'Faites cet appel d’un serveur du produit (EXI 22) : la page envoie le code à votre serveur, qui l’échange et garde les jetons. Pro Santé Connect n’admet pas les appels d’une page (pas de CORS).',
    }),
    ...unless(!secrets.some((name) => call.query.has(name)), {
      code: 'secret-url',
      where: call.where('adresse'),
      expected: 'les paramètres dans le corps',
      got: 'dans l’adresse',
      message: 'Un secret, un code ou un jeton est dans l’adresse, que les journaux gardent.',
      remedy:
        'Envoyez code et client_secret dans le corps du formulaire (application/x-www-form-urlencoded) ou le secret en en-tête Authorization: Basic, et le jeton d’accès en Authorization: Bearer.',
    }),
    ...unless(!proving.includes(call.endpoint) || isProved(call), {
      code: 'client-anonyme',
      where: call.where('Authorization'),
      expected: 'secret, assertion signée ou certificat',
      got: null,
      message: 'L’appel ne prouve pas quel service le fait : c’est le signe d’un client public, que PSC n’admet pas.',
      remedy:
        'Ajoutez à l’appel Authorization: Basic (client_id:client_secret en base64), ou faites-le en TLS mutuel ; n’enregistrez pas le produit comme client public.',
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
