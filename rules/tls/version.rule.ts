import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Connection, eachConnection } from './connections.ts';

const versions = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

export const version = defineRule({
  id: 'tls.version',
  version: '2',
  title: 'Le produit négocie et propose TLS 1.2 au moins, et pas plus que ce qui est admis',
  source:
    'MSS/CONF.01, exigence 1.1.1 (faits MSS §3, documenté) ; MSS/va1.31 : TLS 1.2 seul (référentiel v0.1, ECO 1.1.2) ; MSS/CONF.02 : version plus récente admise (v1.0, ECO 1.1.2) ; DMP : PDT-INF-579v4 (faits DMP §2)',
  appliesTo: 'echanges',
  parameters: z.object({
    minimum: z.enum(versions).default('TLSv1.2'),
    maximum: z.enum(versions).default('TLSv1.3'),
    /** The version that the connection itself has to have, whatever else is offered. */
    negociee: z.enum(versions).optional(),
  }),
  check: (inputs, { minimum, maximum, negociee }) =>
    eachConnection(inputs, (connection) => [
      ...exactly(connection, negociee),
      ...negotiated(connection, minimum),
      ...offered(connection, minimum),
      ...tooRecent(connection, maximum),
    ]),
});

function enough(found: string, minimum: (typeof versions)[number]): boolean {
  return (versions as readonly string[]).indexOf(found) >= versions.indexOf(minimum);
}

// A handshake that failed has negotiated nothing.
function negotiated({ exchange, tls, where }: Connection, minimum: (typeof versions)[number]): Finding[] {
  const failed = exchange.outcome === 'refus_tls' && tls.version === '';
  return unless(failed || enough(tls.version, minimum), {
    code: 'negociee',
    where,
    expected: `${minimum} au moins`,
    got: tls.version,
    message: 'La version de TLS de la connexion est trop ancienne.',
    remedy: `Fixez ${minimum} comme version minimale du client TLS et rompez avec un serveur qui ne la parle pas.`,
  });
}

function exactly({ exchange, tls, where }: Connection, due: (typeof versions)[number] | undefined): Finding[] {
  const failed = exchange.outcome === 'refus_tls' && tls.version === '';
  return unless(due === undefined || failed || tls.version === due, {
    code: 'autre-version',
    where,
    expected: due,
    got: tls.version,
    message: 'La connexion n’est pas dans la version de TLS qui est réglée.',
    remedy: `Laissez le client TLS négocier jusqu’à ${due} quand le réglage l’admet, sans descendre sous TLS 1.2.`,
  });
}

function offered({ tls, where }: Connection, minimum: (typeof versions)[number]): Finding[] {
  const low = (tls.clientHello?.versions ?? []).filter((found) => !enough(found, minimum));
  return unless(low.length === 0, {
    code: 'proposee',
    where: `${where} · ClientHello`,
    expected: `${minimum} au moins`,
    got: low,
    message: 'Le produit propose une version de TLS trop ancienne.',
    remedy: `Fixez ${minimum} comme version minimale du client TLS : son premier message ne doit pas nommer les précédentes, même s’il négocie mieux.`,
  });
}

function tooRecent({ tls, where }: Connection, maximum: (typeof versions)[number]): Finding[] {
  const found = [tls.version, ...(tls.clientHello?.versions ?? [])];
  const high = found.filter((one) => versions.indexOf(one as (typeof versions)[number]) > versions.indexOf(maximum));
  return unless(high.length === 0, {
    code: 'trop-recente',
    where: `${where} · ClientHello`,
    expected: `${maximum} au plus`,
    got: high,
    message: 'Le produit propose ou négocie une version de TLS qui n’est pas admise.',
    remedy: `Fixez ${maximum} comme version maximale du client TLS pour ce service.`,
  });
}
