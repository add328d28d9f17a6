import type { Bench } from '../../mocks/index.ts';

/** What the control API answered. */
export interface ControlAnswer {
  status: number;
  value: unknown;
}

/** Calls the control API of a bench. */
export async function controlFetch({ control }: Bench, call: string, body?: unknown): Promise<Response> {
  const [method = 'GET', path = '/'] = call.split(' ');
  const headers = { authorization: `Bearer ${control?.token}` };
  return fetch(`${control?.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Calls the control API of a bench (`POST /reset`), which answers JSON. */
export async function controlCall(bench: Bench, call: string, body?: unknown): Promise<ControlAnswer> {
  const response = await controlFetch(bench, call, body);
  return { status: response.status, value: await response.json() };
}
