import { describe, expect, it } from 'vitest';
import { fixedSets, versionOf } from './fixed.ts';
import type { RuleSetManifest } from './manifest-schema.ts';

function set(version: string, date: string, empreinte: string): RuleSetManifest {
  return { format: 'probant-regles/1', probant: '0', version, date, empreinte, regles: [] };
}

const sets = [set('2026.11', '2026-11-22T00:00:00.000Z', 'a'), set('2026.12', '2026-12-01T00:00:00.000Z', 'b')];

describe('the version of a set of rules', () => {
  it('is that under which its digest was fixed, with its date', () => {
    expect(versionOf('a', sets)).toEqual({ version: '2026.11', date: '2026-11-22T00:00:00.000Z' });
  });

  it('is the last one and a plus when it has changed since', () => {
    expect(versionOf('c', sets)).toEqual({ version: '2026.12+', date: null });
  });

  it('is told even when none was fixed', () => {
    expect(versionOf('c', [])).toEqual({ version: '0+', date: null });
  });
});

describe('the sets that were fixed', () => {
  it('stand in files of their version', () => {
    expect(fixedSets().length).toBeGreaterThan(0);
  });

  it('come in the order of their dates, which is that of their versions', () => {
    const versions = fixedSets().map(({ version }) => version);
    expect(versions).toEqual([...versions].sort());
  });
});
