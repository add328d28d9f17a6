import { describe, expect, it } from 'vitest';
import { components, line, Received } from './er7.ts';

const message = (...segments: string[]): Received =>
  Received.of(
    Buffer.from(
      `${['MSH|^~\\&|A|B|C|D|2026||ADT^A31^ADT_A05|M1|T|2.5|||||FRA|UNICODE UTF-8', ...segments].join('\r')}\r`,
    ),
  ) as Received;

describe('messages of HL7 v2', () => {
  it('reads what it writes, delimiters and backslashes included', () => {
    const texts = ['A|B', 'C^D', 'E&F', 'G~H', 'C:\\temp', 'É'];
    const read = message(line('ZZZ', components(...texts)));
    expect(texts.map((_, i) => read.get('ZZZ', 1, i + 1))).toEqual(texts);
  });

  it('counts the fields of MSH from its delimiter', () => {
    expect([message().get('MSH', 9, 2), message().get('MSH', 10)]).toEqual(['A31', 'M1']);
  });

  it('reads the occurrences of a field and the parts of a component', () => {
    const [first, second] = message('PID|1||7^^^X&1.2&ISO^PI~8^^^^INS').all('PID', 3);
    expect([first?.(4, 2), second?.(1), second?.(5)]).toEqual(['1.2', '8', 'INS']);
  });

  it('keeps a lone backslash', () => {
    expect(message('ZZZ|a\\b').get('ZZZ', 1)).toBe('a\\b');
  });

  it('takes no other text for a message', () => {
    expect(Received.of(Buffer.from('GET / HTTP/1.1'))).toBeUndefined();
  });

  it('reads the Latin alphabet where MSH-18 does not say UTF-8', () => {
    const bytes = Buffer.from('MSH|^~\\&|A|B|C|D|2026||ADT^A31|M1|T|2.5|||||FRA|8859/15\rPID|||||ÉTÉ\r', 'latin1');
    expect(Received.of(bytes)?.get('PID', 5)).toBe('ÉTÉ');
  });
});
