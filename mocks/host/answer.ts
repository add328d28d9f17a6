import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { HandedAnswer } from './handed-answer.ts';

/** An answer whose every byte is known before it is sent, so that the journal holds it first. */
export interface Answer {
  status: number;
  headers: Array<[string, string]>;
  body: Buffer;
  raw: Buffer;
}

/** How the answer ends the exchange. */
export interface AnswerOptions {
  now: number;
  close: boolean;
}

// The host frames the message itself.
const ownHeaders = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** Turns what a handler answers into an answer. */
export async function answerOf(
  reply: Response | HandedAnswer,
  request: IncomingMessage,
  options: AnswerOptions,
): Promise<Answer> {
  const given = reply instanceof Response ? [...reply.headers] : Object.entries(reply.headers);
  const content = reply instanceof Response ? Buffer.from(await reply.arrayBuffer()) : bytesOf(reply.body);
  const headers: Array<[string, string]> = [['Date', new Date(options.now).toUTCString()]];
  for (const [name, value] of given) if (!ownHeaders.has(name)) headers.push([capitalised(name), value]);
  // 204 has no length, and that of 304 would be of what it does not send (RFC 9110 §8.6).
  if (reply.status !== 204 && reply.status !== 304) headers.push(['Content-Length', String(content.length)]);
  headers.push(['Connection', options.close || !wantsKeepAlive(request) ? 'close' : 'keep-alive']);
  const body = request.method === 'HEAD' ? Buffer.alloc(0) : content;
  return framed(reply.status, headers, body);
}

/** The first half of an answer, cut in its body: what a client gets of an answer that breaks off. */
export function half(answer: Answer): Answer {
  const body = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  return { ...answer, body, raw: answer.raw.subarray(0, answer.raw.length - (answer.body.length - body.length)) };
}

/** An answer to bytes that Node's parser refuses. */
export function bareAnswer(status: number): Answer {
  const headers: Array<[string, string]> = [
    ['Content-Length', '0'],
    ['Connection', 'close'],
  ];
  return framed(status, headers, Buffer.alloc(0));
}

/** Sends an answer. Node adds nothing to it: each header that it would add is there. */
export function send(answer: Answer, response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(answer.status, reasonOf(answer.status), answer.headers.flat());
  response.end(answer.body);
}

/** An answer of these headers, in this order, and the bytes that it is on the wire. */
export function framed(status: number, headers: Array<[string, string]>, body: Buffer): Answer {
  let head = `HTTP/1.1 ${status} ${reasonOf(status)}\r\n`;
  for (const [name, value] of headers) head += `${name}: ${value}\r\n`;
  head += '\r\n';
  const raw = Buffer.allocUnsafe(head.length + body.length);
  raw.write(head, 'latin1');
  raw.set(body, head.length);
  return { status, headers, body, raw };
}

function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? '';
}

function capitalised(name: string): string {
  if (name === 'content-type') return 'Content-Type';
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function wantsKeepAlive(request: IncomingMessage): boolean {
  return request.httpVersion === '1.1' && !/\bclose\b/i.test(request.headers.connection ?? '');
}
