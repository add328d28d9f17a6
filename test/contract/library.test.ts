import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Publisher } from './support/publisher.ts';

// A publisher's projects, with the package as `npm publish` would make it, and without network.
let publisher: Publisher;

beforeAll(async () => {
  publisher = await Publisher.open();
}, 120_000);

afterAll(() => publisher?.[Symbol.asyncDispose]());

/** Lists what an import loads: the packages, and the rooms of Probant. */
const listing = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({ load: (url, context, next) => {
    const path = /node_modules\\/(probant\\/dist\\/[^/]+|(?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
    if (path !== undefined) loaded.add(path);
    return next(url, context);
  } });
  await import(process.argv[2]);
  console.log(JSON.stringify([...loaded]));
`;

describe('the package', () => {
  it('has what its users need, and nothing of its tests', () => {
    const roots = new Set(publisher.packed.map((path) => path.split('/').slice(0, 2).join('/')));
    expect([...roots]).toEqual(
      expect.arrayContaining(['docs/bibliotheque.md', 'examples/tests-vitest', 'examples/tests-jest', 'dist/mocks']),
    );
    const unwanted = publisher.packed.filter((path) =>
      /^dist\/test\/|^dist\/.*\.test\.js$|node_modules|\.tsbuildinfo/.test(path),
    );
    expect(unwanted).toEqual([]);
  });

  it.each(['probant/mocks', 'probant/mocks/insi'])('loads neither a browser nor the runs with %s', async (entry) => {
    const script = join(publisher.folder, 'listing.mjs');
    await writeFile(script, listing);
    const { output } = await publisher.node([script, entry]);
    const loaded = JSON.parse(output) as string[];
    const heavy =
      /^(playwright|typescript|ts-node|@cucumber|@swc\/core|supertest|vitest)|^probant\/dist\/(?!core|mocks|rules)/;
    expect(loaded.filter((one) => heavy.test(one))).toEqual([]);
    expect(loaded).toContain('msw');
  });

  // Under Node16, declarations of a package that Probant brings (@peculiar/asn1-schema) are wrong by themselves.
  it.each([
    ['Bundler', 'ESNext', false],
    ['Node16', 'Node16', true],
    ['NodeNext', 'NodeNext', false],
  ])('has types that resolve as %s', async (moduleResolution, module, skipLibCheck) => {
    const folder = await publisher.example('tests-vitest');
    const path = join(folder, 'tsconfig.json');
    const config = JSON.parse(await readFile(path, 'utf8')) as { compilerOptions: object };
    const compilerOptions = { ...config.compilerOptions, module, moduleResolution, skipLibCheck };
    await writeFile(path, JSON.stringify({ ...config, compilerOptions }));
    expect(await publisher.node(['typescript/bin/tsc', '-p', folder])).toEqual({ code: 0, output: '' });
  });
});

describe('the example for Vitest', () => {
  it('passes', async () => {
    const folder = await publisher.example('tests-vitest');
    const { code, output } = await publisher.node(['vitest/vitest.mjs', 'run'], folder);
    expect(output).toMatch(/Tests\s+29 passed \(29\)/);
    expect(code).toBe(0);
  });
});

describe('the example for Jest', () => {
  it('passes', async ({ skip }) => {
    skip(!publisher.has('jest'), 'Jest n’est pas installé ici : « npm run exemples » l’installe et joue l’exemple');
    const folder = await publisher.example('tests-jest');
    const { code } = await publisher.node(['--experimental-vm-modules', 'jest/bin/jest.js'], folder);
    expect(code).toBe(0);
  });
});
