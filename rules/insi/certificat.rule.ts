import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest } from './soap.ts';

export const certificat = defineRule({
  id: 'insi.certificat',
  version: '1',
  title: 'Authentification mutuelle TLS par un certificat INSI-AUTO ou INSI-MANU',
  source: 'INSI-11 ; faits INSi §1.4 mode b (CN exact, observé)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, ({ exchange, at }) => [
      ...unless(/(^|[,/+\n ])CN=INSI-(AUTO|MANU)($|[,/+\n ])/.test(exchange.tls?.peer?.subject ?? ''), {
        code: 'cn',
        where: at('certificat client'),
        expected: 'CN=INSI-AUTO ou CN=INSI-MANU',
        got: exchange.tls?.peer?.subject,
        message: 'Le certificat client n’est pas un certificat logiciel INSi.',
        remedy:
          'Présentez à la connexion le certificat d’organisation de l’IGC-Santé commandé pour INSi, dont le CN est exactement INSI-AUTO ou INSI-MANU, et non celui d’un autre service.',
      }),
      ...unless(exchange.tls?.authorized === true, {
        code: 'autorite',
        where: at('certificat client'),
        expected: 'certificat d’une autorité admise par le banc',
        got: exchange.tls?.peer?.issuer,
        message: 'Le certificat client ne mène pas à une autorité admise.',
        remedy:
          'Présentez le certificat avec sa chaîne jusqu’à AC IGC-SANTE ELEMENTAIRE ORGANISATIONS ; pour un certificat de test, déclarez son autorité dans le plan du banc.',
      }),
      ...unless(/^TLSv1\.[23]$/.test(exchange.tls?.version ?? ''), {
        code: 'tls',
        where: at('TLS'),
        expected: 'TLS 1.2 ou 1.3',
        got: exchange.tls?.version,
        message: 'La version de TLS n’est pas admise.',
        remedy: 'Réglez le client HTTP sur TLS 1.2 au moins, TLS 1.3 de préférence.',
      }),
    ]),
});
