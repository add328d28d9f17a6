import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Connection, eachConnection } from './connections.ts';

/** IANA numbers and names of the suites that the two services document. */
const names: Readonly<Record<string, string>> = {
  '0xC030': 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  '0xC02F': 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  '0xC028': 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  '0xC027': 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  '0x009F': 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
  '0x009E': 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
  '0xCCA8': 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
};

const documented = {
  mss: ['0xC030', '0xC02F', '0xC028', '0xC027', '0x009F', '0x009E'],
  dmp: ['0xC028', '0xC030', '0xC02F', '0xCCA8'],
} as const;

/** What OpenSSL calls the documented suites. */
const opensslNames: Readonly<Record<string, string>> = {
  '0xC030': 'ECDHE-RSA-AES256-GCM-SHA384',
  '0xC02F': 'ECDHE-RSA-AES128-GCM-SHA256',
  '0xC028': 'ECDHE-RSA-AES256-SHA384',
  '0xC027': 'ECDHE-RSA-AES128-SHA256',
  '0x009F': 'DHE-RSA-AES256-GCM-SHA384',
  '0x009E': 'DHE-RSA-AES128-GCM-SHA256',
  '0xCCA8': 'ECDHE-RSA-CHACHA20-POLY1305',
};

// RFC 8446 §B.4: they belong to TLS 1.3, which the texts neither list nor forbid.
const tls13 = /^(?:0x130[1-5]|TLS_(?:AES_|CHACHA20_POLY1305_)[A-Z0-9_]+)$/i;
// RFC 5746 §3.3, RFC 7507 and RFC 8701 (GREASE): signals, not suites.
const signals = /^0x(?:00FF|5600|([0-9A-F])A\1A)$/i;

export const suites = defineRule({
  id: 'tls.suites',
  version: '2',
  title: 'Le produit ne négocie et ne propose que les suites documentées',
  source:
    'MSS/CONF.03, exigence 1.1.3 (faits MSS §3, documenté : six suites, « uniquement ») ; DMP : PDT-INF-579v4 (faits DMP ' +
    '§2) ; suites de TLS 1.3 : ni listées ni interdites, signalées seulement (inféré)',
  appliesTo: 'echanges',
  parameters: z.object({ service: z.enum(['mss', 'dmp']).default('mss') }),
  check: (inputs, { service }) =>
    eachConnection(inputs, (connection) => [...negotiated(connection, service), ...offered(connection, service)]),
});

function openssl(service: keyof typeof documented): string {
  return documented[service].map((code) => opensslNames[code]).join(':');
}

function accepted(service: keyof typeof documented): string[] {
  return documented[service].flatMap((code) => [code, names[code] ?? '']);
}

function negotiated({ exchange, tls, where }: Connection, service: keyof typeof documented): Finding[] {
  const failed = exchange.outcome === 'refus_tls' && tls.cipher === '';
  return unless(failed || accepted(service).includes(tls.cipher), {
    code: 'negociee',
    severity: tls13.test(tls.cipher) ? 'avertissement' : 'bloquant',
    where,
    expected: documented[service].map((code) => names[code] ?? code),
    got: tls.cipher,
    message: 'La suite de la connexion n’est pas une suite documentée.',
    remedy: `Restreignez les suites du client TLS aux suites documentées (${openssl(service)} pour OpenSSL), et rompez si le serveur en choisit une autre.`,
  });
}

function offered({ tls, where }: Connection, service: keyof typeof documented): Finding[] {
  const others = (tls.clientHello?.ciphers ?? []).filter(
    (code) => !signals.test(code) && !accepted(service).some((known) => known.toLowerCase() === code.toLowerCase()),
  );
  const refused = others.filter((code) => !tls13.test(code));
  const recent = others.filter((code) => tls13.test(code));
  const place = `${where} · ClientHello`;
  return [
    ...unless(refused.length === 0, {
      code: 'proposee',
      where: place,
      expected: documented[service],
      got: refused,
      message: 'Le produit propose des suites qui ne sont pas documentées.',
      remedy: `Réglez la liste des suites du client TLS au lieu de laisser celle de la bibliothèque : ${openssl(service)} pour OpenSSL.`,
    }),
    ...unless(recent.length === 0, {
      code: 'tls13',
      severity: 'avertissement',
      where: place,
      expected: documented[service],
      got: recent,
      message: 'Le produit propose des suites de TLS 1.3, que le texte ne liste pas.',
      remedy:
        'Rien n’est à changer si le référentiel visé admet TLS 1.3 ; sinon fixez TLS 1.2 comme version maximale du client.',
    }),
  ];
}
