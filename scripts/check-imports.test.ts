import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';

describe('import directions', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'probant-imports-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function plant(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  it('accepts a lower room through its index', () => {
    plant('mocks/insi/faults.ts', "import { ProbantError } from '../../core/index.ts';");
    expect(checkImports(root)).toEqual([]);
  });

  it('accepts any file of the same room', () => {
    plant('mocks/insi/faults.ts', "import { issue } from '../pki/issue.ts';");
    expect(checkImports(root)).toEqual([]);
  });

  it('names an import that goes upward', () => {
    plant('core/errors.ts', "import { run } from '../runs/index.ts';");
    expect(checkImports(root)).toMatchObject([
      { file: 'core/errors.ts', specifier: '../runs/index.ts', reason: expect.stringContaining('aucune salle') },
    ]);
  });

  it('refuses an inner file of another room', () => {
    plant('reports/seal.ts', "import { sha256 } from '../core/digest.ts';");
    expect(checkImports(root)).toMatchObject([{ reason: expect.stringContaining('core/digest.ts') }]);
  });

  it.each([
    ['a type import', "import type { Rule } from '../../rules/index.ts';"],
    ['a re-export', "export * from '../../mocks/index.ts';"],
    ['a dynamic import', "const core = await import('../../core/index.ts');"],
  ])('keeps the reference product away from the bench: %s', (_, text) => {
    plant('candidate/reference/envelope.ts', text);
    expect(checkImports(root)).toHaveLength(1);
  });

  it('keeps the drivers away from the reference product', () => {
    plant('candidate/http/driver.ts', "import { start } from '../reference/index.ts';");
    expect(checkImports(root)).toHaveLength(1);
  });

  it('refuses what lies outside the rooms', () => {
    plant('steps/ins.ts', "import { say } from '../scripts/lib/commands.js';");
    expect(checkImports(root)).toHaveLength(1);
  });

  it('lets tests import anything', () => {
    plant('core/errors.test.ts', "import { run } from '../runs/index.ts';");
    expect(checkImports(root)).toEqual([]);
  });
});
