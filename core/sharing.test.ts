import { describe, expect, it } from 'vitest';
import { shared, sharing, spent, withShared } from './sharing.ts';

const bytes = Buffer.from('<a/>');

function counting(): {
  name: string;
  make: () => number;
  free: (value: number) => void;
  made: number[];
  freed: number[];
} {
  const made: number[] = [];
  const freed: number[] = [];
  return {
    name: 'compte',
    make: () => made.push(made.length),
    free: (value) => void freed.push(value),
    made,
    freed,
  };
}

describe('what is made of the same bytes', () => {
  it('is made once within sharing, and freed once at its end', async () => {
    const making = counting();
    await sharing(async () => {
      for (let i = 0; i < 3; i += 1) withShared(bytes, making, () => undefined);
      expect(making.freed).toEqual([]);
    });
    expect([making.made.length, making.freed]).toEqual([1, [1]]);
  });

  it('is made each time outside, and freed as soon as used', () => {
    const making = counting();
    for (let i = 0; i < 3; i += 1) withShared(bytes, making, () => undefined);
    expect([making.made.length, making.freed.length]).toEqual([3, 3]);
  });

  it('is freed when the work fails', async () => {
    const making = counting();
    const failed = sharing(async () => {
      withShared(bytes, making, () => undefined);
      throw new RangeError('raté');
    });
    await expect(failed).rejects.toThrow('raté');
    expect(making.freed).toEqual([1]);
  });

  it('is not that of another work at the same time', async () => {
    const making = counting();
    const work = (): Promise<void> =>
      sharing(async () => {
        withShared(bytes, making, () => undefined);
        await Promise.resolve();
        withShared(bytes, making, () => undefined);
      });
    await Promise.all([work(), work()]);
    expect([making.made.length, making.freed.length]).toEqual([2, 2]);
  });

  it('is not that of other bytes that are equal, nor of another name', async () => {
    await sharing(async () => {
      const made = [bytes, Buffer.from(bytes), bytes].map((one, i) => shared(one, i === 2 ? 'autre' : 'un', () => i));
      expect(made).toEqual([0, 1, 2]);
    });
  });
});

it('what could not be made is thrown again, and not tried again', async () => {
  let tries = 0;
  const failing = (): never => {
    tries += 1;
    throw new RangeError('raté');
  };
  await sharing(async () => {
    for (let i = 0; i < 2; i += 1) expect(() => shared(bytes, 'x', failing)).toThrow('raté');
  });
  expect(tries).toBe(1);
});

it('bytes beyond those that are kept are made again, and freed at once', async () => {
  const making = counting();
  const large = Buffer.alloc(129 * 1024 ** 2);
  await sharing(async () => {
    for (let i = 0; i < 2; i += 1) withShared(large, making, () => undefined);
    expect(making.freed.length).toBe(2);
  });
});

it('what a work spends adds up, and is its own', async () => {
  const work = (): Promise<number | null> =>
    sharing(async () => {
      spent('balises', () => 2);
      return spent('balises', () => 3);
    });
  expect([await work(), await work(), spent('balises', () => 3)]).toEqual([5, 5, null]);
});
