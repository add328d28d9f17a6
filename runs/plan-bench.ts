import { type Environment, type Plan, ProbantError } from '../core/index.ts';
import { type Bench, type BenchOptions, startBench } from '../mocks/index.ts';

/** Starts the bench that a plan describes, for a run or on its own. Throws as `startBench` and {@link readPem} do. */
export async function planBench(
  environment: Environment,
  banc: Plan['banc'],
  own: Pick<BenchOptions, 'folder' | 'journal' | 'control' | 'onSecret'>,
): Promise<Bench> {
  return startBench({
    environment,
    listen: banc.ecoute,
    names: banc.noms,
    ports: banc.ports,
    clientAuthorities: await Promise.all(banc.autorites.map((path) => readPem(environment, path))),
    authorisations: banc.autorisations,
    ...own,
  });
}

/**
 * Reads a PEM file.
 *
 * @throws {@link ProbantError} `certificat_invalide`
 */
export async function readPem(environment: Environment, path: string): Promise<string> {
  const bytes = await environment.fs.readFile(path).catch((thrown: unknown) => {
    throw new ProbantError('certificat_invalide', { chemin: path, detail: 'fichier illisible' }, thrown);
  });
  return bytes.toString('utf8');
}
