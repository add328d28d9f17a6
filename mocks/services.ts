import { testMailDomain } from '../core/index.ts';
import { AnnuaireDirectory, annuaireService, extractionPath } from './annuaire/index.ts';
import type { BenchOptions, ServiceName } from './bench-types.ts';
import { DmpDirectory, dmpService } from './dmp/index.ts';
import { FaultBoard, type FaultyService, type TlsFaultKind, wrongTls } from './faults/index.ts';
import { type HostedService, startTlsHost, type TlsHost } from './host/index.ts';
import { InsiDirectory, insiService } from './insi/index.ts';
import { type MssControl, type RunningMss, startMss } from './mss/index.ts';
import type { Credential, TestPki } from './pki/index.ts';
import { type PscClient, PscRealm, pscService, testPhysician, tokenValidator } from './psc/index.ts';

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

/** The mocked services of a bench, listening. */
export interface Services {
  hosts: Record<HttpServiceName, TlsHost>;
  mss: RunningMss;
  insi: InsiDirectory;
  dmp: DmpDirectory;
  psc: PscRealm;
  /** How the test product is known to PSC. */
  pscClient: PscClient;
  annuaire: AnnuaireDirectory;
  faults: FaultBoard;
}

/** Services over HTTP, each on a listener of its own. */
export type HttpServiceName = Extract<ServiceName, 'insi' | 'dmp' | 'psc' | 'annuaire'>;

/** Paths below which the services answer. */
export const servicePaths: Record<HttpServiceName, string> = {
  insi: '/lps',
  dmp: '/si-dmp-server/v2/services',
  psc: '/auth/realms/esante-wallet',
  annuaire: `${extractionPath}/PS_LibreAcces_Personne_activite.txt`,
};

// Browsers reach PSC, and the public extraction asks for nothing.
const clientCertificates: Record<HttpServiceName, 'exige' | 'facultatif' | 'aucun'> = {
  insi: 'exige',
  dmp: 'exige',
  psc: 'aucun',
  annuaire: 'aucun',
};

/** Starts every service; those already listening are stopped when one can't. */
export async function startServices(options: BenchOptions, pki: TestPki): Promise<Services> {
  const { environment } = options;
  const secret = environment.random.bytes(24).toString('base64url');
  const pscClient: PscClient = { id: 'cabinet-temoin', secret };
  const psc = await PscRealm.create({
    environment,
    clients: [pscClient],
    ...(options.onSecret === undefined ? {} : { onSecret: options.onSecret }),
  });
  const insi = new InsiDirectory();
  const dmp = new DmpDirectory(environment);
  const annuaire = new AnnuaireDirectory({ environment, domain: testMailDomain, seed: 'probant' });
  const authorities = [pki.chain, await pki.personsChain(), ...options.clientAuthorities];
  const served: Record<HttpServiceName, HostedService> = {
    insi: insiService({ directory: insi, authorisations: options.authorisations }),
    dmp: dmpService({ directory: dmp, authorities, environment }),
    psc: pscService(psc),
    annuaire: annuaireService(annuaire),
  };
  const hosts = {} as Record<HttpServiceName, TlsHost>;
  const faults = faultBoard({ pki, served, hosts, names: options.names });
  try {
    await startHosts(options, { pki, served, authorities, faults, hosts });
    const mss = await startMail(options, { pki, psc, authorities });
    return { hosts, mss, insi, dmp, psc, pscClient, annuaire, faults };
  } catch (thrown) {
    await Promise.all(Object.values(hosts).map((host) => host.stop()));
    throw thrown;
  }
}

/** Stops every service; resolves once the last exchange is kept. */
export async function stopServices({ hosts, mss }: Services): Promise<void> {
  await Promise.all([mss.stop(), ...Object.values(hosts).map((host) => host.stop())]);
}

interface HostParts {
  pki: TestPki;
  served: Record<HttpServiceName, HostedService>;
  authorities: string[];
  faults: FaultBoard;
  /** Filled as they start. */
  hosts: Record<HttpServiceName, TlsHost>;
}

async function startHosts(
  options: BenchOptions,
  { pki, served, authorities, faults, hosts }: HostParts,
): Promise<void> {
  const credential: Credential = await pki.server(options.names);
  for (const name of Object.keys(served) as HttpServiceName[]) {
    hosts[name] = await startTlsHost({
      environment: options.environment,
      journal: options.journal,
      service: served[name],
      listen: options.listen,
      port: options.ports[name] ?? 0,
      credential,
      clientAuthorities: authorities,
      clientCertificate: clientCertificates[name],
      faults,
    });
  }
}

/** The board of faults of the HTTP services. */
function faultBoard({
  pki,
  served,
  hosts,
  names,
}: Pick<HostParts, 'pki' | 'served' | 'hosts'> & { names: readonly string[] }): FaultBoard {
  const contexts = new Map<TlsFaultKind, Awaited<ReturnType<typeof wrongTls>>>();
  const of = (service: FaultyService): HttpServiceName[] =>
    (Object.keys(served) as HttpServiceName[]).filter((name) => served[name].name === service);
  return new FaultBoard({
    errorAnswer: (service, code) => {
      const [name] = of(service);
      return name === undefined ? undefined : served[name].error?.(code);
    },
    prepareTls: async (kind) => {
      if (!contexts.has(kind)) contexts.set(kind, await wrongTls(kind, pki, names));
    },
    showTls: (service, kind) => {
      for (const name of of(service)) hosts[name].show(kind === undefined ? undefined : contexts.get(kind));
    },
  });
}

async function startMail(
  options: BenchOptions,
  { pki, psc, authorities }: { pki: TestPki; psc: PscRealm; authorities: string[] },
): Promise<RunningMss> {
  const { environment, journal, listen, names, ports } = options;
  const mss = await startMss({
    environment,
    journal,
    listen,
    names,
    credential: await pki.mssServer(names),
    clientAuthorities: authorities,
    ports: {
      pscSmtp: ports.mssSmtp ?? 0,
      appSmtp: ports.mssAppSmtp ?? 0,
      pscImap: ports.mssImap ?? 0,
      appImap: ports.mssAppImap ?? 0,
    },
    validateToken: tokenValidator(psc),
    domain: testMailDomain,
  });
  declareProduct(mss.control);
  return mss;
}

/** Opens the listeners that a product must refuse; gives their ports. */
export async function startFaults(options: BenchOptions, mss: RunningMss, pki: TestPki): Promise<FaultPorts> {
  const expired = { credential: await pki.mssServer(options.names, 'expire') };
  const [expire, etrangere] = await Promise.all([
    mss.faultListener('certificat_expire', expired),
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
