import { join } from 'node:path';
import { openContainer } from '../container/index.ts';
import {
  type Credentials,
  loadCredentials,
  localTimeStamper,
  makeCredentials,
  type SealOptions,
  sealDossier,
} from '../seal/index.ts';
import { type SampleAttempt, type SampleOptions, sampleAttempt } from '../testing.ts';

/** A sealed sample dossier, with the authorities that a reviewer would trust. */
export interface SealedSample extends SampleAttempt {
  path: string;
  sealOptions: SealOptions;
  trust: { trusted: string[]; trustedTime: string[] };
  /** Every file of the container. */
  files(): Promise<Map<string, Buffer>>;
}

const day = 24 * 3_600_000;
/** Date of the sample's seals. */
export const sealDate = new Date('2026-03-02T10:00:00Z');

/** Credentials of an authority that is not Probant's test one; `from` and `to` in days around the seal date. */
export async function publisherCredentials(
  sample: Pick<SampleAttempt, 'environment'>,
  { name, use, from = -10, to = 3650 }: { name: string; use: 'signature' | 'horodatage'; from?: number; to?: number },
): Promise<{ credentials: Credentials; authority: string }> {
  const pems = await makeCredentials({
    use,
    organisation: 'Organisme Témoin',
    commonName: name,
    from: new Date(sealDate.getTime() + from * day),
    to: new Date(sealDate.getTime() + to * day),
  });
  const { environment } = sample;
  const paths = Object.fromEntries(
    Object.keys(pems).map((part) => [part, join(environment.cwd, `${name}-${part}.pem`)]),
  );
  for (const [part, pem] of Object.entries(pems)) await environment.fs.writeFile(paths[part] ?? '', pem);
  const credentials = await loadCredentials(environment, {
    key: paths['key'] ?? '',
    certificate: paths['certificate'] ?? '',
    chain: paths['chain'] ?? '',
  });
  return { credentials, authority: pems.chain };
}

/** Builds and seals the sample attempt. */
export async function sealedSample(options: SampleOptions = {}): Promise<SealedSample> {
  const sample = await sampleAttempt(options);
  const publisher = await publisherCredentials(sample, { name: 'editeur', use: 'signature' });
  const authority = await publisherCredentials(sample, { name: 'horodatage', use: 'horodatage' });
  const sealOptions = {
    credentials: publisher.credentials,
    date: sealDate,
    timeStamper: localTimeStamper(authority.credentials, sealDate),
  };
  const { path } = await sealDossier(sample.environment, sample.attempt, { ...sealOptions, context: sample.context });
  return {
    ...sample,
    path,
    sealOptions,
    trust: { trusted: [publisher.authority], trustedTime: [authority.authority] },
    files: () => readFiles(path),
  };
}

/** Every file of a container. */
export async function readFiles(path: string): Promise<Map<string, Buffer>> {
  const container = await openContainer(path);
  const files = new Map<string, Buffer>();
  for (const file of container.paths) files.set(file, await container.read(file));
  container.close();
  return files;
}
