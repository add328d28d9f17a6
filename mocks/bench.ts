import type { Environment } from '../core/index.ts';
import { benchFiles, credentialFiles, envText, makeFolder, writeContent } from './bench-files.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { type ControlApi, readSeed, startControlApi } from './control/index.ts';
import type { BenchControls } from './controls.ts';
import { type FaultPorts, startFaults } from './mail-services.ts';
import { endpointsOf, productEnvironment } from './product-environment.ts';
import { failureOf, type Services, startServices, stopServices } from './services.ts';

/**
 * Starts the mocked services and writes, in `options.folder`, what a product needs to call them (docs/banc.md).
 *
 * @throws {@link ProbantError} `port_occupe`, `adresse_inutilisable`, `panne_invalide`, `graine_invalide`, `disque_plein` or `ecriture_impossible`
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const { fs } = options.environment;
  await makeFolder(fs, options.folder);
  const services = await startServices(options);
  const stopping: Array<() => Promise<void>> = [() => stopServices(services)];
  try {
    const [contents, faults] = await Promise.all([credentialFiles(services.pki), startFaults(services)]);
    await prepare(options, services);
    const control = await openControl(options, services);
    if (control !== undefined) stopping.push(() => control.stop());
    const bench = describe(options, { files: benchFiles(options.folder), services, faults, control, stopping });
    await writeFiles(fs, bench, contents);
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
  const endpoints = endpointsOf(options, services);
  return {
    endpoints,
    ...(control === undefined ? {} : { control: { url: control.url, token: control.token } }),
    files,
    env: productEnvironment(options, { ...started, endpoints }),
    controls: controlsOf(services),
    journal: options.journal,
    get failure() {
      return failureOf(services);
    },
    stop: () => stopAll(started.stopping),
  };
}

function controlsOf({ insi, dmp, mss, psc, annuaire, igc, hl7, faults }: Services): BenchControls {
  return { insi, dmp, mss: mss.control, psc, annuaire, igc: igc.control, hl7: hl7.control, pannes: faults };
}

/** What is declared, and what goes wrong, before anybody calls. */
async function prepare({ seed, faults = [], mailFaults = [] }: BenchOptions, services: Services): Promise<void> {
  if (seed !== undefined) await readSeed(seed).sow(controlsOf(services));
  for (const fault of faults) await services.faults.set(fault);
  for (const fault of mailFaults) services.mss.control.fault(fault);
}

function openControl(options: BenchOptions, services: Services): Promise<ControlApi | undefined> {
  if (options.control === undefined) return Promise.resolve(undefined);
  const { environment, journal, control, folder, identity } = options;
  return startControlApi({
    environment,
    journal,
    controls: controlsOf(services),
    endpoints: endpointsOf(options, services),
    variables: benchFiles(folder).env,
    ...(identity === undefined ? {} : { token: identity.controlToken }),
    ...control,
  });
}

async function writeFiles(
  fs: Environment['fs'],
  { control, files, env }: Bench,
  contents: Awaited<ReturnType<typeof credentialFiles>>,
): Promise<void> {
  // The token opens the control API, so it goes to the file and not to the environment given to the product.
  const forPeople =
    control === undefined ? {} : { PROBANT_CONTROLE_URL: control.url, PROBANT_CONTROLE_JETON: control.token };
  await Promise.all([
    writeContent(fs, files.env, envText({ ...env, ...forPeople })),
    ...Object.entries(contents).map(([name, content]) =>
      writeContent(fs, files[name as keyof typeof contents], content),
    ),
  ]);
}

async function stopAll(parts: ReadonlyArray<() => Promise<void>>): Promise<void> {
  await Promise.all(parts.map((stop) => stop()));
}
