import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const authentification = defineRule({
  id: 'mss.authentification',
  version: '1',
  title: 'L’envoi est fait sous TLS, par la méthode de l’interface',
  source:
    'ECO.1.0.1 et 1.1.1 (STARTTLS, TLS 1.2 au moins) ; ECO.1.2.1, SC.MSS/CONF.07 (PER, ORG : XOAUTH2) ; ECO.1.3.1, SC.MSS/CONF.12 (APP : certificat ORG AUTH_CLI et PLAIN, adresse en login)',
  appliesTo: 'echanges',
  parameters: z.object({ mecanisme: z.enum(['XOAUTH2', 'PLAIN']), adresse: z.string().optional() }),
  check: (inputs, { mecanisme, adresse }) =>
    eachMail(inputs, ({ exchange, envelope, at }) => [
      ...unless(/^TLSv1\.[23]$/.test(exchange?.tls?.version ?? ''), {
        code: 'tls',
        where: at('TLS'),
        expected: 'TLSv1.2 au moins',
        got: exchange?.tls?.version,
        message: 'Le courriel est parti sans TLS suffisant.',
        remedy:
          'Envoyez STARTTLS dès EHLO, négociez TLS 1.2 au moins, et n’envoyez rien d’autre tant que la session n’est pas chiffrée.',
      }),
      ...unlessEqual({
        code: 'mecanisme',
        where: at('AUTH'),
        expected: mecanisme,
        got: envelope?.auth.toUpperCase(),
        message: 'L’authentification n’est pas celle de l’interface.',
        remedy:
          'Choisissez la méthode d’après l’interface : AUTH XOAUTH2 avec le jeton Pro Santé Connect pour une boîte PER ou ORG, AUTH PLAIN sous certificat client pour une boîte APP.',
      }),
      ...unless(envelope !== null && envelope.user !== '' && (adresse === undefined || same(envelope.user, adresse)), {
        code: 'login',
        where: at('USER'),
        expected: adresse ?? 'l’adresse de la boîte',
        got: envelope?.user,
        message: 'L’authentification ne désigne pas la boîte.',
        remedy: 'Mettez l’adresse de la boîte qui envoie dans user= (XOAUTH2) ou dans le login (PLAIN).',
      }),
      ...unless(mecanisme !== 'PLAIN' || (exchange?.tls?.authorized === true && exchange.tls.peer !== undefined), {
        code: 'certificat',
        where: at('certificat client'),
        expected: 'un certificat ORG AUTH_CLI d’une autorité admise',
        got: exchange?.tls?.peer?.subject,
        message: 'L’interface des boîtes applicatives veut un certificat client.',
        remedy: 'Présentez à la négociation TLS le certificat ORG AUTH_CLI de la structure, avec sa chaîne IGC-Santé.',
      }),
    ]),
});

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
