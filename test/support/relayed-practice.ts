import { readFileSync } from 'node:fs';
import { servicesOf } from '../../candidate/reference/index.ts';
import { productStructure, type TestPki } from '../../mocks/index.ts';
import { openBench, type TestBench } from './bench.ts';
import type { PracticeOptions } from './practice.ts';

/** A bench that relays INSi, the DMP and mail to another one, which stands for the real platforms. */
export interface RelayedBenches extends AsyncDisposable {
  near: TestBench;
  far: TestBench;
  /** The product in front of them, with the certificates of its publisher, and the Pro Santé Connect of the far end. */
  options: PracticeOptions & Required<Pick<PracticeOptions, 'banc' | 'behind'>>;
}

type Pem = Record<'insi' | 'organisation' | 'seal', { cert: string; key: string }>;

/** Both benches trust the certificates that the publisher already has: those of `pki`. */
export async function openRelayedBenches(pki: TestPki): Promise<RelayedBenches> {
  const practice = { commonName: 'CABINET TEMOIN TEST', structure: productStructure };
  const own: Pem = {
    insi: await pki.clientAuthentication({ commonName: 'INSI-AUTO' }),
    organisation: await pki.clientAuthentication(practice),
    seal: await pki.signature(practice),
  };
  const clientAuthorities = [pki.chain];
  const far = await openBench({ clientAuthorities });
  const near = await openBench({ clientAuthorities, relays: relaysTo(far, own) });
  return {
    near,
    far,
    options: { banc: near, behind: far, ...productOf({ near, far }, own) },
    [Symbol.asyncDispose]: async () => {
      await near[Symbol.asyncDispose]();
      await far[Symbol.asyncDispose]();
    },
  };
}

type Relays = NonNullable<NonNullable<Parameters<typeof openBench>[0]>['relays']>;

function relaysTo({ bench: { endpoints, files } }: TestBench, { insi, organisation }: Pem): Relays {
  const authorities = [readFileSync(files.ca, 'utf8')];
  const end = (address: string, credential?: { cert: string; key: string }): NonNullable<Relays['insi']> => ({
    url: new URL(address),
    authorities,
    ...(credential === undefined ? {} : { credential }),
  });
  return {
    insi: end(endpoints.insi, insi),
    dmp: end(endpoints.dmp, organisation),
    mssSmtp: end(`smtp://${endpoints.mssSmtp}`),
    mssImap: end(`imap://${endpoints.mssImap}`),
    mssAppSmtp: end(`smtp://${endpoints.mssAppSmtp}`, organisation),
    mssAppImap: end(`imap://${endpoints.mssAppImap}`, organisation),
  };
}

function productOf({ near, far }: Pick<RelayedBenches, 'near' | 'far'>, own: Pem): PracticeOptions {
  const read = (path: string): string => readFileSync(path, 'utf8');
  const { env, endpoints, files } = near.bench;
  const { psc, ...services } = servicesOf(env, read);
  const real = servicesOf(far.bench.env, read);
  const { dmp, mail } = services;
  return {
    insi: { url: endpoints.insi, ca: read(files.ca), ...own.insi },
    services: {
      ...services,
      ...(dmp === undefined ? {} : { dmp: { ...dmp, ...own.organisation, sign: own.seal } }),
      ...(mail === undefined ? {} : { mail: { ...mail, ...own.organisation } }),
      // A browser goes to the real Pro Santé Connect by itself: only its token goes through the relay.
      ...(real.psc === undefined ? {} : { psc: real.psc }),
    },
  };
}
