import { describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import type { RegistryObject } from './ebrim.ts';
import { schemes } from './namespaces.ts';
import { DmpRegistry } from './registry.ts';

function lot(uniqueId: string): RegistryObject {
  return {
    id: uniqueId,
    lid: '',
    status: '',
    mimeType: '',
    objectType: '',
    version: '',
    title: '',
    description: '',
    slots: [],
    classifications: [],
    identifiers: [{ scheme: schemes.lot.uniqueId, value: uniqueId, name: '' }],
  };
}

describe('a registry', () => {
  it('is full of lots that hold no document, as archivings do', () => {
    const registry = new DmpRegistry(processEnvironment().random);
    for (let i = 0; i < 40_000; i += 1) {
      registry.register({ patient: 'p', submitted: '', lot: lot(`2.25.${i}`), documents: [], associations: [] });
    }
    expect(registry.isFull(0)).toBe(true);
  });
});
