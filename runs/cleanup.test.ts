import { describe, expect, it } from 'vitest';
import { Cleanup } from './cleanup.ts';

describe('the cleanup', () => {
  it('stops in the reverse order', async () => {
    const cleanup = new Cleanup();
    const stopped: number[] = [];
    for (const n of [1, 2, 3]) cleanup.add(async () => void stopped.push(n));
    await cleanup.run();
    expect(stopped).toEqual([3, 2, 1]);
  });

  it('goes on after a failure', async () => {
    const cleanup = new Cleanup();
    const stopped: number[] = [];
    cleanup.add(async () => void stopped.push(1));
    cleanup.add(() => Promise.reject(new Error('boum')));
    await cleanup.run().catch(() => undefined);
    expect(stopped).toEqual([1]);
  });

  it('tells the first failure', async () => {
    const cleanup = new Cleanup();
    for (const word of ['seconde', 'première']) cleanup.add(() => Promise.reject(new Error(word)));
    await expect(cleanup.run()).rejects.toThrow('première');
  });

  it('stops each thing once', async () => {
    const cleanup = new Cleanup();
    const stopped: number[] = [];
    cleanup.add(async () => void stopped.push(1));
    await cleanup.run();
    await cleanup.run();
    expect(stopped).toEqual([1]);
  });
});
