import type { Exchange, TlsFacts } from '../../core/index.ts';
import type { HandedAnswer } from './handed-answer.ts';

/** What the host knows of a request beyond HTTP, for the handlers that serve it. */
export interface ExchangeContext {
  /** The whole body, already read. */
  body: Buffer;
  tls: TlsFacts;
  /** Common names of the client certificate's subject. */
  commonNames: readonly string[];
  /** Gives the journal the values that can attribute the exchange (see `Exchange.keys`). */
  attribute(keys: readonly string[]): void;
  /** Tells the journal that the answer is that of a real platform, and which exchange had it. */
  relayed(relay: NonNullable<Exchange['relais']>): void;
  /** Takes the answer as it is, in place of the response that the handler returns; absent where only the latter is read. */
  answer?(answer: HandedAnswer): void;
}

const contexts = new WeakMap<Request, ExchangeContext>();

/** Ties a request to its context; only the host calls it, so no header can forge one. */
export function bindContext(request: Request, context: ExchangeContext): void {
  contexts.set(request, context);
}

/** The context of a request served by a bench; undefined under `setupServer` of msw. */
export function contextOf(request: Request): ExchangeContext | undefined {
  return contexts.get(request);
}

/** The request's whole body, without reading it a second time when the host already has. */
export async function bodyOf(request: Request): Promise<Buffer> {
  return contexts.get(request)?.body ?? Buffer.from(await request.arrayBuffer());
}
