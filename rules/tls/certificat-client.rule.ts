import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Connection, eachConnection } from './connections.ts';

export const certificatClient = defineRule({
  id: 'tls.certificat-client',
  version: '2',
  title: 'Le produit présente un certificat client de sa structure, en cours et d’une autorité admise',
  source:
    'Authentification mutuelle par un certificat ORG AUTH_CLI de l’IGC-Santé : faits DMP §2, faits MSS §3 (CONF.12, ' +
    'documenté) ; OU du sujet = structure (observé)',
  appliesTo: 'echanges',
  parameters: z.object({ structure: z.string().optional() }),
  check: (inputs, { structure }) =>
    eachConnection(inputs, (connection) => [...trusted(connection), ...ofStructure(connection, structure)]),
});

function trusted({ exchange, tls, where }: Connection): Finding[] {
  const { peer } = tls;
  const place = `${where} · certificat client`;
  if (peer === undefined) {
    const expected = 'un certificat ORG AUTH_CLI';
    const message = 'Le produit ne présente aucun certificat.';
    const remedy =
      'Donnez au client TLS le certificat ORG AUTH_CLI de la structure et sa clé (ou la carte CPx en direct), avec ses autorités intermédiaires.';
    return [discrepancy({ code: 'absent', where: place, expected, got: tls.error, message, remedy })];
  }
  const at = Date.parse(exchange.at);
  const lapsed = Date.parse(peer.validTo ?? '') < at || Date.parse(peer.validFrom ?? '') > at;
  return [
    ...unless(tls.authorized, {
      code: 'autorite',
      where: place,
      expected: 'un certificat d’une autorité admise par le banc',
      got: `${peer.issuer.replaceAll('\n', ', ')}${tls.error === undefined ? '' : ` (${tls.error})`}`,
      message: 'Le certificat client ne mène pas à une autorité admise.',
      remedy:
        'Présentez un certificat ORG AUTH_CLI de l’IGC-Santé avec ses intermédiaires ; s’il est d’une autre autorité de test, déclarez-la dans le plan.',
    }),
    ...unless(!lapsed, {
      code: 'perime',
      where: place,
      expected: `un certificat en cours le ${exchange.at}`,
      got: `du ${peer.validFrom} au ${peer.validTo}`,
      message: 'Le certificat client n’est pas en cours de validité.',
      remedy: 'Renouvelez le certificat client, et faites avertir l’administrateur par le produit avant son échéance.',
    }),
  ];
}

function ofStructure({ tls, where }: Connection, structure: string | undefined): Finding[] {
  if (structure === undefined || tls.peer === undefined) return [];
  const units = [...tls.peer.subject.matchAll(/(?:^|[\n,/+ ])OU=([^\n,/+]+)/g)].map(([, unit]) => unit?.trim());
  return unless(units.includes(structure), {
    code: 'structure',
    where: `${where} · certificat client`,
    expected: `OU=${structure}`,
    got: tls.peer.subject.replaceAll('\n', ', '),
    message: 'Le certificat client n’est pas celui de la structure.',
    remedy:
      'Choisissez le certificat par la structure d’exercice de l’utilisateur : l’OU de son sujet est le Struct_IdNat.',
  });
}
