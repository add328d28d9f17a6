import type { TlsOptions } from 'node:tls';
import { ProbantError } from '../../core/index.ts';
import { autoconfigService } from './autoconfig.ts';
import { type FaultKind, faultCatalogue } from './fault-catalogue.ts';
import { foreignCredential } from './foreign-credential.ts';
import { type ImapHost, type ImapOptions, startImap, startImapListener } from './imap/index.ts';
import { MailFaultBoard } from './mail-fault-board.ts';
import { readMailFault } from './mail-fault-schema.ts';
import { mssControl } from './mss-control.ts';
import type { FaultListener, FaultListenerOptions, MssOptions, RunningMss } from './mss-types.ts';
import { Operator } from './operator.ts';
import {
  documentedTls,
  type ServerCredential,
  type SmtpListener,
  type SmtpListenerOptions,
  startSmtpListener,
} from './smtp/index.ts';

const megabyte = 1024 * 1024;
const halfHour = 30 * 60_000;
const sweepEvery = 1_000;

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
  readonly #faults = new MailFaultBoard();
  readonly #running: Array<{ stop(): Promise<void> }> = [];
  readonly #submissions: SmtpListener[] = [];
  readonly #wrong = new Set<{ owner: string; stop(): Promise<void> }>();
  #imap: ImapHost | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #failure: unknown;

  constructor(options: MssOptions) {
    this.#options = options;
    const [name = 'localhost'] = options.names;
    this.#operator = new Operator({ ...options, name });
  }

  async start(): Promise<RunningMss> {
    const { ports, clientAuthorities } = this.#options;
    const tls = this.#tls;
    const mutual = { ...tls, ca: [...clientAuthorities], requestCert: true };
    const psc = await this.#listen({ path: 'psc', port: ports.pscSmtp, tls, mechanism: 'XOAUTH2' });
    const app = await this.#listen({ path: 'app', port: ports.appSmtp, tls: mutual, mechanism: 'PLAIN' });
    const imap = await this.#startImap();
    // Often enough for a client that waits, and nothing to a process that wants to end.
    this.#sweeper = setInterval(() => this.#sweep(), sweepEvery).unref();
    return this.#describe({ pscSmtp: psc.port, appSmtp: app.port, pscImap: imap.ports.psc, appImap: imap.ports.app });
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    await Promise.all(this.#running.map((part) => part.stop()));
  }

  #describe(ports: RunningMss['ports']): RunningMss {
    const failure = (): unknown => this.#failure ?? this.#imap?.failure;
    return {
      ports,
      control: mssControl(this.#operator, {
        fault: (fault) => this.#faults.add(readMailFault(fault)),
        faultListener: (kind, options = {}) => this.#fault(kind, options),
        forget: (owner) => this.#forget(owner),
        cut: (address) => this.#cut(address),
      }),
      get failure() {
        return failure();
      },
      sessions: () => this.#imap?.sessions() ?? [],
      cut: (address) => this.#imap?.cut(address) ?? 0,
      faultListener: (kind, options = {}) => this.#fault(kind, options),
      autoconfig: (host, shown = { imap: ports.pscImap, smtp: ports.pscSmtp }) => this.#autoconfig(host, shown),
      sweep: () => this.#sweep(),
      stop: () => this.stop(),
    };
  }

  get #tls(): TlsOptions {
    return documentedTls(this.#options.credential, this.#options.tls);
  }

  #autoconfig(host: string, ports: { imap: number; smtp: number }): ReturnType<RunningMss['autoconfig']> {
    const { directory } = this.#operator;
    return autoconfigService({
      domain: this.#options.domain,
      host,
      ports,
      whiteList: () => directory.whiteList,
    });
  }

  #cut(address?: string): number {
    const submissions = this.#submissions.map((listener) => listener.cut(address));
    return submissions.reduce((sum, count) => sum + count, this.#imap?.cut(address) ?? 0);
  }

  #sweep(): void {
    const { idleMs = halfHour } = this.#options;
    this.#imap?.sweep(idleMs);
    for (const listener of this.#submissions) listener.sweep(idleMs);
  }

  async #startImap(): Promise<ImapHost> {
    const { ports } = this.#options;
    const imap = await startImap(this.#imapOptions({ psc: ports.pscImap, app: ports.appImap }, this.#tls));
    this.#running.push(imap);
    this.#imap = imap;
    return imap;
  }

  #imapOptions(ports: ImapOptions['ports'], tls: TlsOptions): ImapOptions {
    const { environment, journal, listen, credential, clientAuthorities, revoked, validateToken } = this.#options;
    const common = { environment, journal, listen, credential, clientAuthorities, validateToken };
    const lookup = revoked === undefined ? {} : { revoked };
    return {
      ...common,
      ...lookup,
      ports,
      tls,
      store: this.#operator.store,
      fault: (moment) => this.#faults.imap(moment),
    };
  }

  async #fault(kind: FaultKind, options: FaultListenerOptions): Promise<FaultListener> {
    const { protocol = 'smtp', credential, port = 0 } = options;
    const tls = faultCatalogue[kind].tls(credential ?? (await this.#faultCredential(kind)));
    const listener =
      protocol === 'smtp' ? await this.#wrongSmtp(kind, port, tls) : await this.#wrongImap(kind, port, tls);
    const { owner } = options;
    if (owner !== undefined) this.#wrong.add({ owner, stop: listener.stop });
    return { kind, protocol, ...listener };
  }

  /** Faults without owner are forgotten with all; listeners without owner are the bench's own, and stay. */
  #forget(owner?: string): void {
    this.#faults.reset(owner);
    for (const wrong of [...this.#wrong].filter((one) => owner === undefined || one.owner === owner)) {
      this.#wrong.delete(wrong);
      wrong.stop().catch((thrown: unknown) => {
        this.#failure ??= thrown;
      });
    }
  }

  async #wrongSmtp(kind: FaultKind, port: number, tls: TlsOptions): Promise<{ port: number; stop(): Promise<void> }> {
    const listener = await this.#listen({ path: kind, port, tls, mechanism: 'XOAUTH2' });
    return { port: listener.port, stop: () => listener.stop() };
  }

  async #wrongImap(kind: FaultKind, port: number, tls: TlsOptions): Promise<{ port: number; stop(): Promise<void> }> {
    const listener = await startImapListener({ ...this.#imapOptions({ psc: port, app: 0 }, tls), path: kind });
    this.#running.push(listener);
    return {
      port: listener.port,
      stop: async () => {
        await listener.stop();
        this.#failure ??= listener.failure;
      },
    };
  }

  async #faultCredential(kind: FaultKind): Promise<ServerCredential> {
    const { certificat } = faultCatalogue[kind];
    const { faultCredential, credential, names } = this.#options;
    if (certificat === 'valide') return credential;
    if (faultCredential !== undefined) return await faultCredential(certificat);
    if (certificat === 'etranger') return await foreignCredential(names);
    // Only the trusted authority can issue it: a valid certificate in its place would prove nothing.
    throw new ProbantError('certificat_invalide', {
      chemin: kind,
      detail: `aucun certificat ${missing[certificat]} n’est donné`,
    });
  }

  async #listen(part: Pick<SmtpListenerOptions, 'path' | 'port' | 'tls' | 'mechanism'>): Promise<SmtpListener> {
    const { names, smtpLimits, sizeLimit = 25 * megabyte, dsn, revoked, environment, journal, listen } = this.#options;
    const [name = 'localhost'] = names;
    const listener = await startSmtpListener({
      ...{ environment, journal, listen },
      ...part,
      name,
      sizeLimit,
      ...(smtpLimits === undefined ? {} : { limits: smtpLimits }),
      ...(revoked === undefined ? {} : { revoked }),
      dsn: dsn !== 'ignore',
      fault: (moment) => this.#faults.smtp(moment),
      policy: this.#operator.policy(part.mechanism === 'PLAIN' ? 'app' : 'psc'),
      onFailure: (thrown) => {
        this.#failure ??= thrown;
      },
    });
    this.#running.push(listener);
    this.#submissions.push(listener);
    return listener;
  }
}

const missing = { expire: 'expiré', revoque: 'révoqué', autre_gamme: 'd’une autre gamme' } as const;
