import { readAnswers } from './http-message.ts';
import type { Door, FuzzInput, Observation } from './input.ts';
import { type Address, Wire } from './wire.ts';

/** Longest wait for an answer, in milliseconds: beyond it the server is mute. */
const patience = 20_000;

/** A listener over HTTP: each lane has a kept connection; an input whose framing may be wrong has one of its own. */
export class HttpDoor implements Door {
  readonly #address: Address;
  readonly #kept = new Map<number, Wire>();
  due = 0;

  constructor(address: Address) {
    this.#address = address;
  }

  async play(input: FuzzInput, lane: number): Promise<Observation> {
    const started = performance.now();
    // Empty lines before a request line belong to no request (RFC 9112 §2.2).
    if (input.steps.some((step) => /[^\r\n]/.test(step.toString('latin1')))) this.due += 1;
    const seen = await (input.loose === true ? this.#alone(input) : this.#along(input, lane));
    return { ...seen, milliseconds: performance.now() - started };
  }

  close(): void {
    for (const wire of this.#kept.values()) wire.destroy();
    this.#kept.clear();
  }

  async #along(input: FuzzInput, lane: number): Promise<Omit<Observation, 'milliseconds'>> {
    const kept = this.#kept.get(lane);
    const reused = kept !== undefined && !kept.closed;
    const wire = reused ? kept : await Wire.open(this.#address);
    this.#kept.set(lane, wire);
    const bodyless = isHead(input);
    for (const step of input.steps) wire.write(step);
    const whole = await wire.until(
      (bytes) => readAnswers(bytes, { closed: false, bodyless }).answers.length > 0,
      patience,
    );
    const received = wire.take();
    // The server may close an idle connection just as it is written to.
    if (reused && !whole && wire.closed && received.length === 0) return this.#along(input, lane);
    const closed = wire.closed || /\r\nconnection: close\r\n/i.test(received.toString('latin1', 0, 4_000));
    if (closed || !whole) {
      wire.destroy();
      this.#kept.delete(lane);
    }
    return { received, closed, mute: !whole && !wire.closed };
  }

  async #alone({ steps }: FuzzInput): Promise<Omit<Observation, 'milliseconds'>> {
    const wire = await Wire.open(this.#address);
    for (const step of steps) wire.write(step);
    wire.finish();
    await wire.until(() => false, patience);
    const { closed } = wire;
    wire.destroy();
    return { received: wire.take(), closed, mute: !closed };
  }
}

/** The answer to HEAD has no body, whatever its length says. */
export function isHead({ steps }: FuzzInput): boolean {
  return steps[0]?.subarray(0, 5).toString('latin1') === 'HEAD ';
}
