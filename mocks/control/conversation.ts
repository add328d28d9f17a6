import {
  type ConversationExchange,
  conversationFormat,
  type EvidenceStore,
  type Exchange,
  type TlsFacts,
} from '../../core/index.ts';

/** Whose conversation, with which service. */
interface Conversing {
  service: string;
  /** Keys of the person; none: every exchange is the person's. */
  person: readonly string[];
}

/**
 * The text of a conversation, an exchange a line (docs/check.md): the exchanges of the journal, with their bodies. It is
 * written as it is taken, one exchange in memory at a time.
 */
export async function* conversationText(
  store: EvidenceStore,
  { service, person }: Conversing,
  exchanges: AsyncIterable<Exchange>,
): AsyncGenerator<string> {
  const whose = person.length === 0 ? {} : { personne: person };
  const head = JSON.stringify({ format: conversationFormat, service, ...whose });
  let before = `${head.slice(0, -1)},"exchanges":[`;
  for await (const exchange of exchanges) {
    yield `${before}\n${JSON.stringify(await withBodies(store, exchange))}`;
    before = ',';
  }
  yield before === ',' ? '\n]}\n' : `${before}]}\n`;
}

async function withBodies(store: EvidenceStore, exchange: Exchange): Promise<ConversationExchange> {
  const { n, at, outcome, keys, tls, request, response } = exchange;
  const base64 = async ({ sha256 }: { sha256: string }): Promise<string> =>
    (await store.get(sha256)).toString('base64');
  return {
    n,
    at,
    outcome,
    keys,
    tls: tls === null ? null : toldOf(tls),
    ...(request !== undefined && {
      request: {
        method: request.method,
        path: request.path,
        headers: request.headers,
        body: await base64(request.body),
        tronque: request.body.fullSize !== undefined,
      },
    }),
    ...(response !== undefined && {
      response: { status: response.status, headers: response.headers, body: await base64(response.body) },
    }),
  };
}

/** Facts of the connection, without what only the journal's bytes would show. */
function toldOf({ peer, clientHello, ...facts }: TlsFacts): NonNullable<ConversationExchange['tls']> {
  return { ...facts, ...(peer && { peer: holderOf(peer) }), ...(clientHello && { clientHello: offerOf(clientHello) }) };
}

function holderOf({ subject, issuer, sha256, validFrom, validTo }: NonNullable<TlsFacts['peer']>) {
  return { subject, issuer, sha256, validFrom, validTo };
}

function offerOf({ versions, ciphers, groups }: NonNullable<TlsFacts['clientHello']>) {
  return { versions, ciphers, groups };
}
