import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { ended, told } from '../support/forked.ts';
import type { Seal, Service } from './payloads.ts';
import type { Target } from './wire-client.ts';

/** Memory of the bench after a garbage collection, in bytes, and the exchanges that it has recorded. */
export interface MemorySample {
  rss: number;
  heapUsed: number;
  external: number;
  arrayBuffers: number;
  recorded: number;
}

interface Ready {
  type: 'pret';
  /** From the first line of the start to the last service that listens. */
  servicesMilliseconds: number;
  endpoints: Record<Service, string>;
  files: Record<
    'ca' | 'insiAutoCert' | 'insiAutoKey' | 'organisationCert' | 'organisationKey' | 'sealCert' | 'sealKey',
    string
  >;
}

type Sampled = { type: 'memoire' } & MemorySample;

/** What the bench process tells its parent. */
export type ServerMessage = Ready | Sampled;

/** A bench in a process of its own. */
export class ServerProcess {
  readonly targets: Record<Service, Target>;
  readonly seal: Seal;
  /** From the call that starts the services to the last that listens. */
  readonly servicesMilliseconds: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, known: Pick<ServerProcess, 'targets' | 'seal' | 'servicesMilliseconds'>) {
    this.#child = child;
    this.targets = known.targets;
    this.seal = known.seal;
    this.servicesMilliseconds = known.servicesMilliseconds;
  }

  /** @param folder takes the evidence, the journal and the certificates */
  static async start(folder: string, execArgv: readonly string[] = []): Promise<ServerProcess> {
    const path = new URL('bench-server.ts', import.meta.url).pathname;
    const child = fork(path, [folder], { execArgv: ['--expose-gc', ...execArgv] });
    const { endpoints, files, servicesMilliseconds } = await told<Ready>(child, 'pret');
    const read = (name: keyof Ready['files']): Promise<string> => readFile(files[name], 'utf8');
    const ca = await read('ca');
    const target = async (service: Service, cert: keyof Ready['files'], key: keyof Ready['files']): Promise<Target> => {
      const { port } = new URL(endpoints[service]);
      return { host: '127.0.0.1', port: Number(port), tls: { ca, cert: await read(cert), key: await read(key) } };
    };
    const targets = {
      insi: await target('insi', 'insiAutoCert', 'insiAutoKey'),
      dmp: await target('dmp', 'organisationCert', 'organisationKey'),
    };
    const seal = { cert: await read('sealCert'), key: await read('sealKey') };
    return new ServerProcess(child, { targets, seal, servicesMilliseconds });
  }

  /** Of its process. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  memory(): Promise<MemorySample> {
    const sample = told<Sampled>(this.#child, 'memoire');
    this.#child.send('memoire');
    return sample;
  }

  stop(): Promise<void> {
    return ended(this.#child);
  }
}
