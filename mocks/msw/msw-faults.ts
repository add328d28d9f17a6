import { setTimeout as sleep } from 'node:timers/promises';
import { getResponse, type HttpHandler, HttpResponse, http } from 'msw';
import { ProbantError } from '../../core/index.ts';
import { dmpService } from '../dmp/index.ts';
import {
  FaultBoard,
  type FaultControl,
  type FaultyService,
  type ServiceFault,
  type SetFault,
} from '../faults/index.ts';
import type { ExchangeFault } from '../host/index.ts';
import { insiService } from '../insi/index.ts';
import { pscError } from '../psc/index.ts';

const errors: Partial<Record<FaultyService, (code: string) => Response | undefined>> = {
  insi: (code) => insiService().error?.(code),
  dmp: (code) => dmpService().error?.(code),
  psc: pscError,
};

/**
 * The faults of the bench (docs/pannes.md), for handlers given to `setupServer` of msw: what does not answer, answers late,
 * is cut, or answers with an error of the service. Those of TLS need the bench, for msw has no TLS.
 */
export class MswFaults implements FaultControl {
  readonly #board = new FaultBoard({
    errorAnswer: (service, code) => errors[service]?.(code),
    prepareTls: async (kind) => {
      throw new ProbantError('panne_invalide', { detail: `panne : « ${kind} » veut le banc, msw n’a pas de TLS` });
    },
    showTls: () => undefined,
  });

  /** Handlers that meet the faults of a service before they answer: give the result to `setupServer`. */
  disturb(service: FaultyService, handlers: readonly HttpHandler[]): HttpHandler[] {
    const paths = [...new Set(handlers.map(({ info }) => info.path))];
    const first = paths.map((path) => http.all(path, ({ request }) => this.#meet(service, handlers, request)));
    return [...first, ...handlers];
  }

  /**
   * Sets a fault; gives its id.
   *
   * @throws {@link ProbantError} `panne_invalide`
   */
  set(fault: ServiceFault): Promise<string> {
    return this.#board.set(fault);
  }

  list(): SetFault[] {
    return this.#board.list();
  }

  withdraw(id: string): boolean {
    return this.#board.withdraw(id);
  }

  reset(owner?: string): void {
    this.#board.reset(owner);
  }

  async #meet(
    service: FaultyService,
    handlers: readonly HttpHandler[],
    request: Request,
  ): Promise<Response | undefined> {
    if (this.#board.list().length === 0) return undefined;
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.clone().arrayBuffer());
    const fault = this.#board.take({ service, path: `${pathname}${search}`, body });
    return fault === undefined ? undefined : effectOf(fault, { handlers, request });
  }
}

/** What the client gets; undefined where the handlers still answer. */
function effectOf(
  fault: ExchangeFault,
  { handlers, request }: { handlers: readonly HttpHandler[]; request: Request },
): Response | undefined | Promise<Response | undefined> {
  switch (fault.effect) {
    case 'attend':
      return sleep(fault.delayMs, undefined, { ref: false });
    case 'se_tait':
      return silence(request.signal);
    case 'coupe':
      return HttpResponse.error();
    case 'coupe_la_reponse':
      return cut(handlers, request);
    case 'repond':
      return fault.response.clone();
  }
}

/** Nothing, until the client gives up. */
function silence(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const end = (): void => resolve(HttpResponse.error());
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** The first half of the answer, then an error of the connection. */
async function cut(handlers: readonly HttpHandler[], request: Request): Promise<Response> {
  const answer = await getResponse([...handlers], request.clone());
  const bytes = new Uint8Array((await answer?.arrayBuffer()) ?? []);
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new DOMException('terminated', 'NetworkError'));
      sent = true;
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    },
  });
  return new Response(body, { status: answer?.status ?? 200, headers: answer?.headers ?? {} });
}
