import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** What was seen of the connection of an exchange. */
export interface Connection {
  exchange: ObservedExchange;
  tls: NonNullable<ObservedExchange['tls']>;
  where: string;
}

/** What an IMAP client says before TLS is there to speak of (RFC 3501 §6.2.1). */
const beforeTls = /^(?:CAPABILITY|STARTTLS|NOOP|ID)$/;

/**
 * Applies a check to the connection of each exchange that may be the person's: one whose handshake failed names nobody.
 * No exchange, or one in clear, is a finding; the greetings of an IMAP session that goes on in TLS are not. The same finding
 * of several exchanges of a session is told once.
 */
export function eachConnection(inputs: RuleInputs, check: (connection: Connection) => Finding[]): Finding[] {
  const own = observedExchanges(inputs).filter(({ attribution }) => attribution !== 'autre');
  if (own.length === 0) return [noConnection()];
  const secured = own.some(({ tls }) => tls !== null);
  const greeting = ({ tls, request }: ObservedExchange): boolean =>
    secured && tls === null && beforeTls.test(request?.method ?? '');
  const exchanges = own.filter((exchange) => !greeting(exchange));
  const found = exchanges.flatMap((exchange, i) => {
    const where = `échange ${i + 1} · TLS`;
    return exchange.tls === null ? [inClear(where)] : check({ exchange, tls: exchange.tls, where });
  });
  const same = (one: Finding, other: Finding): boolean => one.code === other.code && one.got === other.got;
  return found.filter((finding, i) => found.findIndex((other) => same(finding, other)) === i);
}

function noConnection(): Finding {
  return discrepancy({
    code: 'aucun-echange',
    where: 'echanges',
    expected: 'une connexion du produit',
    got: null,
    message: 'Aucun échange n’est parti : rien ne dit comment le produit se connecte.',
    remedy:
      'Faites appeler le service par le produit, à l’adresse que le banc lui donne, puis rejouez le point ; une connexion par un autre chemin (mandataire) n’est pas vue.',
  });
}

function inClear(where: string): Finding {
  return discrepancy({
    code: 'en-clair',
    where,
    expected: 'une connexion TLS',
    got: 'une connexion en clair',
    message: 'L’échange n’est pas chiffré.',
    remedy:
      'Ouvrez TLS avant d’envoyer quoi que ce soit : https pour un service web, STARTTLS suivi de la négociation pour SMTP et IMAP ; sans TLS, rompez.',
  });
}
