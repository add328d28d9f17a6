import { describe, expect, it } from 'vitest';
import { partAt, partsOf } from './multipart.ts';

const type = 'multipart/related; type="application/xop+xml"; boundary="--=_B"';
const bytes = Buffer.from([0x00, 0x0d, 0x0a, 0x2d, 0x2d, 0xff]);

function message(lead = ''): Buffer {
  const head = `${lead}----=_B\r\nContent-Type: application/xop+xml\r\nContent-ID: <root>\r\n\r\n<a/>\r\n----=_B\r\nContent-ID: <1-1@urn:ihe:iti>\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n----=_B--\r\n')]);
}

describe('partsOf', () => {
  it('gives each part as it came, line ends inside included', () => {
    expect(partsOf(message(), type)).toEqual([
      { id: 'root', bytes: Buffer.from('<a/>') },
      { id: '1-1@urn:ihe:iti', bytes },
    ]);
  });

  it('leaves out what comes before the first delimiter', () => {
    expect(partsOf(message('préambule\r\n'), type).map(({ id }) => id)).toEqual(['root', '1-1@urn:ihe:iti']);
  });

  it('takes a body that is no multipart for its only part', () => {
    expect(partsOf(bytes, 'application/soap+xml')).toEqual([{ id: '', bytes }]);
  });
});

describe('partAt', () => {
  it('finds the part that a percent-encoded address names', () => {
    expect(partAt(partsOf(message(), type), 'cid:1-1@urn%3Aihe%3Aiti')?.bytes).toEqual(bytes);
  });

  it('finds none under another name', () => {
    expect(partAt(partsOf(message(), type), 'cid:autre')).toBeUndefined();
  });
});
