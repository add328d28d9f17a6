import { describe, expect, it } from 'vitest';
import { ClientBytes } from './client-bytes.ts';

describe('ClientBytes', () => {
  const message = '.\r\n';
  const wire = 'MAIL FROM:<a@b>\r\nDATA\r\nSubject: x\r\n\r\n..a\r\n.b\r\n\n.\n\r\n.\r\nQUIT\r\n';

  it.for([1, 2, 3, 5, 11, 1_000])('parts commands and a message in packets of %i bytes', (size) => {
    const bytes = new ClientBytes();
    const got: string[] = [];
    for (let start = 0; start < wire.length; start += size) bytes.add(Buffer.from(wire.slice(start, start + size)));
    const before = [bytes.line().toString(), bytes.line().toString()];
    bytes.message((part) => got.push(part.toString()));
    expect([...before, got.join(''), bytes.line().toString()]).toEqual([
      'MAIL FROM:<a@b>\r\n',
      'DATA\r\n',
      'Subject: x\r\n\r\n..a\r\n.b\r\n\n.\n\r\n.\r\n',
      'QUIT\r\n',
    ]);
  });

  it.for([1, 2, 3])('takes an empty message in packets of %i bytes, after the answer 354', (size) => {
    const bytes = new ClientBytes();
    const got: string[] = [];
    bytes.message((part) => got.push(part.toString()));
    const all = `${message}QUIT\r\n`;
    for (let start = 0; start < all.length; start += size) bytes.add(Buffer.from(all.slice(start, start + size)));
    expect([got.join(''), bytes.line().toString()]).toEqual([message, 'QUIT\r\n']);
  });
});
