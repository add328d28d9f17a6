import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { assertionsOf } from './assertions.ts';
import { eachRequest, type InsiRequest } from './soap.ts';

export const certificat = defineRule({
  id: 'insi.certificat',
  version: '2',
  title: 'Authentification mutuelle TLS par un certificat INSI-AUTO ou INSI-MANU',
  source:
    'INSI-11 ; faits INSi §1.4 mode b (CN exact et AC IGC-SANTE ELEMENTAIRE ORGANISATIONS, observé) ; INS/va1.14. Une requête que ' +
    'la carte d’un professionnel authentifie (mode a) n’a pas de certificat client, sauf si `organisation` en demande un',
  appliesTo: 'echanges',
  parameters: z.object({
    /** True when the organisation's certificate is asked for, whatever else authenticates. */
    organisation: z.boolean().default(false),
  }),
  check: (inputs, { organisation }) =>
    eachRequest(inputs, (request) => {
      const byCard = assertionsOf(request.document).professionals.some(({ mode }) => mode === 'carte');
      return [...(byCard && !organisation ? [] : client(request)), ...version(request)];
    }),
});

function client({ exchange, at }: InsiRequest): Finding[] {
  const { authorized = false, peer } = exchange.tls ?? {};
  const where = at('certificat client');
  return [
    ...unless(/(^|[,/+\n ])CN=INSI-(AUTO|MANU)($|[,/+\n ])/.test(peer?.subject ?? ''), {
      code: 'cn',
      where,
      expected: 'CN=INSI-AUTO ou CN=INSI-MANU',
      got: peer?.subject,
      message: 'Le certificat client n’est pas un certificat logiciel INSi.',
      remedy:
        'Présentez à la connexion le certificat d’organisation de l’IGC-Santé commandé pour INSi, dont le CN est exactement INSI-AUTO ou INSI-MANU, et non celui d’un autre service.',
    }),
    ...unless(authorized, {
      code: 'autorite',
      where,
      expected: 'certificat d’une autorité admise par le banc',
      got: peer?.issuer,
      message: 'Le certificat client ne mène pas à une autorité admise.',
      remedy:
        'Présentez le certificat avec sa chaîne jusqu’à AC IGC-SANTE ELEMENTAIRE ORGANISATIONS ; pour un certificat de test, déclarez son autorité dans le plan du banc.',
    }),
    // An authority that the plan names is of no range.
    ...unless(!/\bCN=(?:TEST )?AC IGC-SANTE (?!ELEMENTAIRE ORGANISATIONS(?:[,/+\n]|$))/.test(peer?.issuer ?? ''), {
      code: 'gamme',
      where,
      expected: 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
      got: peer?.issuer,
      message: 'Le certificat client est d’une autre gamme de l’IGC-Santé.',
      remedy:
        'Commandez un certificat logiciel ORG AUTH_CLI de la gamme élémentaire : ni celui d’une personne, ni celui d’un serveur.',
    }),
  ];
}

function version({ exchange, at }: InsiRequest): Finding[] {
  return unless(/^TLSv1\.[23]$/.test(exchange.tls?.version ?? ''), {
    code: 'tls',
    where: at('TLS'),
    expected: 'TLS 1.2 ou 1.3',
    got: exchange.tls?.version,
    message: 'La version de TLS n’est pas admise.',
    remedy: 'Réglez le client HTTP sur TLS 1.2 au moins, TLS 1.3 de préférence.',
  });
}
