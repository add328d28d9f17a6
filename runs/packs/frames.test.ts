import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameReader, frameOf } from './frames.ts';

it('reads the frames that were written, however they come', () => {
  const field = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  const frames = fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 5 });
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 17 }), (written, step) => {
      const bytes = Buffer.concat(written.flatMap(frameOf));
      const read: Buffer[][] = [];
      const reader = new FrameReader((fields) => read.push(fields.map((one) => Buffer.from(one))));
      for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
      expect(read).toEqual(written);
    }),
  );
});
