import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import type { CompiledSchema } from '../../rules/schematron/index.ts';
import { SchemaCache } from './cache.ts';

const schema: CompiledSchema = {
  stylesheet: '<x/>',
  title: '',
  assertions: [],
  namespaces: [],
  templates: [],
  notes: [],
  files: ['a.sch'],
};

let folder: string;
let made: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probant-cache-'));
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (place = folder): SchemaCache => new SchemaCache(processEnvironment({ env: { PROBANT_CACHE: place } }));
const get = (cache: SchemaCache, ...words: string[]): Promise<CompiledSchema> =>
  cache.get(words, async () => {
    made += 1;
    return schema;
  });

describe('the cache of compiled schemas', () => {
  it('gives back what was made, to another command too', async () => {
    await get(open(), 'empreinte', 'a.sch');
    expect([await get(open(), 'empreinte', 'a.sch'), made]).toEqual([schema, 1]);
  });

  it.each([
    ['digest', 'autre', 'a.sch'],
    ['schema', 'empreinte', 'b.sch'],
  ])('makes it again for another %s', async (_, digest, file) => {
    await get(open(), 'empreinte', 'a.sch');
    await get(open(), digest, file);
    expect(made).toBe(2);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['not JSON', () => 'x'],
    ['changed', (text: string) => text.replace('<x/>', '<y/>')],
    ['of another form', () => '{}'],
  ])('makes again what is %s', async (_, broken) => {
    await get(open(), 'empreinte', 'a.sch');
    const [name = ''] = readdirSync(join(folder, 'paquets'));
    const path = join(folder, 'paquets', name);
    writeFileSync(path, broken(readFileSync(path, 'utf8')));
    expect([await get(open(), 'empreinte', 'a.sch'), made]).toEqual([schema, 2]);
  });

  it('leaves nothing half written', async () => {
    await get(open(), 'empreinte', 'a.sch');
    expect(readdirSync(join(folder, 'paquets'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  });

  it('that cannot be written makes it each time, and says so', async () => {
    const file = join(folder, 'fichier');
    writeFileSync(file, '');
    const cache = open(join(file, 'dedans'));
    await get(cache, 'empreinte', 'a.sch');
    expect([await get(cache, 'empreinte', 'a.sch'), made]).toEqual([schema, 2]);
    expect(cache.trouble).toContain('ne peut pas être écrit');
  });
});
