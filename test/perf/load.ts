import { type Target, WireClient } from './wire-client.ts';

/** A request ready to be written, and what its answer must hold. */
export interface PreparedRequest {
  target: Target;
  bytes: Buffer;
  expects: string;
}

/** What a load measured. */
export interface LoadResult {
  requests: number;
  seconds: number;
  /** Of each request, in no order. */
  milliseconds: number[];
}

/** Connections that stay open between the rounds of a load. */
export class Load {
  readonly #clients = new Map<Target, WireClient[]>();
  readonly #connections: number;

  constructor(connections: number) {
    this.#connections = connections;
  }

  /**
   * Sends requests over as many connections as the load has, each sending its next request when it has read the answer
   * to the one before. Every answer is looked at: a fast refusal is no throughput.
   */
  async run(requests: readonly PreparedRequest[]): Promise<LoadResult> {
    for (const target of new Set(requests.map((request) => request.target))) await this.#open(target);
    const milliseconds: number[] = [];
    let next = 0;
    const started = performance.now();
    const work = async (lane: number): Promise<void> => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const client = this.#clients.get(request.target)?.[lane];
        if (client === undefined) throw new Error('connexion absente');
        const reply = await client.send(request.bytes);
        if (reply.status !== 200 || !reply.body.includes(request.expects)) throw refused(request, reply);
        milliseconds.push(reply.milliseconds);
      }
    };
    await Promise.all(Array.from({ length: this.#connections }, (_, lane) => work(lane)));
    return { requests: requests.length, seconds: (performance.now() - started) / 1_000, milliseconds };
  }

  close(): void {
    for (const client of [...this.#clients.values()].flat()) client.close();
    this.#clients.clear();
  }

  async #open(target: Target): Promise<void> {
    if (this.#clients.has(target)) return;
    this.#clients.set(
      target,
      await Promise.all(Array.from({ length: this.#connections }, () => WireClient.open(target))),
    );
  }
}

function refused(request: PreparedRequest, reply: { status: number; body: Buffer }): Error {
  const answer = reply.body.toString('utf8').slice(0, 1_000);
  return new Error(`réponse inattendue (${reply.status}), sans « ${request.expects} » : ${answer}`);
}
