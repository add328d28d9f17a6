import { ProbantError } from '../../core/index.ts';
import { type ImapHost, startImap } from './imap/index.ts';
import { mssControl } from './mss-control.ts';
import type { FaultKind, FaultListener, MssOptions, RunningMss } from './mss-types.ts';
import { Operator } from './operator.ts';
import {
  documentedTls,
  faultyTls,
  foreignCredential,
  type ServerCredential,
  type SmtpListenerOptions,
  startSmtpListener,
} from './smtp/index.ts';

const megabyte = 1024 * 1024;

/**
 * Starts the mocked MSSanté operator: submission and mailboxes, on the PSC and APP interfaces of the API LPS, with the
 * users of Mon espace santé behind.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startMss(options: MssOptions): Promise<RunningMss> {
  const mss = new Mss(options);
  try {
    return await mss.start();
  } catch (thrown) {
    await mss.stop();
    throw thrown;
  }
}

class Mss {
  readonly #options: MssOptions;
  readonly #operator: Operator;
  readonly #running: Array<{ stop(): Promise<void> }> = [];
  #failure: unknown;

  constructor(options: MssOptions) {
    this.#options = options;
    const [name = 'localhost'] = options.names;
    this.#operator = new Operator({ ...options, name });
  }

  async start(): Promise<RunningMss> {
    const { ports, credential, clientAuthorities } = this.#options;
    const tls = documentedTls(credential);
    const mutual = { ...tls, ca: [...clientAuthorities], requestCert: true };
    const psc = await this.#listen({ path: 'psc', port: ports.pscSmtp, tls, mechanism: 'XOAUTH2' });
    const app = await this.#listen({ path: 'app', port: ports.appSmtp, tls: mutual, mechanism: 'PLAIN' });
    const imap = await this.#startImap();
    const failure = (): unknown => this.#failure ?? imap.failure;
    return {
      ports: { pscSmtp: psc.port, appSmtp: app.port, pscImap: imap.ports.psc, appImap: imap.ports.app },
      control: mssControl(this.#operator),
      get failure() {
        return failure();
      },
      sessions: () => imap.sessions(),
      cut: (address) => imap.cut(address),
      faultListener: (kind, { credential: shown, port = 0 } = {}) => this.#fault(kind, { shown, port }),
      stop: () => this.stop(),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((part) => part.stop()));
  }

  async #startImap(): Promise<ImapHost> {
    const { ports } = this.#options;
    const imap = await startImap({
      ...this.#options,
      store: this.#operator.store,
      ports: { psc: ports.pscImap, app: ports.appImap },
    });
    this.#running.push(imap);
    return imap;
  }

  async #fault(
    kind: FaultKind,
    { shown, port }: { shown: ServerCredential | undefined; port: number },
  ): Promise<FaultListener> {
    const credential = shown ?? (await this.#faultCredential(kind));
    const { port: bound, stop } = await this.#listen({
      path: kind,
      port,
      tls: faultyTls[kind](credential),
      mechanism: 'XOAUTH2',
    });
    return { kind, port: bound, stop };
  }

  async #faultCredential(kind: FaultKind): Promise<ServerCredential> {
    if (kind === 'autorite_etrangere') return await foreignCredential(this.#options.names);
    if (kind !== 'certificat_expire') return this.#options.credential;
    // Only the trusted authority can issue it: a valid certificate in its place would prove nothing.
    throw new ProbantError('certificat_invalide', { chemin: kind, detail: 'aucun certificat expiré n’est donné' });
  }

  async #listen(
    part: Pick<SmtpListenerOptions, 'path' | 'port' | 'tls' | 'mechanism'>,
  ): Promise<{ port: number; stop(): Promise<void> }> {
    const { names, smtpLimits, sizeLimit = 25 * megabyte } = this.#options;
    const [name = 'localhost'] = names;
    const listener = await startSmtpListener({
      ...this.#options,
      ...part,
      name,
      sizeLimit,
      ...(smtpLimits === undefined ? {} : { limits: smtpLimits }),
      policy: this.#operator.policy(part.mechanism === 'PLAIN' ? 'app' : 'psc'),
      onFailure: (thrown) => {
        this.#failure ??= thrown;
      },
    });
    const stop = (): Promise<void> => listener.stop();
    this.#running.push({ stop });
    return { port: listener.port, stop };
  }
}
