import { testMailDomain } from '../core/index.ts';
import type { BenchOptions, MailServiceName } from './bench-types.ts';
import { type FaultKind, type RunningMss, startMss } from './mss/index.ts';
import type { Credential, TestPki } from './pki/index.ts';
import { declareProduct } from './product-account.ts';
import { type PscRealm, tokenValidator } from './psc/index.ts';
import { type MailRelay, startMailRelay } from './relay/index.ts';

/** What the mail services need of the bench. */
export interface MailParts {
  pki: TestPki;
  /** What every server shows. */
  credential: Credential;
  psc: PscRealm;
  /** PEM of the authorities whose client certificates open the APP interface. */
  authorities: readonly string[];
  /** What has started, for whoever has to stop it. */
  running: Array<{ stop(): Promise<void> }>;
}

/** The mail services of a bench, listening. */
export interface MailServices {
  mss: RunningMss;
  /** Where the product finds each listener: the operator's, or its relay. */
  mailPorts: Record<MailServiceName, number>;
  mailRelays: readonly MailRelay[];
}

/** Relays stand where the operator's listeners would; those that have none stay the operator's own. */
async function startMailRelays(
  options: BenchOptions,
  { credential, authorities, running }: MailParts,
  mss: RunningMss,
): Promise<Pick<MailServices, 'mailPorts' | 'mailRelays'>> {
  const { environment, journal, listen, relays = {} } = options;
  const mailPorts = operatorPorts(mss);
  const mailRelays: MailRelay[] = [];
  for (const [name, { protocol, path }] of Object.entries(mailListeners) as Array<
    [MailServiceName, (typeof mailListeners)[MailServiceName]]
  >) {
    const far = relays[name];
    if (far === undefined) continue;
    const relay = await startMailRelay({
      environment,
      journal,
      protocol,
      path,
      listen,
      port: options.ports[name] ?? 0,
      credential,
      ...(path === 'app' ? { clientAuthorities: authorities } : {}),
      far,
    });
    running.push(relay);
    mailRelays.push(relay);
    mailPorts[name] = relay.port;
  }
  return { mailPorts, mailRelays };
}

const mailListeners: Record<MailServiceName, { protocol: 'smtp' | 'imap'; path: 'psc' | 'app' }> = {
  mssSmtp: { protocol: 'smtp', path: 'psc' },
  mssImap: { protocol: 'imap', path: 'psc' },
  mssAppSmtp: { protocol: 'smtp', path: 'app' },
  mssAppImap: { protocol: 'imap', path: 'app' },
};

function operatorPorts({ ports }: RunningMss): Record<MailServiceName, number> {
  return { mssSmtp: ports.pscSmtp, mssImap: ports.pscImap, mssAppSmtp: ports.appSmtp, mssAppImap: ports.appImap };
}

/** Starts the operator, the mailboxes of the product declared, and the relays that stand in the place of its listeners. */
export async function startMailServices(options: BenchOptions, parts: MailParts): Promise<MailServices> {
  const mss = await startOperator(options, parts);
  return { mss, ...(await startMailRelays(options, parts, mss)) };
}

async function startOperator(
  options: BenchOptions,
  { pki, credential, psc, authorities, running }: MailParts,
): Promise<RunningMss> {
  const { environment, journal, listen, names, ports } = options;
  // A relay takes the port of the listener in whose place it stands.
  const port = (name: MailServiceName): number => (options.relays?.[name] === undefined ? (ports[name] ?? 0) : 0);
  const mss = await startMss({
    environment,
    journal,
    listen,
    names,
    credential,
    clientAuthorities: authorities,
    ports: {
      pscSmtp: port('mssSmtp'),
      appSmtp: port('mssAppSmtp'),
      pscImap: port('mssImap'),
      appImap: port('mssAppImap'),
    },
    revoked: (certificate) => pki.certificateRevocation(certificate) === 'revoque',
    validateToken: tokenValidator(psc),
    domain: testMailDomain,
    faultCredential: (state) => pki.mssServer(names, state),
  });
  running.push(mss);
  declareProduct(mss.control);
  return mss;
}

/** Opens the listeners that a product must refuse; gives their ports. */
export async function startFaults({ mss }: Pick<MailServices, 'mss'>): Promise<FaultPorts> {
  const opened = await Promise.all(openedFaults.map((kind) => mss.faultListener(kind)));
  return Object.fromEntries(opened.map(({ kind, port }) => [kind, port])) as FaultPorts;
}

/** What the bench opens in advance, as a product is given their addresses once. */
const openedFaults = [
  'certificat_expire',
  'autorite_etrangere',
  'certificat_revoque',
  'tls11',
  'suite_interdite',
  'ecdh_224',
] as const satisfies readonly FaultKind[];

/** Ports of the listeners that a product must refuse. */
export type FaultPorts = Record<(typeof openedFaults)[number], number>;
