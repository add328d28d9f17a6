import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Environment, Journal } from '../../core/index.ts';
import type { BenchControls } from '../controls.ts';

/** What the control API of a bench controls. */
export interface Controlled {
  environment: Environment;
  journal: Journal;
  controls: BenchControls;
  /** Name of the tenant, of a bench that is one. */
  tenant?: string;
  /** Address of each service, and where the variables of the product are. */
  endpoints: Readonly<Record<string, string>>;
  variables: string;
}

/** What a call is answered. */
export interface Reply {
  status: number;
  type: string;
  body: Buffer | string | Readable;
}

/** A call that bears the token. */
export interface Call {
  request: IncomingMessage;
  match: RegExpExecArray;
  query: URLSearchParams;
  controlled: Controlled;
}

/** One address of the control API. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: RegExp;
  reply(call: Call): Promise<Reply> | Reply;
}

/** Longest text of a call, in bytes: a mail to deliver comes in base64. */
const textLimit = 48 * 1024 * 1024;

/** A call that asks for something impossible; its message is told as it is. */
export class CallRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An answer in JSON; bytes are in base64. */
export function json(status: number, value: unknown): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value, withBase64) };
}

/** JSON.stringify has already called `toJSON`, so that the bytes are those of the holder. */
function withBase64(this: unknown, name: string, value: unknown): unknown {
  const held: unknown = (this as Record<string, unknown>)[name];
  return Buffer.isBuffer(held) ? held.toString('base64') : value;
}

/**
 * The JSON of a call; an empty object where it says nothing.
 *
 * @throws {@link CallRefusal} 400 or 413
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new CallRefusal(400, 'le corps de l’appel n’est pas du JSON');
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= textLimit) chunks.push(chunk);
  }
  if (length > textLimit) throw new CallRefusal(413, 'le corps de l’appel dépasse 48 Mo');
  return Buffer.concat(chunks).toString('utf8');
}
