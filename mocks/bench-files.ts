import { join } from 'node:path';
import { type Environment, writeError } from '../core/index.ts';
import type { Bench } from './bench-types.ts';
import type { TestPki } from './pki/index.ts';
import { productStructure } from './services.ts';

/** What the bench writes for the product, besides the environment file. */
type PemFiles = Omit<Bench['files'], 'env'>;

/** Where the files of a bench are, in its folder. */
export function benchFiles(folder: string): Bench['files'] {
  return {
    ca: join(folder, 'ca.pem'),
    insiAutoCert: join(folder, 'insi-auto.pem'),
    insiAutoKey: join(folder, 'insi-auto.key'),
    insiManuCert: join(folder, 'insi-manu.pem'),
    insiManuKey: join(folder, 'insi-manu.key'),
    organisationCert: join(folder, 'organisation.pem'),
    organisationKey: join(folder, 'organisation.key'),
    sealCert: join(folder, 'cachet.pem'),
    sealKey: join(folder, 'cachet.key'),
    crl: join(folder, 'crl.pem'),
    env: join(folder, '.env'),
  };
}

/**
 * The content of the PEM files: the trust chain, the two client certificates of INSi, that of the organisation (DMP and
 * application mailbox), its seal (VIHF), the revocation list.
 */
export async function pemFiles(pki: TestPki): Promise<Record<keyof PemFiles, string>> {
  const organisation = { commonName: 'CABINET TEMOIN TEST', structure: productStructure };
  const [auto, manual, client, seal, crl] = await Promise.all([
    pki.clientAuthentication({ commonName: 'INSI-AUTO' }),
    pki.clientAuthentication({ commonName: 'INSI-MANU' }),
    pki.clientAuthentication(organisation),
    pki.signature(organisation),
    pki.organisations.revocationList(),
  ]);
  return {
    ca: pki.chain,
    insiAutoCert: auto.cert,
    insiAutoKey: auto.key,
    insiManuCert: manual.cert,
    insiManuKey: manual.key,
    organisationCert: client.cert,
    organisationKey: client.key,
    sealCert: seal.cert,
    sealKey: seal.key,
    crl,
  };
}

/** The text of the `.env`: one `NAME=value` a line. */
export function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** @throws {@link ProbantError} `disque_plein` or `ecriture_impossible` */
export async function writeText(fs: Environment['fs'], path: string, text: string): Promise<void> {
  await fs.writeFile(path, text).catch((thrown: unknown) => {
    throw writeError(path, thrown);
  });
}
