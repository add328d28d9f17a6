import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const here = new URL('./load-module.ts', import.meta.url).href;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-module-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

// A process of its own: vitest would load the module by itself, and the loader can't be taken away again.
async function inProcess(file: string, use: string): Promise<string> {
  const script = join(folder, 'script.mjs');
  const lines = [
    `import { loadDefault } from ${JSON.stringify(here)};`,
    `const module = await loadDefault(${JSON.stringify(join(folder, file))}).catch((thrown) => thrown);`,
    `console.log(${use});`,
  ];
  await writeFile(script, lines.join('\n'));
  const { stdout } = await run(process.execPath, [script], { cwd: tmpdir() });
  return stdout.trim();
}

describe('loadDefault', () => {
  it('loads TypeScript and what it imports, whatever the package says', async () => {
    await writeFile(join(folder, 'mot.ts'), 'export type Mot = string;\nexport const mot: Mot = "bonjour";\n');
    await writeFile(
      join(folder, 'pages.ts'),
      'import { type Mot, mot } from "./mot.ts";\nexport default { mot: mot as Mot };\n',
    );
    expect(await inProcess('pages.ts', 'module.mot')).toBe('bonjour');
  });

  it('keeps the lines of the source in stack traces', async () => {
    const source = ['interface Absente {', '  champ: string;', '}', '', 'export default {', '  echoue(): never {'];
    await writeFile(join(folder, 'pages.ts'), [...source, '    throw new Error("ici");', '  },', '};', ''].join('\n'));
    const stack = await inProcess(
      'pages.ts',
      '(() => { try { module.echoue(); } catch (error) { return error.stack; } })()',
    );
    expect(stack).toContain('pages.ts:7:');
  });

  it('loads JavaScript', async () => {
    await writeFile(join(folder, 'pages.mjs'), 'export default { mot: "bonjour" };\n');
    expect(await inProcess('pages.mjs', 'module.mot')).toBe('bonjour');
  });

  it.each([
    ['a file that is absent', 'absent.ts', null],
    ['a file that does not parse', 'pages.ts', 'export default {'],
    ['a file without a default export', 'pages.ts', 'export const a: number = 1;'],
  ])('refuses %s', async (_name, file, content) => {
    if (content !== null) await writeFile(join(folder, file), content);
    expect(await inProcess(file, 'module.code')).toBe('pilote_invalide');
  });

  it('names the file in its refusal', async () => {
    expect(await inProcess('absent.ts', 'module.message')).toContain(pathToFileURL(folder).pathname);
  });
});
