import type { RequestHandler } from 'msw';

/** The only request that a handler sees at a time needs no name of its own. */
const requestId = 'probant';

/**
 * Asks msw handlers in turn, as msw's `getResponse` does, for the response of the first that has one. What it does more
 * serves interception: each request cloned for a log, an abort signal. Handlers served by a host are asked through the
 * parts of msw that decide and answer; they bear neither `once` nor generators, which these parts leave out.
 */
export async function responseFrom(
  handlers: readonly RequestHandler[],
  request: Request,
): Promise<Response | undefined> {
  for (const handler of handlers) {
    const parsedResult = await handler.parse({ request });
    if (!(await handler.predicate({ request, parsedResult }))) continue;
    // Protected for those who write handlers of another kind; as stable as the arguments of a resolver.
    const extras = handler['extendResolverArgs']({ request, parsedResult });
    const cleanups: Array<() => unknown> = [];
    const finalize = (cleanup: () => unknown): void => void cleanups.unshift(cleanup);
    const response: unknown = await handler['resolver']({ ...extras, request, requestId, finalize });
    for (const cleanup of cleanups) await cleanup();
    if (response instanceof Response) return response;
  }
  return undefined;
}
