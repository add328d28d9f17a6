import { CappedBody } from '../../../core/index.ts';
import { Redaction } from './redaction.ts';

const pairCap = 250;
const idle = /^(?:EHLO|HELO|NOOP|RSET|QUIT|STARTTLS)\b/i;

/** What was said on a connection since its last message, or its beginning: the lines of both sides, and the envelope. */
export class Transcript {
  /** Bytes of the client, credentials masked. */
  readonly client = new CappedBody();
  /** Bytes of the server. */
  readonly server = new CappedBody();
  /** Every address given in an envelope, accepted or not. */
  readonly addresses = new Set<string>();
  #redaction = new Redaction();
  #envelope: Array<[string, string]> = [];
  #command = '';
  #last = '';
  #refusal = '';
  #attempts = 0;

  /** The envelope in its order; a refused sender or recipient says so, with the refusal. */
  get envelope(): ReadonlyArray<[string, string]> {
    return this.#envelope;
  }

  /** The last reply, or the last one that refused something. */
  get verdict(): string {
    return this.#refusal || this.#last;
  }

  get lastCommand(): string {
    return this.#command;
  }

  /** True once the client tried something: to sign in, to send, or what is no SMTP. */
  get attempted(): boolean {
    return this.#attempts > 0;
  }

  /** A command line, its end included. */
  command(bytes: Buffer): void {
    const line = this.#redaction.line(bytes);
    this.client.add(line);
    this.#command = line.toString('utf8').trimEnd();
    if (!idle.test(this.#command)) this.#attempts += 1;
  }

  /** Bytes of a message, as transmitted. */
  message(bytes: Buffer): void {
    this.client.add(bytes);
  }

  /** A reply to the last command; `text` may have several lines. */
  reply(text: string): void {
    this.server.add(Buffer.from(`${text}\r\n`, 'utf8'));
    this.#last = text;
    // A client that sends several commands at once gets 503 for those that follow the one refused.
    if (codeOf(text) >= 400 && (codeOf(text) !== 503 || this.#refusal === '')) this.#refusal = text;
    this.#noteEnvelope(text);
  }

  #noteEnvelope(reply: string): void {
    const path = /^(MAIL FROM|RCPT TO)\s*:\s*(.*)$/i.exec(this.#command);
    if (path === null) return;
    const [, name = '', value = ''] = path;
    this.#command = '';
    const refused = codeOf(reply) >= 400;
    if (name.toUpperCase() === 'MAIL FROM' && !refused) this.#envelope = [];
    const address = /<([^<>]*)>/.exec(value)?.[1];
    if (address !== undefined && address !== '' && this.addresses.size < pairCap) this.addresses.add(address);
    if (this.#envelope.length >= pairCap) return;
    this.#envelope.push(
      refused ? [`${name.toUpperCase()} refusé`, `${value} (${reply})`] : [name.toUpperCase(), value],
    );
  }
}

/** The code of a reply. */
export function codeOf(reply: string): number {
  return Number.parseInt(reply.slice(0, 3), 10) || 0;
}
