import type { Exchange, JournalWindow, Json } from '../core/index.ts';
import type { ExchangeRequest, ExchangeSlice, SliceExchange } from '../steps/index.ts';

/** What a slice is cut from. */
export interface SliceSource extends Pick<ExchangeRequest, 'service' | 'keys'> {
  window: JournalWindow;
  /** The whole journal, or at least what the window holds of it. */
  exchanges: readonly Exchange[];
}

/**
 * What rules see of a window of the journal: every exchange of the service, the person's or not. That nothing is missing
 * is what proves that nothing left; so the window goes with it, and replay cuts the same slice again.
 */
export function cutSlice({ service, keys, window, exchanges }: SliceSource): ExchangeSlice {
  return {
    service,
    window: { ...window },
    exchanges: inWindow({ service, window, exchanges }).map((exchange, i) => toSlice(exchange, i + 1, keys)),
  };
}

/** The exchanges of a service in a window, in order. */
export function inWindow({ service, window, exchanges }: Omit<SliceSource, 'keys'>): Exchange[] {
  return exchanges.filter(({ n, service: own }) => own === service && n > window.from && n <= window.to);
}

/** Whose an exchange is; `inconnue` when nothing in it could be read that tells. */
export function attribution(
  exchange: Pick<Exchange, 'keys'>,
  keys: readonly string[],
): 'personne' | 'autre' | 'inconnue' {
  if (exchange.keys.length === 0) return 'inconnue';
  return exchange.keys.some((key) => keys.includes(key)) ? 'personne' : 'autre';
}

function toSlice(exchange: Exchange, rank: number, keys: readonly string[]): SliceExchange {
  const { n, at, outcome, tls, request, response } = exchange;
  return {
    n,
    at,
    outcome,
    attribution: attribution(exchange, keys),
    tls: tls as unknown as Json,
    ...(request === undefined
      ? {}
      : {
          request: {
            method: request.method,
            path: request.path,
            headers: request.headers,
            sha256: request.body.sha256,
            input: `requete-${rank}`,
            // The bench keeps the beginning of a huge body: a rule must not judge a part for the whole.
            ...(request.body.fullSize === undefined ? {} : { tronque: true }),
          },
        }),
    ...(response === undefined
      ? {}
      : { response: { status: response.status, sha256: response.body.sha256, input: `reponse-${rank}` } }),
  };
}
