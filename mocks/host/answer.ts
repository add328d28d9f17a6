import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

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

/** Turns a handler's response into an answer. */
export async function answerOf(response: Response, request: IncomingMessage, options: AnswerOptions): Promise<Answer> {
  const content = Buffer.from(await response.arrayBuffer());
  const headers: Array<[string, string]> = [
    ['Date', new Date(options.now).toUTCString()],
    ...[...response.headers].filter(([name]) => !ownHeaders.has(name)).map(capitalised),
    ...length(response.status, content),
    ['Connection', options.close || !wantsKeepAlive(request) ? 'close' : 'keep-alive'],
  ];
  const body = request.method === 'HEAD' ? Buffer.alloc(0) : content;
  return { status: response.status, headers, body, raw: Buffer.concat([headBytes(response.status, headers), body]) };
}

/** 204 has no length, and that of 304 would be of what it does not send (RFC 9110 §8.6). */
function length(status: number, content: Buffer): Array<[string, string]> {
  return status === 204 || status === 304 ? [] : [['Content-Length', String(content.length)]];
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
  return { status, headers, body: Buffer.alloc(0), raw: headBytes(status, headers) };
}

/** Sends an answer. Node adds nothing to it: each header that it would add is there. */
export function send(answer: Answer, response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(answer.status, reasonOf(answer.status), answer.headers.flat());
  response.end(answer.body);
}

function headBytes(status: number, headers: ReadonlyArray<[string, string]>): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${reasonOf(status)}\r\n${lines.join('')}\r\n`, 'latin1');
}

function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? '';
}

function capitalised([name, value]: [string, string]): [string, string] {
  return [name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()), value];
}

function wantsKeepAlive(request: IncomingMessage): boolean {
  return request.httpVersion === '1.1' && !/\bclose\b/i.test(request.headers.connection ?? '');
}
