import { describe, expect, it } from 'vitest';
import { frame, MllpReader } from './mllp-reader.ts';

const text = Buffer.from('MSH|^~\\&|A\r');
const block = Buffer.concat([frame.start, text, frame.end]);

describe('the reader of MLLP frames', () => {
  it('reads a message whose bytes come one by one', () => {
    const reader = new MllpReader();
    const blocks = [...block].flatMap((byte) => reader.push(Buffer.from([byte])));
    expect(blocks).toEqual([{ kind: 'message', message: text, raw: block, notes: [] }]);
    expect(reader.end()).toBeUndefined();
  });

  it('reads several messages that come at once, blanks between them', () => {
    const blocks = new MllpReader().push(Buffer.concat([block, Buffer.from('\r\n'), block]));
    expect(blocks.map(({ kind, notes }) => [kind, notes])).toEqual([
      ['message', []],
      ['message', []],
    ]);
  });

  it('takes a frame that ends without its CR, and says so', () => {
    const blocks = new MllpReader().push(Buffer.concat([frame.start, text, Buffer.from([0x1c]), block]));
    expect(blocks.map(({ message, notes }) => [message, notes.length])).toEqual([
      [text, 1],
      [text, 0],
    ]);
  });

  it('tells bytes outside any frame', () => {
    const reader = new MllpReader();
    const [after] = reader.push(Buffer.concat([Buffer.from('GET / HTTP/1.1\r\n'), block]));
    expect(after).toMatchObject({ kind: 'message', notes: ['16 octets hors de toute trame MLLP'] });
    expect(reader.push(Buffer.from('bye'))).toEqual([]);
    expect(reader.end()).toMatchObject({ kind: 'hors_trame', raw: Buffer.from('bye') });
  });

  it('gives up on bytes without end outside any frame', () => {
    const reader = new MllpReader({ message: 100, outside: 10 });
    expect(reader.push(Buffer.alloc(11, 0x41))).toMatchObject([{ kind: 'hors_trame' }]);
  });

  it('keeps the beginning of a message beyond the limit', () => {
    const reader = new MllpReader({ message: 20, outside: 10 });
    expect(reader.push(Buffer.concat([frame.start, text, text]))).toMatchObject([{ kind: 'trop_gros' }]);
  });

  it('tells a frame that another begins in, or that the connection ends in', () => {
    const reader = new MllpReader();
    const blocks = reader.push(Buffer.concat([frame.start, text, block, frame.start, text]));
    expect(blocks.map(({ kind }) => kind)).toEqual(['coupe', 'message']);
    expect(reader.waiting).toBe(true);
    expect(reader.end()).toMatchObject({ kind: 'coupe', message: text });
  });
});
