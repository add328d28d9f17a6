import { testMailDomain } from '../core/index.ts';
import { AnnuaireDirectory, annuaireService } from './annuaire/index.ts';
import type { BenchOptions, MailServiceName } from './bench-types.ts';
import { DmpDirectory, dmpService, webPsService } from './dmp/index.ts';
import type { FaultBoard } from './faults/index.ts';
import type { HostedService, TlsHost } from './host/index.ts';
import { faultBoard, type HostParts, type HttpServiceName, type Served, startHost } from './http-hosts.ts';
import { InsiDirectory, type InsiTokenValidator, insiService } from './insi/index.ts';
import { type MssControl, type RunningMss, startMss } from './mss/index.ts';
import { type RevocationServer, startRevocationServer, TestPki } from './pki/index.ts';
import { apiTokenValidator, type PscClient, PscRealm, pscService, testPhysician, tokenValidator } from './psc/index.ts';
import { type MailRelay, startMailRelay, webRelay } from './relay/index.ts';
import { servicePaths } from './service-paths.ts';

/** Structure of the test product: its FINESS behind the prefix of a Struct_IdNat (facts, DMP §3). */
export const productStructure = '1630000018';

/** Mailboxes of the test product. */
export const productMailboxes = {
  /** Personal mailbox of its physician. */
  per: `alix.temoin@${testMailDomain}`,
  /** Mailbox of the software itself. */
  app: `cabinet.temoin@${testMailDomain}`,
  /** Mailbox of the practice, to which answers to the software's mails go. */
  org: `secretariat.temoin@${testMailDomain}`,
} as const;

/** What the services know: one a bench, so that no bench sees another's. */
interface State {
  insi: InsiDirectory;
  dmp: DmpDirectory;
  psc: PscRealm;
  annuaire: AnnuaireDirectory;
}

/** The mocked services of a bench, listening. */
export interface Services extends State {
  pki: TestPki;
  served: Served;
  mss: RunningMss;
  /** Where the product finds each mail listener: the operator's, or its relay. */
  mailPorts: Record<MailServiceName, number>;
  mailRelays: readonly MailRelay[];
  igc: RevocationServer;
  faults: FaultBoard;
  /** How the test product is known to PSC. */
  pscClient: PscClient;
}

/** Starts every service, side by side; those already listening are stopped when one can't. */
export async function startServices(options: BenchOptions): Promise<Services> {
  // Certificates name the revocation server, so it listens before there are any.
  const igc = await startRevocationServer({ ...options, port: options.ports.igc ?? 0 });
  const running: Array<{ stop(): Promise<void> }> = [igc];
  try {
    const pki = await TestPki.create({ revocationUrl: igc.url, bench: true });
    igc.publish(pki);
    const { state, pscClient } = await newState(options);
    const served: Served = new Map();
    const faults = faultBoard(served, pki, options.names);
    const authorities = [pki.chain, await pki.personsChain(), ...options.clientAuthorities];
    const parts: HostParts = { pki, authorities, faults };
    const start = async (name: HttpServiceName, service: HostedService): Promise<void> => {
      const host = await startHost(name, service, { options, parts });
      running.push(host);
      served.set(name, { service, host });
    };
    const webServices = Object.entries(servicesOf(options, state, authorities)) as Array<
      [HttpServiceName, HostedService]
    >;
    const [mss] = await allOf([
      startMail(options, { pki, psc: state.psc, authorities, running }),
      ...webServices.map(([name, service]) => start(name, relayed(options, name, service))),
    ]);
    await start('autoconfig', mss.autoconfig(options.names[0] ?? 'localhost'));
    const mail = await startMailRelays(options, { mss, parts, running });
    return { ...state, pki, served, mss, ...mail, igc, faults, pscClient };
  } catch (thrown) {
    await Promise.all(running.map((part) => part.stop()));
    throw thrown;
  }
}

/** Stops every service; resolves once the last exchange is kept. */
export async function stopServices(services: Services): Promise<void> {
  await Promise.all(listenersOf(services).map((part) => part.stop()));
}

/** The first error that kept an exchange of any service from being kept, if any. */
export function failureOf(services: Services): unknown {
  return listenersOf(services)
    .map(({ failure }) => failure)
    .find((failure) => failure !== undefined);
}

function listenersOf({ served, mss, mailRelays, igc }: Services): ReadonlyArray<Pick<TlsHost, 'stop' | 'failure'>> {
  return [mss, igc, ...mailRelays, ...[...served.values()].map(({ host }) => host)];
}

async function newState(options: BenchOptions): Promise<{ state: State; pscClient: PscClient }> {
  const { environment, onSecret } = options;
  const pscClient: PscClient = {
    id: 'cabinet-temoin',
    secret: environment.random.bytes(24).toString('base64url'),
  };
  const psc = await PscRealm.create({
    environment,
    clients: [pscClient],
    ...(onSecret === undefined ? {} : { onSecret }),
  });
  return {
    pscClient,
    state: {
      insi: new InsiDirectory(),
      dmp: new DmpDirectory(environment),
      psc,
      annuaire: new AnnuaireDirectory({ environment, domain: testMailDomain, seed: 'probant' }),
    },
  };
}

function servicesOf(
  { environment, authorisations, verification = 'absente' }: BenchOptions,
  { insi, dmp, psc, annuaire }: State,
  authorities: readonly string[],
): Record<Exclude<HttpServiceName, 'autoconfig'>, HostedService> {
  const shared = {
    directory: insi,
    authorisations,
    authorities,
    verification,
    environment,
    validateToken: insiTokens(psc),
  };
  return {
    insi: insiService({ ...shared, mode: 'certificat' }),
    insiCps: insiService({ ...shared, mode: 'carte' }),
    dmp: dmpService({ directory: dmp, authorities, environment }),
    webPs: webPsService({ directory: dmp, environment }),
    psc: pscService(psc),
    annuaire: annuaireService(annuaire),
  };
}

/** The tokens that INSi takes are those that PSC's were exchanged for, tied to the certificate that shows them. */
function insiTokens(psc: PscRealm): InsiTokenValidator {
  const validate = apiTokenValidator(psc);
  return async (token, { certificate }) => {
    const verdict = await validate(token, { thumbprint: certificate?.sha256 ?? '' });
    return verdict.active ? { ok: true, subject: verdict.subject } : { ok: false, reason: verdict.reason };
  };
}

function relayed(
  { relays, environment, journal }: BenchOptions,
  name: HttpServiceName,
  service: HostedService,
): HostedService {
  const far = relays?.[name];
  return far === undefined ? service : webRelay({ environment, journal, service, path: servicePaths[name], far });
}

interface MailParts {
  mss: RunningMss;
  parts: HostParts;
  running: Array<{ stop(): Promise<void> }>;
}

/** Relays stand where the operator's listeners would; those that have none stay the operator's own. */
async function startMailRelays(
  options: BenchOptions,
  { mss, parts, running }: MailParts,
): Promise<Pick<Services, 'mailPorts' | 'mailRelays'>> {
  const { environment, journal, listen, names, relays = {} } = options;
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
      credential: await parts.pki.mssServer(names),
      ...(path === 'app' ? { clientAuthorities: parts.authorities } : {}),
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

async function startMail(
  options: BenchOptions,
  parts: { pki: TestPki; psc: PscRealm; authorities: readonly string[]; running: Array<{ stop(): Promise<void> }> },
): Promise<RunningMss> {
  const { environment, journal, listen, names, ports } = options;
  const { pki, psc, authorities, running } = parts;
  // A relay takes the port of the listener in whose place it stands.
  const port = (name: MailServiceName): number => (options.relays?.[name] === undefined ? (ports[name] ?? 0) : 0);
  const mss = await startMss({
    environment,
    journal,
    listen,
    names,
    credential: await pki.mssServer(names),
    clientAuthorities: authorities,
    ports: {
      pscSmtp: port('mssSmtp'),
      appSmtp: port('mssAppSmtp'),
      pscImap: port('mssImap'),
      appImap: port('mssAppImap'),
    },
    validateToken: tokenValidator(psc),
    domain: testMailDomain,
    faultCredential: (state) => pki.mssServer(names, state),
  });
  running.push(mss);
  declareProduct(mss.control);
  return mss;
}

/** Resolves once all have, so that what started is known before a failure is told. */
async function allOf<T, U>([first, ...others]: readonly [Promise<T>, ...Array<Promise<U>>]): Promise<[T]> {
  await Promise.allSettled([first, ...others]);
  const done = await first;
  await Promise.all(others);
  return [done];
}

/** Opens the listeners that a product must refuse; gives their ports. */
export async function startFaults({ mss }: Pick<Services, 'mss'>): Promise<FaultPorts> {
  const [expire, etrangere] = await Promise.all([
    mss.faultListener('certificat_expire'),
    mss.faultListener('autorite_etrangere'),
  ]);
  return { certificat_expire: expire.port, autorite_etrangere: etrangere.port };
}

/** Ports of the listeners that a product must refuse. */
export type FaultPorts = Record<'certificat_expire' | 'autorite_etrangere', number>;

/** The product's own mailboxes belong to no scenario. */
export function declareProduct(control: MssControl): void {
  const { nom, prenom } = testPhysician;
  control.declareMailbox({ address: productMailboxes.per, kind: 'PER', label: `Dr_${prenom}_${nom}` });
  control.declareMailbox({ address: productMailboxes.org, kind: 'ORG', label: 'Cabinet Témoin' });
  control.declareMailbox({
    address: productMailboxes.app,
    kind: 'APP',
    label: 'Cabinet Témoin',
    structure: productStructure,
  });
}
