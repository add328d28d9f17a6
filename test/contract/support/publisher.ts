import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { locations } from '../../../dist/runs/index.js';

const run = promisify(execFile);
const { root } = locations;
const installed = join(root, 'node_modules');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** What a command gave. */
export interface Outcome {
  code: number;
  output: string;
}

/** A publisher's project in a folder of its own: an example, the packed Probant, and the packages of this clone. */
export class Publisher implements AsyncDisposable {
  /** Files of the package, from its root. */
  readonly packed: readonly string[];
  readonly folder: string;

  private constructor(folder: string, packed: readonly string[]) {
    this.folder = folder;
    this.packed = packed;
  }

  /** Packs what `npm publish` would, and installs it as a registry would give it, without network. */
  static async open(): Promise<Publisher> {
    const folder = await mkdtemp(join(tmpdir(), 'probant-editeur-'));
    const asked = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const { stdout } = await run(npm, asked, { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: npm.endsWith('.cmd') });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: Array<{ path: string }> }];
    const modules = join(folder, 'node_modules');
    await mkdir(modules);
    await run('tar', ['-xzf', join(folder, filename), '-C', modules]);
    await rename(join(modules, 'package'), join(modules, 'probant'));
    await linkPackages(modules);
    return new Publisher(
      folder,
      files.map(({ path }) => path),
    );
  }

  /** Copies an example in; gives its folder. */
  async example(name: string): Promise<string> {
    const folder = join(this.folder, name);
    await cp(join(root, 'examples', name), folder, { recursive: true });
    return folder;
  }

  /** Runs a script with this Node, in a folder of the project; a relative path is one of its packages. */
  async node(args: readonly string[], cwd: string = this.folder): Promise<Outcome> {
    const [script = '', ...others] = args;
    const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: '' };
    const done = run(process.execPath, [resolve(this.folder, 'node_modules', script), ...others], { cwd, env });
    return done.then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        output: stdout + stderr,
      }),
    );
  }

  /** Whether a package is there. */
  has(name: string): boolean {
    return existsSync(join(this.folder, 'node_modules', name));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Links every package of the clone, those of a scope one by one. */
async function linkPackages(modules: string): Promise<void> {
  const names = (await readdir(installed)).filter((name) => !name.startsWith('.'));
  for (const name of names) {
    const inner = name.startsWith('@') ? (await readdir(join(installed, name))).map((one) => `${name}/${one}`) : [name];
    if (name.startsWith('@')) await mkdir(join(modules, name), { recursive: true });
    for (const one of inner) await symlink(join(installed, one), join(modules, one), 'junction');
  }
}
