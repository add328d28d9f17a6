import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installedState } from './dependencies.js';

describe('state of the installed packages', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'probant-lock-'));
    const packages = {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/native-win32': { version: '1.0.0', optional: true },
    };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function install(packages: Record<string, { version: string }>): void {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
  }

  it('is absent in a fresh clone', () => {
    expect(installedState(folder)).toBe('absent');
  });

  it('is up to date without the packages of other platforms', () => {
    install({ 'node_modules/zod': { version: '4.6.7' } });
    expect(installedState(folder)).toBe('à jour');
  });

  it('is stale when a version moved', () => {
    install({ 'node_modules/zod': { version: '4.6.6' } });
    expect(installedState(folder)).toBe('dépassé');
  });

  it('is stale when a package is missing', () => {
    install({});
    expect(installedState(folder)).toBe('dépassé');
  });
});
