import { describe, expect, it } from 'vitest';
import { WireSplitter } from './wire-splitter.ts';

const counted = 'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello';
const chunked =
  'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nT: 1\r\n\r\n';
const bodyless = 'GET /c HTTP/1.1\r\nHost: x\r\n\r\n';
const stream = counted + chunked + bodyless;

function split(bytes: string, step: number): string[] {
  const splitter = new WireSplitter();
  const buffer = Buffer.from(bytes, 'latin1');
  for (let at = 0; at < buffer.length; at += step) splitter.add(buffer.subarray(at, at + step));
  const found: string[] = [];
  while (splitter.pending) found.push(splitter.next().raw.bytes().toString('latin1'));
  return found;
}

describe('WireSplitter', () => {
  it.each([1, 2, 3, 7, 64, 1024])('cuts messages at their bounds when bytes come %i at a time', (step) => {
    expect(split(stream, step)).toEqual([counted, chunked, bodyless]);
  });

  it('gives the empty lines before a message to that message', () => {
    expect(split(`${bodyless}\r\n\r\n${counted}`, 3)).toEqual([bodyless, `\r\n\r\n${counted}`]);
  });

  it('keeps the bytes of a message cut short', () => {
    expect(split('POST /a HTTP/1.1\r\nContent-Le', 4)).toEqual(['POST /a HTTP/1.1\r\nContent-Le']);
  });

  it('keeps the bytes of a chunk size that is not one', () => {
    const bytes = 'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello';
    expect(split(bytes, 5)).toEqual([bytes]);
  });
});
