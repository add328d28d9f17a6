import type { Part } from './imap-string.ts';
import { Refusal } from './interruption.ts';

/** Bytes of one answer: an account's whole content fits, a command that asks for it a hundred times does not. */
const answerMax = 512 * 1024 * 1024;

/** The untagged part of an answer, kept until the command is journaled. Bodies are referred to, not copied. */
export class Reply {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Adds an untagged line. @throws {@link Refusal} when the answer grows beyond its bound */
  untagged(...parts: readonly Part[]): void {
    for (const chunk of joined(['* ', ...parts, '\r\n'])) {
      this.#size += chunk.length;
      if (this.#size > answerMax) throw new Refusal('NO', 'Trop de donnees pour une seule commande', 'LIMIT');
      this.#chunks.push(chunk);
    }
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  /** What was added since the last call. */
  take(): Buffer[] {
    return this.#chunks.splice(0);
  }
}

/** Texts that follow each other become one buffer. */
function joined(parts: readonly Part[]): Buffer[] {
  const chunks: Buffer[] = [];
  let text = '';
  const close = (): void => {
    if (text !== '') chunks.push(Buffer.from(text, 'latin1'));
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      close();
      chunks.push(part);
    }
  }
  close();
  return chunks;
}
