import { type Environment, writeError } from '../core/index.ts';
import { benchFiles, envText, pemFiles, writeText } from './bench-files.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { type ControlApi, startControlApi } from './control/index.ts';
import { startTlsHost, type TlsHost } from './host/index.ts';
import { InsiDirectory, insiService } from './insi/index.ts';
import { TestPki } from './pki/index.ts';

/**
 * Starts the mocked services and writes, in `options.folder`, what a product needs to call them (docs/banc.md).
 *
 * @throws {@link ProbantError} `port_occupe`, `adresse_inutilisable`, `disque_plein` or `ecriture_impossible`
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const directory = new InsiDirectory();
  const files = benchFiles(options.folder);
  await makeFolder(options.environment.fs, options.folder);
  const pki = await TestPki.create();
  const [server, pems] = await Promise.all([pki.server(options.names), pemFiles(pki)]);
  const insi = await startTlsHost({
    environment: options.environment,
    journal: options.journal,
    service: insiService({ directory, authorisations: options.authorisations }),
    listen: options.listen,
    port: options.ports.insi,
    credential: server,
    clientAuthorities: [pki.chain, ...options.clientAuthorities],
  });
  const stopping: Array<Pick<TlsHost, 'stop'>> = [insi];
  try {
    const control = await openControl(options, directory);
    if (control !== undefined) stopping.push(control);
    const bench = describe(options, { files, directory, host: insi, control, stopping });
    await writeFiles(options.environment.fs, bench, pems);
    return bench;
  } catch (thrown) {
    await stopAll(stopping);
    throw thrown;
  }
}

interface Started {
  files: Bench['files'];
  directory: InsiDirectory;
  host: TlsHost;
  control: ControlApi | undefined;
  stopping: ReadonlyArray<Pick<TlsHost, 'stop'>>;
}

function describe(options: BenchOptions, started: Started): Bench {
  const { files, control } = started;
  const [name = 'localhost'] = options.names;
  const insi = `https://${authority(name)}:${started.host.port}/lps`;
  return {
    endpoints: { insi },
    ...(control === undefined ? {} : { control: { url: control.url, token: control.token } }),
    files,
    env: {
      PROBANT_INSI_URL: insi,
      PROBANT_CA: files.ca,
      PROBANT_INSI_CERT: files.insiAutoCert,
      PROBANT_INSI_KEY: files.insiAutoKey,
    },
    controls: { insi: started.directory },
    journal: options.journal,
    get failure() {
      return started.host.failure;
    },
    stop: () => stopAll(started.stopping),
  };
}

/** A name as an address writes it: IPv6 in brackets. */
function authority(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}

function openControl(options: BenchOptions, insi: InsiDirectory): Promise<ControlApi | undefined> {
  if (options.control === undefined) return Promise.resolve(undefined);
  const { environment, journal, control } = options;
  return startControlApi({ environment, journal, insi, port: control.port });
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

async function stopAll(parts: ReadonlyArray<Pick<TlsHost, 'stop'>>): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}
