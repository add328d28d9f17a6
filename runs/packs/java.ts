import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, ProbantError } from '../../core/index.ts';

/** The command that runs the engine. */
export interface Java {
  command: string;
  arguments: readonly string[];
}

/** What the user says of it. */
export interface JavaOptions {
  /** Command or path of `java`; absent, `PROBANT_JAVA`, that of `JAVA_HOME`, or that of the path. */
  java?: string | undefined;
  /** Path of the jar of Saxon-HE; absent, `PROBANT_SAXON`, or that of Debian. */
  saxon?: string | undefined;
  /** Most memory of its heap, as `-Xmx` says it. */
  memory?: string;
}

const usualJars = ['/usr/share/java/Saxon-HE.jar', '/usr/share/java/saxon-he.jar', '/usr/share/java/saxon9he.jar'];

const worker = fileURLToPath(new URL('./SaxonWorker.java', import.meta.url));

/**
 * The command of the engine. Its source is compiled by Java when it starts: nothing compiled is shipped, and Debian's JRE can.
 *
 * @throws {@link ProbantError} `moteur_de_paquet` when there is no Saxon
 */
export async function findJava(
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
  { java, saxon, memory = '1536m' }: JavaOptions,
): Promise<Java> {
  const given = saxon ?? env['PROBANT_SAXON'];
  const jar = given === undefined ? usualJars.find((path) => existsSync(path)) : resolve(cwd, given);
  if (jar === undefined || !existsSync(jar)) {
    const detail =
      given === undefined ? 'Saxon-HE n’a pas été trouvé (--saxon donne son fichier jar)' : `« ${given} » n’existe pas`;
    throw new ProbantError('moteur_de_paquet', { detail });
  }
  const home = env['JAVA_HOME'];
  const command = java ?? env['PROBANT_JAVA'] ?? (home === undefined ? 'java' : join(home, 'bin', 'java'));
  const options = [
    `-Xmx${memory}`,
    '-XX:+UseSerialGC',
    '-Djava.awt.headless=true',
    '-Duser.language=en',
    '-Dfile.encoding=UTF-8',
  ];
  return { command, arguments: [...options, '-cp', await classPath(jar), worker] };
}

/** Saxon-HE since 11 needs the jars that come beside it, in `lib`. */
async function classPath(jar: string): Promise<string> {
  const folder = join(dirname(jar), 'lib');
  const beside = await readdir(folder).catch(() => []);
  return [jar, ...beside.filter((name) => name.endsWith('.jar')).map((name) => join(folder, name))].join(delimiter);
}
