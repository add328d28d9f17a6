import type { RuleInputs } from './rule.ts';

/** The headers of a call, as they were sent. */
export interface HeadedCall {
  headers: ReadonlyArray<readonly [string, string]>;
}

/** Value of a header, its name in any case. */
export function headerOf({ headers }: HeadedCall, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** What a browser says of the page that makes a call, and a server does not. */
export function browserOrigin(call: HeadedCall): string | undefined {
  return headerOf(call, 'origin') ?? headerOf(call, 'sec-fetch-site');
}

/** The text of a body among the inputs; empty where it was not kept. */
export function bodyText(inputs: RuleInputs, name: string | undefined): string {
  return (name === undefined ? undefined : inputs[name])?.toString('utf8') ?? '';
}

/** Path and query of an address, as they were sent. */
export function splitAddress(address: string): { path: string; query: string } {
  const [path = '', query = ''] = address.split(/\?(.*)/s);
  return { path, query };
}

/** The value of a JSON text; undefined where it is none, which the caller sees. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
