import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLinks } from './check-links.ts';

describe('links of the pages', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'probant-links-'));
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'docs', 'plan.md'), '# Plan\n');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('accepts a page that exists, with or without anchor', () => {
    writeFileSync(join(root, 'README.md'), '[plan](docs/plan.md) [champ](docs/plan.md#banc) [ici](#ici)');
    expect(checkLinks(root)).toEqual([]);
  });

  it('names the page and the target of a dead link', () => {
    writeFileSync(join(root, 'docs', 'README.md'), '[dossier](dossier.md)');
    expect(checkLinks(root)).toEqual([{ page: 'docs/README.md', target: 'dossier.md' }]);
  });

  it('sees a missing picture', () => {
    writeFileSync(join(root, 'README.md'), '![rapport](docs/images/rapport.png)');
    expect(checkLinks(root)).toHaveLength(1);
  });

  it('leaves code and addresses alone', () => {
    writeFileSync(join(root, 'README.md'), '`[a](b.md)`\n```\n[a](c.md)\n```\n[site](https://example.org/x.md)');
    expect(checkLinks(root)).toEqual([]);
  });
});
