import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Environment, isoNow, type Journal } from '../../core/index.ts';
import { acknowledgement, type Incoming, incoming } from './acknowledgement.ts';
import type { Hl7Answer } from './hl7-types.ts';
import { hl7Service, keep } from './journaled.ts';
import { frame, type MllpBlock, MllpReader } from './mllp-reader.ts';

/** Milliseconds that a client has to go on with a block that it has begun. */
const patience = 60_000;

/** What a session needs of the platform. */
export interface SessionOptions {
  environment: Environment;
  journal: Journal;
  /** What is answered to a message; told before it is journaled. */
  answer(read: Incoming, message: Buffer): Hl7Answer;
  failed(thrown: unknown): void;
}

/** One connection of the product: its messages are answered one after the other, each kept before it is. */
export class MllpSession {
  readonly #socket: Socket;
  readonly #options: SessionOptions;
  readonly #reader = new MllpReader();
  readonly #remoteAddress: string;
  readonly #left = new AbortController();
  #work: Promise<void> = Promise.resolve();
  #deaf = false;

  constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#remoteAddress = socket.remoteAddress ?? '';
    socket.setNoDelay(true).setTimeout(patience);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('timeout', () => this.#tire());
    // A connection that is cut ends like any other: 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#close());
  }

  /** Resolves once the last message is kept. */
  get settled(): Promise<void> {
    return this.#work;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#deaf) return;
    for (const block of this.#reader.push(chunk)) this.#enqueue(block);
  }

  #close(): void {
    this.#left.abort();
    const rest = this.#deaf ? undefined : this.#reader.end();
    if (rest !== undefined) this.#enqueue(rest);
  }

  #tire(): void {
    if (this.#reader.waiting) this.#socket.destroy();
  }

  #enqueue(block: MllpBlock): void {
    // Where a block goes beyond the limit, nobody can tell where the next one begins.
    if (block.kind === 'trop_gros' || block.kind === 'hors_trame') this.#deaf = true;
    const [at, started] = [isoNow(this.#options.environment), performance.now()];
    this.#work = this.#work
      .then(() => this.#serve(block, { at, started }))
      .catch((thrown: unknown) => {
        this.#options.failed(thrown);
        this.#socket.destroy();
      });
  }

  async #serve(block: MllpBlock, began: { at: string; started: number }): Promise<void> {
    const read = incoming(block.kind === 'trop_gros' ? firstSegment(block.message) : block.message);
    const answer = this.#answerTo(block, read);
    if (answer !== undefined && 'delaiMs' in answer) {
      await delay(answer.delaiMs, undefined, { signal: this.#left.signal }).catch(() => undefined);
    }
    const told = answer !== undefined && 'code' in answer ? answer : undefined;
    const reply = told === undefined ? undefined : acknowledgement(read, told, this.#options.environment);
    await keep(this.#options.journal, {
      service: hl7Service,
      ...began,
      remoteAddress: this.#remoteAddress,
      message: block.message,
      raw: block.raw,
      read,
      notes: block.notes,
      outcome: reply === undefined ? 'interrompu' : block.kind === 'trop_gros' ? 'corps_trop_gros' : 'complet',
      ...(told === undefined || reply === undefined ? {} : { answer: { message: reply, code: told.code } }),
    });
    if (reply !== undefined) this.#socket.write(Buffer.concat([frame.start, reply, frame.end]));
    if (this.#deaf || (answer !== undefined && 'coupure' in answer)) this.#socket.end();
  }

  #answerTo(block: MllpBlock, read: Incoming): Hl7Answer | undefined {
    if (block.kind === 'message') return this.#options.answer(read, block.message);
    if (block.kind !== 'trop_gros') return undefined;
    return { code: 'AR', erreur: { condition: '102', libelle: `Trop gros : ${block.notes.join(' ; ')}.` } };
  }
}

function firstSegment(message: Buffer): Buffer {
  const end = message.indexOf(0x0d);
  return message.subarray(0, end === -1 ? 0 : end);
}
