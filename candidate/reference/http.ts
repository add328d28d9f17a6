import type { IncomingMessage, ServerResponse } from 'node:http';
import { CabinetError } from './cabinet-error.ts';

const maxBody = 256_000;

/** What a route answers. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A screen. Frames are for the letter's preview only; no script runs. */
export function page(body: string, status = 200): Reply {
  const policy =
    "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }, body };
}

/** Sends the browser to a screen after an action, so that a reload does not act twice. */
export function seeOther(location: string, headers: Record<string, string> = {}): Reply {
  return { status: 303, headers: { Location: location, ...headers } };
}

/** A JSON answer. */
export function json(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** Writes a reply. */
export function send(response: ServerResponse, reply: Reply): void {
  const body = reply.body ?? '';
  response.writeHead(reply.status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(body),
    ...reply.headers,
  });
  response.end(body);
}

/** The body as text. @throws {@link CabinetError} `requete_invalide` when it is too long */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new CabinetError('requete_invalide', 'Requête trop longue.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body of a posted form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(request));
}

/** A cookie of the request. */
export function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
