import { join } from 'node:path';
import { type Environment, writeError } from '../core/index.ts';
import type { Bench } from './bench-types.ts';
import { type Credential, pkcs12Of, pkcs12Password, type TestPki } from './pki/index.ts';
import { productStructure } from './product-account.ts';
import { testPhysician } from './psc/index.ts';

/** The credentials that a product is given: the file names of each, and the name that Windows and Java show. */
const credentials = {
  insiAuto: { file: 'insi-auto', label: 'Probant INSI-AUTO' },
  insiManu: { file: 'insi-manu', label: 'Probant INSI-MANU' },
  organisation: { file: 'organisation', label: 'Probant ORG AUTH_CLI' },
  seal: { file: 'cachet', label: 'Probant ORG SIGN' },
  cardAuthentication: { file: 'cps-authentification', label: 'Probant CPS authentification' },
  cardSignature: { file: 'cps-signature', label: 'Probant CPS signature' },
  employeeAuthentication: { file: 'cpe-authentification', label: 'Probant CPE authentification' },
  employeeSignature: { file: 'cpe-signature', label: 'Probant CPE signature' },
} as const;

type CredentialName = keyof typeof credentials;

/** Files of the credentials: PEM of the certificate with its intermediates and of its key, and both as PKCS#12. */
export type CredentialFiles = Record<`${CredentialName}${'Cert' | 'Key' | 'Store'}`, string>;

/** Where the files of a bench are, in its folder. */
export function benchFiles(folder: string): Bench['files'] {
  const own = Object.entries(credentials).flatMap(([name, { file }]) => [
    [`${name}Cert`, join(folder, `${file}.pem`)],
    [`${name}Key`, join(folder, `${file}.key`)],
    [`${name}Store`, join(folder, `${file}.p12`)],
  ]);
  return {
    ...(Object.fromEntries(own) as CredentialFiles),
    ca: join(folder, 'ca.pem'),
    crl: join(folder, 'crl.pem'),
    env: join(folder, '.env'),
  };
}

/** The content of the files: the trust chain, the revocation list, and the credentials of the product. */
export async function credentialFiles(
  pki: TestPki,
): Promise<Record<keyof CredentialFiles | 'ca' | 'crl', string | Buffer>> {
  const [issued, crl] = await Promise.all([issueAll(pki), pki.organisations.revocationList()]);
  const own = await Promise.all(
    Object.entries(issued).map(async ([name, { cert, key }]) => ({
      [`${name}Cert`]: cert,
      [`${name}Key`]: key,
      [`${name}Store`]: await pkcs12Of({
        cert,
        key,
        password: pkcs12Password,
        friendlyName: credentials[name as CredentialName].label,
      }),
    })),
  );
  return { ...(Object.assign({}, ...own) as CredentialFiles), ca: pki.chain, crl };
}

/** A secretary of the practice: an employee, with an id internal to the structure (facts, DMP §5.4; TD2.2). */
const secretary = {
  id: `3${productStructure.slice(1)}/SECR001`,
  nom: 'TEST SECRETARIAT',
  prenom: 'Charlie',
  profession: 'Secrétaire',
  carte: 'CPE',
} as const;

async function issueAll(pki: TestPki): Promise<Record<CredentialName, Credential>> {
  const practice = { commonName: 'CABINET TEMOIN TEST', structure: productStructure };
  const { id, nom, prenom } = testPhysician;
  const [insiAuto, insiManu, organisation, seal, card, employee] = await Promise.all([
    pki.clientAuthentication({ commonName: 'INSI-AUTO' }),
    pki.clientAuthentication({ commonName: 'INSI-MANU' }),
    pki.clientAuthentication(practice),
    pki.signature(practice),
    pki.card({ id, nom, prenom }),
    pki.card(secretary),
  ]);
  return {
    insiAuto,
    insiManu,
    organisation,
    seal,
    cardAuthentication: card.authentication,
    cardSignature: card.signature,
    employeeAuthentication: employee.authentication,
    employeeSignature: employee.signature,
  };
}

/** The text of the `.env`: one `NAME=value` a line, which a shell and the readers of `.env` take alike. */
export function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
}

/** A folder may bear spaces and, on Windows, backslashes. Plain values stay bare: `docker --env-file` keeps quotes. */
function quoted(value: string): string {
  if (/^[\w./:@%+=,[\]-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/** @throws {@link ProbantError} `disque_plein` or `ecriture_impossible` */
export async function writeContent(fs: Environment['fs'], path: string, content: string | Buffer): Promise<void> {
  // Keys and secrets are for their owner alone.
  const mode = /\.(?:key|p12|env)$/.test(path) ? 0o600 : undefined;
  await fs.writeFile(path, content, mode).catch((thrown: unknown) => {
    throw writeError(path, thrown);
  });
}

/** @throws {@link ProbantError} `disque_plein` or `ecriture_impossible` */
export async function makeFolder(fs: Environment['fs'], folder: string): Promise<void> {
  await fs.mkdir(folder).catch((thrown: unknown) => {
    throw writeError(folder, thrown);
  });
}
