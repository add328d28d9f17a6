import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { answered, asked, callsOf, claimsOf, nothingSeen, type PscCall } from './calls.ts';

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const tokenTypes = ['access_token', 'jwt'].map((type) => `urn:ietf:params:oauth:token-type:${type}`);

export const liaison = defineRule({
  id: 'psc.liaison',
  version: '1',
  title: 'Le jeton de l’API s’obtient en TLS mutuel, par échange du jeton de PSC, et il est lié au certificat',
  source: 'PSC-12 ; faits PSC §3.7 (documenté ; cnf en base64 de l’hexadécimal observé, RFC 8705 §3.1 admis aussi)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const calls = callsOf(inputs).filter(
      (call) => call.endpoint === 'jeton-api' && asked(call, 'grant_type') !== 'refresh_token',
    );
    return calls.length === 0 ? nothingSeen('un échange de jeton') : calls.flatMap(exchangeFindings);
  },
});

function exchangeFindings(call: PscCall): Finding[] {
  const certificate = call.tls?.peer;
  return [
    ...unless(certificate !== undefined && call.tls?.authorized === true, {
      code: 'certificat',
      where: call.where('certificat client'),
      expected: 'un certificat d’organisation (ORG AUTH_CLI) d’une autorité admise',
      got: certificate?.subject,
      message: 'L’échange de jeton n’est pas fait en TLS mutuel sous un certificat admis.',
      remedy:
        'Donnez au client HTTPS de l’échange le certificat IGC-Santé ORG AUTH_CLI de la structure et sa clé (au banc : PROBANT_DMP_CERT), et gardez-les pour les appels suivants à l’API.',
    }),
    ...required(call, 'grant_type', (value) => value === exchangeGrant),
    ...required(call, 'subject_token', (value) => value !== ''),
    ...required(call, 'subject_token_type', (value) => tokenTypes.includes(value)),
    ...required(call, 'subject_issuer', (value) => value === 'psc'),
    ...required(call, 'scope', (value) => value !== ''),
    ...confirmation(call),
  ];
}

const expectations: Readonly<Record<string, string>> = {
  grant_type: exchangeGrant,
  subject_token: 'le jeton d’accès de PSC',
  subject_token_type: tokenTypes.join(' ou '),
  subject_issuer: 'psc',
  scope: 'le périmètre métier de l’API',
};

function required(call: PscCall, name: string, holds: (value: string) => boolean): Finding[] {
  const value = asked(call, name) ?? '';
  return unless(holds(value), {
    code: name,
    where: call.where(name),
    expected: expectations[name],
    // A token is not to be written in a report.
    got: name === 'subject_token' ? null : value,
    message: `Le paramètre ${name} n’est pas celui d’un échange de jeton de PSC (RFC 8693).`,
    remedy: `Dans le formulaire de l’échange, mettez ${name} = ${expectations[name]}.`,
  });
}

function confirmation(call: PscCall): Finding[] {
  const digest = call.tls?.peer?.sha256?.toLowerCase();
  if (call.status !== 200 || digest === undefined) return [];
  const cnf = claimsOf(answered(call)['access_token']).claims['cnf'];
  const got = typeof cnf === 'object' && cnf !== null ? (cnf as Record<string, unknown>)['x5t#S256'] : undefined;
  const admitted = [Buffer.from(digest).toString('base64'), Buffer.from(digest, 'hex').toString('base64url')];
  return unless(typeof got === 'string' && admitted.includes(got), {
    code: 'cnf',
    where: call.where('cnf.x5t#S256'),
    expected: admitted.join(' ou '),
    got,
    message: 'Le jeton de l’API n’est pas lié au certificat qui l’a demandé : un autre pourrait s’en servir.',
    remedy:
      'Faites l’échange et les appels à l’API par la même connexion mutuelle, sans mandataire qui présente un autre certificat, et refusez un jeton dont cnf.x5t#S256 n’est pas l’empreinte du vôtre.',
  });
}
