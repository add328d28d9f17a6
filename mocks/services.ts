import type { X509Certificate } from 'node:crypto';
import { testMailDomain } from '../core/index.ts';
import { AnnuaireDirectory, annuaireService } from './annuaire/index.ts';
import type { BenchOptions } from './bench-types.ts';
import { DmpDirectory, dmpService, webPsService } from './dmp/index.ts';
import type { FaultBoard } from './faults/index.ts';
import { type RunningHl7, startHl7 } from './hl7/index.ts';
import type { HostedService, TlsHost } from './host/index.ts';
import { faultBoard, type HostParts, type HttpServiceName, type Served, startHost } from './http-hosts.ts';
import { InsiDirectory, type InsiTokenValidator, insiService } from './insi/index.ts';
import { newSecret } from './kept-identity.ts';
import { type MailServices, startMailServices } from './mail-services.ts';
import { type RevocationServer, startRevocationServer, TestPki } from './pki/index.ts';
import { apiTokenValidator, type PscClient, PscRealm, pscService } from './psc/index.ts';
import { webRelay } from './relay/index.ts';
import { servicePaths } from './service-paths.ts';

/** What the services know: one a bench, so that no bench sees another's. */
interface State {
  insi: InsiDirectory;
  dmp: DmpDirectory;
  psc: PscRealm;
  annuaire: AnnuaireDirectory;
}

/** The mocked services of a bench, listening. */
export interface Services extends State, MailServices {
  pki: TestPki;
  served: Served;
  igc: RevocationServer;
  hl7: RunningHl7;
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
    const pki = await TestPki.create({
      revocationUrl: igc.url,
      bench: true,
      ...(options.identity === undefined ? {} : { authorityKeys: options.identity.authorityKeys }),
    });
    igc.publish(pki);
    const { state, pscClient } = await newState(options);
    const served: Served = new Map();
    const faults = faultBoard(served, pki, options.names);
    const authorities = await authoritiesOf(options, pki);
    // One certificate for all: a client may also ask for the configuration by the name that its mailbox gives (ECO 1.1.9).
    const credential = await pki.server([...options.names, `autoconfig.${testMailDomain}`]);
    const parts: HostParts = { pki, credential, authorities: authorities.all, faults };
    const start = async (name: HttpServiceName, service: HostedService): Promise<void> => {
      const host = await startHost(name, service, { options, parts });
      running.push(host);
      served.set(name, { service, host });
    };
    const webServices = Object.entries(servicesOf(options, state, authorities)) as Array<
      [HttpServiceName, HostedService]
    >;
    const [mail] = await allOf([
      startMailServices(options, { pki, credential, psc: state.psc, authorities: authorities.all, running }),
      ...webServices.map(([name, service]) => start(name, relayed(options, name, service))),
    ]);
    const { mssImap: imap, mssSmtp: smtp } = mail.mailPorts;
    const autoconfig = mail.mss.autoconfig(options.names[0] ?? 'localhost', { imap, smtp });
    await start('autoconfig', relayed(options, 'autoconfig', autoconfig));
    // Last: the port that it keeps for the product must be no listener's.
    const hl7 = await startHl7({ ...options, port: options.ports.hl7 ?? 0, product: options.hl7Product });
    return { ...state, ...mail, pki, served, igc, hl7, faults, pscClient };
  } catch (thrown) {
    await Promise.all(running.map((part) => part.stop()));
    throw thrown;
  }
}

/** PEM of the authorities that services trust: of persons alone where a professional's card signs, or of all. */
interface Authorities {
  persons: readonly string[];
  all: readonly string[];
  /** Whether one of theirs is revoked. */
  revoked(certificate: X509Certificate): boolean;
}

async function authoritiesOf({ clientAuthorities }: BenchOptions, pki: TestPki): Promise<Authorities> {
  const persons = [await pki.personsChain(), ...clientAuthorities];
  return {
    persons,
    all: [pki.chain, ...persons],
    revoked: (certificate) => pki.certificateRevocation(certificate) === 'revoque',
  };
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

function listenersOf({
  served,
  mss,
  mailRelays,
  igc,
  hl7,
}: Services): ReadonlyArray<Pick<TlsHost, 'stop' | 'failure'>> {
  return [mss, igc, hl7, ...mailRelays, ...[...served.values()].map(({ host }) => host)];
}

async function newState(options: BenchOptions): Promise<{ state: State; pscClient: PscClient }> {
  const { environment, onSecret, identity } = options;
  const pscClient: PscClient = {
    id: 'cabinet-temoin',
    secret: identity?.pscSecret ?? newSecret(environment),
  };
  const psc = await PscRealm.create({
    environment,
    clients: [pscClient, ...(options.pscClients ?? [])],
    ...(onSecret === undefined ? {} : { onSecret }),
  });
  const annuaire = new AnnuaireDirectory({
    environment,
    domain: testMailDomain,
    seed: 'probant',
    ...(identity === undefined ? {} : { apiKeys: [identity.annuaireKey] }),
  });
  onSecret?.(annuaire.apiKey);
  return { pscClient, state: { insi: new InsiDirectory(), dmp: new DmpDirectory(environment), psc, annuaire } };
}

function servicesOf(
  { environment, authorisations, verification = 'absente', insiSchemas = 'ignores' }: BenchOptions,
  { insi, dmp, psc, annuaire }: State,
  authorities: Authorities,
): Record<Exclude<HttpServiceName, 'autoconfig'>, HostedService> {
  const shared = {
    directory: insi,
    authorisations,
    authorities: authorities.persons,
    revoked: authorities.revoked,
    verification,
    schemas: insiSchemas,
    environment,
    validateToken: insiTokens(psc),
  };
  return {
    insi: insiService({ ...shared, mode: 'certificat' }),
    insiCps: insiService({ ...shared, mode: 'carte' }),
    dmp: dmpService({ directory: dmp, authorities: authorities.all, revoked: authorities.revoked, environment }),
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

/** Resolves once all have, so that what started is known before a failure is told. */
async function allOf<T, U>([first, ...others]: readonly [Promise<T>, ...Array<Promise<U>>]): Promise<[T]> {
  await Promise.allSettled([first, ...others]);
  const done = await first;
  await Promise.all(others);
  return [done];
}
