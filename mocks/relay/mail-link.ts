import type { Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { type Environment, isoNow, type Journal, type NewExchange, type TlsFacts } from '../../core/index.ts';
import { acceptedPeer } from '../host/index.ts';
import { upgrade } from '../mss/imap/secure-upgrade.ts';
import { WireReader } from '../mss/imap/wire-reader.ts';
import { documentedTls, type ServerCredential } from '../mss/tls-profile.ts';
import { dial, type FarEnd, secure } from './far-end.ts';

/** What a mail relay is made of. */
export interface MailRelayOptions {
  environment: Environment;
  journal: Journal;
  protocol: 'smtp' | 'imap';
  /** The interface, as the journal's path: `psc`, `app`. */
  path: string;
  listen: string;
  port: number;
  /** What the product is shown. */
  credential: ServerCredential;
  /** PEM of the authorities whose client certificates are accepted; absent: none is asked for. */
  clientAuthorities?: readonly string[];
  far: FarEnd;
}

/** One side of a relayed session. */
export interface Side {
  socket: Socket | TLSSocket;
  reader: WireReader;
  /** What TLS showed; null in clear. */
  tls: TlsFacts | null;
}

/** Longest line, and longest silences in milliseconds: of a command, of an answer, of a negotiation. */
export const mailLimits = { line: 1024 * 1024, command: 31 * 60_000, answer: 5 * 60_000, handshake: 15_000 };

/** How long a far end is heard once the product has left, in milliseconds. */
const afterTheProduct = 5_000;

/** The two sides of a session, in clear then under TLS, and the journal of both legs. */
export class MailLink {
  readonly #options: MailRelayOptions;
  readonly remoteAddress: string;
  near: Side;
  far: Side;

  private constructor(options: MailRelayOptions, near: Socket, far: Socket) {
    this.#options = options;
    this.remoteAddress = near.remoteAddress ?? '';
    this.near = side(near, null);
    this.far = side(far, null);
  }

  /** Reaches the far end for a product that has come. Rejects with Node's error. */
  static async open(options: MailRelayOptions, near: Socket): Promise<MailLink> {
    const link = new MailLink(options, near, await dial(options.far));
    // A far end that says nothing more would be waited for long after the product has left; what was asked of it may
    // still be answered, and kept.
    near.once('close', () => setTimeout(() => link.cut(), afterTheProduct).unref());
    leaves(near);
    return link;
  }

  /** Negotiates TLS with both; false when the product's side failed, and is then in the journal. */
  async secure(): Promise<boolean> {
    const { far, journal, credential, clientAuthorities = [] } = this.#options;
    const context = createSecureContext({ ...documentedTls(credential), ca: [...clientAuthorities] });
    // What came in clear behind STARTTLS is nobody's (RFC 3207 §6).
    this.near.reader.release();
    this.far.reader.release();
    const mutual = clientAuthorities.length > 0;
    const { handshake: timeout } = mailLimits;
    const near = await upgrade(this.near.socket as Socket, { context, mutual, timeout, store: journal.store });
    if (!near.ok) {
      await this.record({ outcome: 'refus_tls', keys: [] }, near.tls);
      return false;
    }
    this.near = side(near.socket, near.tls);
    leaves(near.socket);
    const secured = await secure(this.far.socket as Socket, far);
    this.far = side(secured, (await acceptedPeer(secured, journal.store)).tls);
    return true;
  }

  /** Keeps an exchange on both legs: that with the far end first, so that the product's names it. */
  async record(
    exchange: Pick<NewExchange, 'outcome' | 'keys'> &
      Partial<Pick<NewExchange, 'request' | 'response' | 'at' | 'durationMs'>>,
    nearTls: TlsFacts | null = this.near.tls,
  ): Promise<void> {
    const { journal, protocol, far, environment } = this.#options;
    const common = { at: isoNow(environment), durationMs: 0, ...exchange };
    const service = `mss-${protocol}`;
    const distant = await journal.record({
      ...common,
      service: `${service}-relais`,
      remoteAddress: far.url.host,
      tls: this.far.tls,
    });
    const relais = { adresse: far.url.host, echange: distant.n };
    await journal.record({ ...common, service, remoteAddress: this.remoteAddress, tls: nearTls, relais });
    if (journal.failure !== undefined) throw journal.failure;
  }

  /** Cuts both sides: what is awaited from either ends. */
  cut(): void {
    this.near.socket.destroy();
    this.far.socket.destroy();
  }

  /** Closes both sides, once what they were sent has gone. */
  close(): void {
    this.near.socket.destroySoon();
    this.far.socket.destroySoon();
  }
}

/** A product that leaves only closes its side, which is seen by reading: nobody else does while a far end is awaited. */
function leaves(socket: Socket): void {
  socket.on('readable', () => socket.read(0));
}

function side(socket: Socket | TLSSocket, tls: TlsFacts | null): Side {
  socket.on('error', () => undefined);
  return { socket, reader: new WireReader(socket), tls };
}
