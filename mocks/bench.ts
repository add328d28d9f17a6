import { type Environment, testMailDomain, writeError } from '../core/index.ts';
import { benchFiles, envText, pemFiles, writeText } from './bench-files.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { type ControlApi, startControlApi } from './control/index.ts';
import type { BenchControls } from './controls.ts';
import { TestPki } from './pki/index.ts';
import {
  type FaultPorts,
  productMailboxes,
  type Services,
  servicePaths,
  startFaults,
  startServices,
  stopServices,
} from './services.ts';

/**
 * Starts the mocked services and writes, in `options.folder`, what a product needs to call them (docs/banc.md).
 *
 * @throws {@link ProbantError} `port_occupe`, `adresse_inutilisable`, `disque_plein` or `ecriture_impossible`
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const files = benchFiles(options.folder);
  await makeFolder(options.environment.fs, options.folder);
  const pki = await TestPki.create();
  const [services, pems] = await Promise.all([startServices(options, pki), pemFiles(pki)]);
  const stopping: Array<() => Promise<void>> = [() => stopServices(services)];
  try {
    const faults = await startFaults(options, services.mss, pki);
    for (const fault of options.faults ?? []) await services.faults.set(fault);
    const control = await openControl(options, controlsOf(services));
    if (control !== undefined) stopping.push(() => control.stop());
    const bench = describe(options, { files, services, faults, control, stopping });
    await writeFiles(options.environment.fs, bench, pems);
    return bench;
  } catch (thrown) {
    await stopAll(stopping);
    throw thrown;
  }
}

interface Started {
  files: Bench['files'];
  services: Services;
  faults: FaultPorts;
  control: ControlApi | undefined;
  stopping: ReadonlyArray<() => Promise<void>>;
}

function describe(options: BenchOptions, started: Started): Bench {
  const { files, services, control } = started;
  const { hosts, mss } = services;
  const endpoints = endpointsOf(options, services);
  return {
    endpoints,
    ...(control === undefined ? {} : { control: { url: control.url, token: control.token } }),
    files,
    env: productEnvironment(options, started, endpoints),
    controls: controlsOf(services),
    journal: options.journal,
    get failure() {
      return [...Object.values(hosts), mss].map(({ failure }) => failure).find((failure) => failure !== undefined);
    },
    stop: () => stopAll(started.stopping),
  };
}

function endpointsOf({ names: [name = 'localhost'] }: BenchOptions, { hosts, mss }: Services): Bench['endpoints'] {
  const host = authority(name);
  const web = (service: keyof typeof hosts): string => `https://${host}:${hosts[service].port}${servicePaths[service]}`;
  return {
    insi: web('insi'),
    dmp: web('dmp'),
    psc: web('psc'),
    annuaire: web('annuaire'),
    mssSmtp: `${host}:${mss.ports.pscSmtp}`,
    mssImap: `${host}:${mss.ports.pscImap}`,
    mssAppSmtp: `${host}:${mss.ports.appSmtp}`,
    mssAppImap: `${host}:${mss.ports.appImap}`,
  };
}

function productEnvironment(
  { names: [name = 'localhost'] }: BenchOptions,
  { files, services, faults }: Started,
  endpoints: Bench['endpoints'],
): Record<string, string> {
  const { pscClient } = services;
  return {
    PROBANT_CA: files.ca,
    PROBANT_INSI_URL: endpoints.insi,
    PROBANT_INSI_CERT: files.insiAutoCert,
    PROBANT_INSI_KEY: files.insiAutoKey,
    PROBANT_DMP_URL: endpoints.dmp,
    PROBANT_DMP_CERT: files.organisationCert,
    PROBANT_DMP_KEY: files.organisationKey,
    PROBANT_SIGN_CERT: files.sealCert,
    PROBANT_SIGN_KEY: files.sealKey,
    PROBANT_MSS_DOMAINE: testMailDomain,
    PROBANT_MSS_SMTP: endpoints.mssSmtp,
    PROBANT_MSS_IMAP: endpoints.mssImap,
    PROBANT_MSS_APP_SMTP: endpoints.mssAppSmtp,
    PROBANT_MSS_APP_IMAP: endpoints.mssAppImap,
    PROBANT_MSS_SMTP_EXPIRE: `${authority(name)}:${faults.certificat_expire}`,
    PROBANT_MSS_SMTP_ETRANGER: `${authority(name)}:${faults.autorite_etrangere}`,
    PROBANT_MSS_CERT: files.organisationCert,
    PROBANT_MSS_KEY: files.organisationKey,
    PROBANT_MSS_BAL: productMailboxes.per,
    PROBANT_MSS_BAL_APP: productMailboxes.app,
    PROBANT_MSS_BAL_ORG: productMailboxes.org,
    PROBANT_PSC_URL: endpoints.psc,
    PROBANT_PSC_CLIENT_ID: pscClient.id,
    PROBANT_PSC_CLIENT_SECRET: pscClient.secret,
    PROBANT_ANNUAIRE_URL: endpoints.annuaire,
  };
}

/** A name as an address writes it: IPv6 in brackets. */
function authority(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}

function controlsOf({ insi, dmp, mss, psc, annuaire, faults }: Services): BenchControls {
  return { insi, dmp, mss: mss.control, psc, annuaire, pannes: faults };
}

function openControl(options: BenchOptions, controls: BenchControls): Promise<ControlApi | undefined> {
  if (options.control === undefined) return Promise.resolve(undefined);
  const { environment, journal, control } = options;
  return startControlApi({ environment, journal, controls, ...control });
}

async function makeFolder(fs: Environment['fs'], folder: string): Promise<void> {
  await fs.mkdir(folder).catch((thrown: unknown) => {
    throw writeError(folder, thrown);
  });
}

async function writeFiles(
  fs: Environment['fs'],
  bench: Bench,
  pems: Awaited<ReturnType<typeof pemFiles>>,
): Promise<void> {
  const { control, files } = bench;
  // The token opens the control API, so it goes to the file and not to the environment given to the product.
  const forPeople =
    control === undefined ? {} : { PROBANT_CONTROLE_URL: control.url, PROBANT_CONTROLE_JETON: control.token };
  await writeText(fs, files.env, envText({ ...bench.env, ...forPeople }));
  for (const [name, pem] of Object.entries(pems)) await writeText(fs, files[name as keyof typeof pems], pem);
}

async function stopAll(parts: ReadonlyArray<() => Promise<void>>): Promise<void> {
  await Promise.all(parts.map((stop) => stop()));
}
