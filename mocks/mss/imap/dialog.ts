import { bodyCap } from '../../../core/index.ts';
import type { Dialog } from './session.ts';
import type { WireReader } from './wire-reader.ts';
import type { WireWriter } from './wire-writer.ts';

interface DialogOptions {
  reader: WireReader;
  writer: WireWriter;
  /** Bytes of a line. */
  line: number;
  /** Silence allowed, in milliseconds. */
  wait: number;
}

/** What a command says before its answer, and what of it the journal keeps. */
export class ImapDialog implements Dialog {
  readonly #options: DialogOptions;
  readonly #said: Buffer[] = [];
  #size = 0;

  constructor(options: DialogOptions) {
    this.#options = options;
  }

  /** What was sent, as far as it is kept. */
  get said(): readonly Buffer[] {
    return this.#said;
  }

  async ask(prompt: string): Promise<string> {
    const { reader, writer, line, wait } = this.#options;
    const text = Buffer.from(`+ ${prompt}\r\n`, 'latin1');
    this.#keep(text);
    await writer.send([text]);
    return (await reader.line(line, wait)).toString('latin1').replace(/\r?\n$/, '');
  }

  push(chunks: readonly Buffer[]): void {
    for (const chunk of chunks) this.#keep(chunk);
    this.#options.writer.now(chunks);
  }

  #keep(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= bodyCap) this.#said.push(chunk);
  }
}
