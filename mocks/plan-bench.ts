import { z } from 'zod';
import { type Environment, messageOf, type Plan, ProbantError, readPem } from '../core/index.ts';
import { startBench } from './bench.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { readFault } from './faults/index.ts';
import { newSecret } from './kept-identity.ts';
import { readMailFault } from './mss/index.ts';
import type { PscClient } from './psc/index.ts';
import type { FarEnd } from './relay/index.ts';

/** Starts the bench that a plan describes, for a run or on its own. Throws as `startBench` and `readPem` do. */
export async function planBench(
  environment: Environment,
  banc: Plan['banc'],
  own: Pick<BenchOptions, 'folder' | 'journal' | 'control' | 'onSecret' | 'identity' | 'insiSchemas'>,
): Promise<Bench> {
  return startBench({
    environment,
    listen: banc.ecoute,
    names: banc.noms,
    ports: banc.ports,
    clientAuthorities: await Promise.all(banc.autorites.map((path) => readPem(environment, path))),
    authorisations: banc.autorisations,
    relays: await farEnds(environment, banc.relais),
    pscClients: await pscClients(environment, banc.psc.clients),
    verification: banc.verification,
    ...(banc.hl7.produit === undefined ? {} : { hl7Product: banc.hl7.produit }),
    faults: banc.pannes.filter((fault) => 'service' in fault).map(readFault),
    mailFaults: banc.pannes.filter((fault) => 'protocole' in fault).map(readMailFault),
    ...(banc.graine === undefined ? {} : { seed: await readJsonFile(environment, banc.graine) }),
    ...own,
  });
}

/** @throws {@link ProbantError} `graine_invalide` */
async function readJsonFile({ fs }: Environment, path: string): Promise<unknown> {
  try {
    return JSON.parse((await fs.readFile(path)).toString('utf8'));
  } catch (thrown) {
    throw new ProbantError('graine_invalide', { detail: `${path} : ${messageOf(thrown)}` }, thrown);
  }
}

async function farEnds(
  environment: Environment,
  relais: Plan['banc']['relais'],
): Promise<NonNullable<BenchOptions['relays']>> {
  const ends = Object.entries(relais).map(async ([name, end]) =>
    end === undefined ? [] : [[name, await farEnd(environment, end)]],
  );
  return Object.fromEntries((await Promise.all(ends)).flat()) as NonNullable<BenchOptions['relays']>;
}

async function farEnd(
  environment: Environment,
  { adresse, autorites, certificat, cle }: NonNullable<Plan['banc']['relais']['insi']>,
): Promise<FarEnd> {
  const pem = (path: string): Promise<string> => readPem(environment, path);
  return {
    url: new URL(adresse),
    authorities: await Promise.all(autorites.map(pem)),
    ...(certificat === undefined || cle === undefined
      ? {}
      : { credential: { cert: await pem(certificat), key: await pem(cle) } }),
  };
}

/** A client that declares neither secret, certificate nor keys can prove nothing: it is public, and PSC has none (EXI 22). */
async function pscClients(
  environment: Environment,
  clients: Plan['banc']['psc']['clients'],
): Promise<readonly PscClient[]> {
  return Promise.all(
    clients.map(async ({ id, secret, retours, apresDeconnexion, certificat, cles, ciba, userinfoSigne }) => ({
      id,
      secret: secret ?? newSecret(environment),
      redirectUris: retours,
      ...(apresDeconnexion === undefined ? {} : { postLogoutRedirectUris: apresDeconnexion }),
      ...(certificat === undefined ? {} : { certificateSubject: certificat }),
      ...(cles === undefined ? {} : { keys: await readKeySet(environment, cles) }),
      ciba,
      signedUserinfo: userinfoSigne,
    })),
  );
}

const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** @throws {@link ProbantError} `plan_invalide` */
async function readKeySet({ fs }: Environment, path: string): Promise<NonNullable<PscClient['keys']>> {
  try {
    return keySet.parse(JSON.parse((await fs.readFile(path)).toString('utf8'))).keys;
  } catch (thrown) {
    throw new ProbantError('plan_invalide', { chemin: path, detail: 'ce n’est pas un JWKS lisible' }, thrown);
  }
}
