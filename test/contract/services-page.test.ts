import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { serviceOperations } from '../../mocks/index.ts';
import { faultsPage } from '../../scripts/lib/faults-page.ts';
import { lanesPage } from '../../scripts/lib/lanes-page.ts';
import { servicesPage } from '../../scripts/lib/services-page.ts';

const root = new URL('../../', import.meta.url);
const facts = new URL('../shared/facts/', root);
const text = (path: string): string => readFileSync(fileURLToPath(new URL(path, root)), 'utf8');

const operations = Object.entries(serviceOperations).flatMap(([service, own]) =>
  own.map((operation) => ({ service, ...operation })),
);

describe('docs/services.md', () => {
  it('is what the operations say', () => {
    expect(text('docs/services.md')).toBe(servicesPage());
  });

  it.each(operations)('names tests of $service $id that exist', ({ tests }) => {
    const missing = tests.filter((test) => !exists(test));
    expect([tests.length > 0, missing]).toEqual([true, []]);
  });

  it.each(operations)('says where the form of $service $id comes from', ({ source }) => {
    expect(source.length).toBeGreaterThan(5);
  });

  it('names each operation once', () => {
    const names = operations.map(({ service, id }) => `${service} ${id}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

describe('docs/pannes.md', () => {
  it('is what the catalogues say', () => {
    expect(text('docs/pannes.md')).toBe(faultsPage());
  });
});

describe('docs/couloirs.md', () => {
  it('is what the lanes say', () => {
    expect(text('docs/couloirs.md')).toBe(lanesPage());
  });
});

/** The title of a test, as its file writes it; a table's title has its own place in it (`%s`, `$name`). */
function exists(test: string): boolean {
  const [path = '', title = ''] = test.split(' › ');
  const file = new URL(path, root);
  if (!existsSync(file)) return false;
  return title !== '' && readFileSync(file, 'utf8').includes(title);
}

// The facts are on the developers' machines and in CI; the product has no need of them.
describe.skipIf(!existsSync(facts))(
  'the operations of the facts (../shared/facts, absent from a user’s machine)',
  () => {
    const listed = operations.map(({ id, title }) => `${id} ${title}`).join('\n');

    it('has every transaction of the DMP', () => {
      const page = readFileSync(new URL('dmp-cda.md', facts), 'utf8');
      const rows = page.slice(page.indexOf('## 1. Transactions'), page.indexOf('## 2. Transport')).split('\n');
      const named = rows.flatMap((row) => /^\| (TD\d\.\d+[a-d]?)/.exec(row)?.[1] ?? []);
      expect(named.length).toBeGreaterThan(20);
      expect(named.filter((id) => !listed.includes(id))).toEqual([]);
    });

    it('has every operation of INSi', () => {
      const page = readFileSync(new URL('insi-vihf-psc-annuaire.md', facts), 'utf8');
      expect(page).toContain('WS_INS1 … WS_INS5');
      expect([1, 2, 3, 4, 5].filter((n) => !listed.includes(`WS_INS${n}`))).toEqual([]);
    });

    it('has every address of the captured discovery of Pro Santé Connect', () => {
      const captured = new URL('../shared/data/psc/', root);
      const name = 'discovery-bas-captured-hosts-rewritten-to-localhost.json';
      const discovery = JSON.parse(readFileSync(new URL(name, captured), 'utf8')) as Record<string, unknown>;
      const addresses = Object.entries(discovery).filter(
        ([key, value]) => /_endpoint|_uri$/.test(key) && typeof value === 'string',
      );
      const ends = addresses.map(([, value]) =>
        String(value).replace(/^.*\/(?:protocol\/openid-connect|esante-wallet)\//, ''),
      );
      // Keycloak announces them by itself; no text of PSC offers them to a product.
      const unused = ['clients-registrations/openid-connect', 'auth/device'];
      expect(ends.length).toBeGreaterThan(5);
      expect(
        ends.filter((end) => !unused.includes(end) && !listed.includes(end.split('/').slice(-1)[0] ?? end)),
      ).toEqual([]);
    });

    it('has every resource of the directory', () => {
      const resources = ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService', 'Device', 'metadata'];
      expect(resources.filter((name) => !listed.includes(name))).toEqual([]);
    });
  },
);
