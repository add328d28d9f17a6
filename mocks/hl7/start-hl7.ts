import { createServer, type Server } from 'node:net';
import type { Environment, Journal } from '../../core/index.ts';
import { listening } from '../host/index.ts';
import type { Hl7Control, Hl7Delivery, Hl7Sending } from './hl7-types.ts';
import { deliver, type MllpAddress } from './mllp-call.ts';
import { MllpSession } from './mllp-session.ts';
import { businessReport, documentMessage, identityMessage, type Outgoing } from './outgoing.ts';
import { Platform } from './platform.ts';

/** How the platform listens. */
export interface Hl7Options {
  environment: Environment;
  journal: Journal;
  /** Address to bind. */
  listen: string;
  /** 0 takes any free port. */
  port: number;
  /** `host:port` where the product listens; absent: a free port of the loopback, kept for it. */
  product?: string | undefined;
}

/** A running platform. */
export interface RunningHl7 {
  port: number;
  /** `host:port` where the platform calls the product. */
  product: string;
  control: Hl7Control;
  /** The first error that kept an exchange from being kept, if any. */
  readonly failure: unknown;
  /** Cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}

/**
 * Starts the mocked platform of interoperability (PFI): it listens in MLLP, and calls the product when told to.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startHl7(options: Hl7Options): Promise<RunningHl7> {
  const { environment, journal } = options;
  const platform = new Platform();
  const sessions = new Set<MllpSession>();
  let failure: unknown;
  const server = createServer((socket) => {
    const session = new MllpSession(socket, {
      environment,
      journal,
      answer: (read, message) => platform.answer(read, message),
      failed: (thrown) => {
        failure ??= thrown;
      },
    });
    sessions.add(session);
    socket.once('close', () => void session.settled.then(() => sessions.delete(session)));
  });
  const port = await listening(server, options);
  const product = addressOf(options.product) ?? { host: '127.0.0.1', port: await freePort() };
  const sending = new Sending(platform, { environment, journal, product });
  return {
    port,
    product: `${product.host.includes(':') ? `[${product.host}]` : product.host}:${product.port}`,
    control: {
      program: (entry) => platform.program(entry),
      send: (asked) => sending.send(asked),
      received: (cle) => platform.received(cle),
      reset: (owner) => platform.reset(owner),
    },
    get failure() {
      return failure;
    },
    stop: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      const open = [...sessions];
      for (const session of open) session.destroy();
      await ended;
      await Promise.all([...open.map(({ settled }) => settled), sending.settled]);
    },
  };
}

/** What the platform sends, one message after the other: the product sees them in the order in which they were asked. */
class Sending {
  readonly #platform: Platform;
  readonly #parts: { environment: Environment; journal: Journal; product: MllpAddress };
  #last: Promise<unknown> = Promise.resolve();

  constructor(platform: Platform, parts: { environment: Environment; journal: Journal; product: MllpAddress }) {
    this.#platform = platform;
    this.#parts = parts;
  }

  get settled(): Promise<unknown> {
    return this.#last;
  }

  send(asked: Hl7Sending): Promise<Hl7Delivery> {
    const outgoing = this.#outgoing(asked);
    if (outgoing === undefined) return Promise.resolve({ sent: false, reason: 'document_inconnu', message: '' });
    const keys = [...(asked.cles ?? []), ...('accuse' in asked ? [asked.accuse.cle] : [])];
    const sent = this.#last.then(() => deliver(this.#parts.product, { ...outgoing, keys }, this.#parts));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  #outgoing(asked: Hl7Sending): Outgoing | undefined {
    const { environment } = this.#parts;
    if ('message' in asked) return { id: this.#platform.idOf(asked.message), message: asked.message };
    if ('identite' in asked) return identityMessage(asked.identite, environment);
    if ('document' in asked) return documentMessage(asked.document, environment);
    const message = asked.accuse.message ?? this.#platform.lastDocument(asked.accuse.cle);
    return message === undefined ? undefined : businessReport({ ...asked.accuse, message }, environment);
  }
}

function addressOf(text: string | undefined): MllpAddress | undefined {
  if (text === undefined) return undefined;
  const { hostname, port } = new URL(`mllp://${text}`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** A port that nobody listens on: the product is told to. */
async function freePort(): Promise<number> {
  const server: Server = createServer();
  const port = await listening(server, { listen: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
