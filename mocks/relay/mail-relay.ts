import { createServer, type Socket } from 'node:net';
import { isProbantError, messageOf } from '../../core/index.ts';
import { listening } from '../host/index.ts';
import { ImapRelay } from './imap-relay.ts';
import { MailLink, type MailRelayOptions } from './mail-link.ts';
import { SmtpRelay } from './smtp-relay.ts';

/** A running mail relay. */
export interface MailRelay {
  port: number;
  /** The first error that kept an exchange from being kept, if any. */
  readonly failure: unknown;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}

/**
 * Opens a mail listener whose answers are those of a real operator: STARTTLS on both legs, the same commands and the same
 * answers, both legs in the journal.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startMailRelay(options: MailRelayOptions): Promise<MailRelay> {
  const open = new Map<Socket, Promise<void>>();
  const links = new Set<MailLink>();
  let failure: unknown;
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    const serving = serve(socket, options, links)
      .catch((thrown: unknown) => {
        failure ??= thrown;
      })
      .finally(() => open.delete(socket));
    open.set(socket, serving);
  });
  const port = await listening(server, options);
  return {
    port,
    get failure() {
      return failure;
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open.keys()) socket.destroy();
      for (const link of links) link.cut();
      await Promise.all([closed, ...open.values()]);
    },
  };
}

/** Rejects only with what kept an exchange from being kept. */
async function serve(socket: Socket, options: MailRelayOptions, links: Set<MailLink>): Promise<void> {
  let link: MailLink;
  try {
    link = await MailLink.open(options, socket);
  } catch (thrown) {
    socket.end(unreachable(options, thrown));
    return;
  }
  links.add(link);
  const session = options.protocol === 'smtp' ? new SmtpRelay(link, options) : new ImapRelay(link, options);
  try {
    await session.play();
  } catch (thrown) {
    // A side that leaves ends the session; what can't be kept is told.
    if (isProbantError(thrown) && thrown.code !== 'plateforme_injoignable') throw thrown;
  } finally {
    await session.close();
    link.close();
    links.delete(link);
  }
}

/** Tells the product in its protocol that nobody is behind. */
function unreachable({ protocol, far }: MailRelayOptions, thrown: unknown): string {
  const text = `Relais Probant : ${far.url.host} ne repond pas (${messageOf(thrown)})`.replaceAll(/[\r\n]/g, ' ');
  return protocol === 'smtp' ? `421 4.3.2 ${text}\r\n` : `* BYE ${text}\r\n`;
}
