import type { Exchange, TlsFacts } from './journal.ts';
import { canonicalJson, type Json } from './json.ts';
import type { BlobRef } from './verdict.ts';

/** Texts of the TLS facts, which all exchanges of a connection share and which make up half of a line. */
const tlsTexts = new WeakMap<TlsFacts, string>();

/**
 * The canonical JSON (RFC 8785) of an exchange and of the digest of the line before it. The names are given in their
 * canonical order here, so that `JSON.stringify`, whose numbers and strings are those of RFC 8785, writes it at once.
 */
export function journalLine(exchange: Exchange, previous: string): string {
  const { request, response, relais, tls } = exchange;
  const ordered = {
    at: exchange.at,
    durationMs: exchange.durationMs,
    keys: exchange.keys,
    n: exchange.n,
    outcome: exchange.outcome,
    panne: exchange.panne,
    previous,
    relais: relais && ({ adresse: relais.adresse, echange: relais.echange } satisfies Whole<Exchange['relais']>),
    remoteAddress: exchange.remoteAddress,
    request:
      request &&
      ({
        body: reference(request.body),
        headers: request.headers,
        method: request.method,
        path: request.path,
        raw: reference(request.raw),
      } satisfies Whole<Exchange['request']>),
    response:
      response &&
      ({
        body: reference(response.body),
        headers: response.headers,
        raw: reference(response.raw),
        status: response.status,
      } satisfies Whole<Exchange['response']>),
    service: exchange.service,
  } satisfies Whole<Omit<Exchange, 'tls'>> & { previous: string };
  return `${JSON.stringify(ordered).slice(0, -1)},"tls":${tls === null ? 'null' : tlsText(tls)}}`;
}

/** Every name of a type: one that is added to it and not here does not compile. */
type Whole<T> = Record<keyof NonNullable<T>, unknown>;

function reference({ fullSha256, fullSize, sha256, size }: BlobRef): Whole<BlobRef> {
  return { fullSha256, fullSize, sha256, size };
}

function tlsText(tls: TlsFacts): string {
  const known = tlsTexts.get(tls);
  if (known !== undefined) return known;
  const text = canonicalJson(tls as unknown as Json);
  tlsTexts.set(tls, text);
  return text;
}
