import type { Readable, Writable } from 'node:stream';

/** A conversation by lines with a person. */
export interface Terminal {
  /** True when somebody can answer. */
  readonly interactive: boolean;
  say(text: string): void;
  /** Shows `question` and waits for a line; null when the person left (Ctrl-C, Ctrl-D) or `interrupt` came first. */
  ask(question: string): Promise<string | null>;
  close(): void;
}

/** Streams of a terminal; a scripted stream counts as somebody when `scripted` says so. */
export interface TerminalOptions {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable;
  scripted?: boolean;
}

/**
 * A terminal over two streams. Lines typed ahead are kept, so that a script may send them all at once.
 *
 * The input is read only from the first question on, and let go by `close`: a run that asks nothing never holds it.
 */
export function openTerminal(options: TerminalOptions): Terminal {
  const lines: string[] = [];
  const waiting: Array<(line: string | null) => void> = [];
  let rest = '';
  let ended = false;
  let listening = false;

  function take(chunk: Buffer | string): void {
    const parts = `${rest}${chunk.toString()}`.split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const next = waiting.shift();
      if (next === undefined) lines.push(line);
      else next(line);
    }
  }

  function end(): void {
    if (rest !== '') take('\n');
    ended = true;
    for (const next of waiting.splice(0)) next(null);
  }

  function listen(): void {
    if (listening) return;
    listening = true;
    options.stdin.on('data', take).once('end', end).once('close', end);
    process.once('SIGINT', end);
  }

  function ask(question: string): Promise<string | null> {
    listen();
    options.stdout.write(question);
    const line = lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    return ended ? Promise.resolve(null) : new Promise((resolve) => waiting.push(resolve));
  }

  return {
    interactive: options.scripted ?? options.stdin.isTTY === true,
    say: (text) => void options.stdout.write(`${text}\n`),
    ask,
    close: () => {
      if (!listening) return;
      options.stdin.off('data', take).off('end', end).off('close', end).pause();
      process.off('SIGINT', end);
    },
  };
}
