import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  decodeWords,
  defectsOf,
  headersNamed,
  readMime,
  readMimeValue,
  readMultipart,
  walkParts,
} from './index.ts';

const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));

const mixed = crlf(`From: A <a@test.mssante.fr>
Subject: =?UTF-8?Q?Pr=C3=A9nom?= =?UTF-8?Q?s?=
Content-Type: multipart/mixed;
 boundary="b 1"

préambule
--b 1
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

caf=C3=A9 =
noir  
--b 1 est dans le texte
--b 1
Content-Type: application/pdf
Content-Disposition: attachment; filename*0*=UTF-8''compte%20; filename*1="rendu.pdf"
Content-Transfer-Encoding: base64
Content-ID: <piece@1>

JVBE
Ri0=
--b 1--
épilogue
`);

describe('readMime', () => {
  it('decodes each part', () => {
    expect(readMime(mixed).parts.map(({ body }) => body.toString())).toEqual([
      'café noir\r\n--b 1 est dans le texte',
      '%PDF-',
    ]);
  });

  it('gives the exact bytes of each part', () => {
    const texts = readMime(mixed).parts.map(({ start, end }) => mixed.toString('utf8', start, end));
    expect(texts[1]).toMatch(/^Content-Type: application\/pdf\r\n.*\r\nRi0=$/s);
  });

  it('unfolds a header, and says where it starts', () => {
    const [header] = headersNamed(readMime(mixed), 'content-type');
    expect(header).toMatchObject({
      raw: ' multipart/mixed;\r\n boundary="b 1"',
      value: 'multipart/mixed; boundary="b 1"',
      offset: mixed.indexOf('Content-Type'),
    });
  });

  it('joins a file name cut in two (RFC 2231)', () => {
    expect(readMime(mixed).parts[1]).toMatchObject({
      filename: 'compte rendu.pdf',
      disposition: 'attachment',
      contentId: 'piece@1',
    });
  });

  it('finds nothing wrong in a right message', () => {
    expect(defectsOf(readMime(mixed))).toEqual([]);
  });

  it('reads the message inside a message', () => {
    const inner = readMime(crlf('Content-Type: message/rfc822\n\nSubject: dedans\n\ntexte')).parts[0];
    expect([inner?.headers[0]?.value, inner?.body.toString()]).toEqual(['dedans', 'texte']);
  });

  it('reads parts without a byte', () => {
    const { parts } = readMime(crlf('Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\n--b--\n'));
    expect(parts.map(({ body }) => body.length)).toEqual([0, 0]);
  });
});

const head = 'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nQUJD\n';

describe('what is wrong in a message is told, and the rest is read', () => {
  it.each([
    ['frontiere-finale-absente', head, head.replaceAll('\n', '\r\n').length],
    ['frontiere-absente', 'Content-Type: multipart/mixed\n\ntexte', 38],
    ['base64-invalide', 'Content-Transfer-Encoding: base64\n\nQU!JD', 39],
    ['base64-invalide', 'Content-Transfer-Encoding: base64\n\nQUJDR', 42],
    ['qp-invalide', 'Content-Transfer-Encoding: quoted-printable\n\na=ZZ', 48],
    ['entete-malforme', 'Subject: a\nsans deux-points\n\nx', 12],
    ['entete-non-ascii', 'Subject: é\n\nx', 0],
    ['entetes-sans-fin', 'Subject: a', 10],
    ['encodage-inconnu', 'Content-Transfer-Encoding: x-uue\n\nx', 0],
    ['encodage-interdit', 'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nA: b\n\n', 0],
    ['ligne-trop-longue', `A: ${'a'.repeat(1000)}\n\nx`, 0],
  ])('%s', (code, text, offset) => {
    expect(defectsOf(readMime(crlf(text)))).toEqual([{ code, offset }]);
  });

  it('fin-de-ligne', () => {
    expect(defectsOf(readMime(Buffer.from('A: b\n\nx')))).toEqual([{ code: 'fin-de-ligne', offset: 4 }]);
  });

  it('keeps what a truncated part had', () => {
    expect(readMime(crlf(head)).parts[0]?.body.toString()).toBe('ABC');
  });
});

function nested(levels: number): Buffer {
  const opened = Array.from({ length: levels }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`);
  return crlf(`${opened.join('')}\ntexte`);
}

describe('a message made to exhaust its reader is refused', () => {
  it.each([
    ['trop-profond', nested(5000)],
    ['trop-profond', crlf('Content-Type: message/rfc822\n\n'.repeat(5000))],
    ['trop-de-parties', crlf(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(100_000)}`)],
    ['trop-de-parties', crlf(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}--b--`)],
    ['entetes-trop-longs', Buffer.from(`Subject: ${'a'.repeat(200_000)}`)],
    ['entetes-trop-longs', crlf('A: b\n'.repeat(100_000))],
    [
      'entetes-trop-longs',
      crlf(`Content-Type: multipart/mixed; boundary=b\n\n${`--b\nX: ${'a '.repeat(30_000)}\n\nx\n`.repeat(100)}--b--`),
    ],
    ['trop-de-parties', crlf(`Content-Type: multipart/mixed; boundary=b\n\n${'--bx\n'.repeat(1_000_001)}`)],
  ])('%s', (motif, bytes) => {
    expect(() => readMime(bytes)).toThrow(expect.objectContaining({ details: expect.objectContaining({ motif }) }));
  });

  it('trop-gros', () => {
    expect(() => readMime(Buffer.alloc(11), { total: 10 })).toThrow(
      expect.objectContaining({ code: 'message_refuse' }),
    );
  });

  it.each([
    ['white space', Buffer.from(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${' '.repeat(4_000_000)}x`)],
    [
      'soft breaks',
      Buffer.from(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${`=${' '.repeat(70)}`.repeat(50_000)}`),
    ],
    ['parameters', Buffer.from(`Content-Type: a/b${';a*0=b'.repeat(15_000)}\r\n\r\n`)],
    ['quotes', Buffer.from(`Content-Type: a/b${';a="b'.repeat(15_000)}\r\n\r\n`)],
    [
      'boundaries that are none',
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b'.repeat(500_000)}`),
    ],
  ])('is read all the same when full of %s', (_, bytes) => {
    expect(readMime(bytes).headers).toHaveLength(1);
  });

  it('decodes encoded words without end', () => {
    expect(decodeWords('=?UTF-8?Q?a?= '.repeat(5000))).toMatch(/^a+ $/);
  });
});

describe('readMultipart', () => {
  const type = 'multipart/related; type="application/xop+xml"; start="<racine>"; boundary=b';
  const body = crlf(
    '--b\nContent-ID: <racine>\n\n<a/>\n--b\nContent-ID: <doc>\nContent-Transfer-Encoding: binary\n\n\x00\n\n--b--',
  );

  it('reads the parts of an HTTP body', () => {
    const [root, document] = readMultipart(body, type).parts;
    expect([root?.contentId, document?.body]).toEqual(['racine', Buffer.from('\x00\r\n')]);
  });

  it('walks the whole then each part', () => {
    expect([...walkParts(readMultipart(body, type))]).toHaveLength(3);
  });

  it('tells a body cut before its end', () => {
    const cut = readMultipart(body.subarray(0, body.length - 5), type);
    expect(defectsOf(cut).map(({ code }) => code)).toEqual(['frontiere-finale-absente']);
  });
});

describe('header values', () => {
  it('reads a type and its parameters', () => {
    expect(readMimeValue('Text/Plain (commentaire); CHARSET="utf-8"; name="a;b\\"c"')).toEqual({
      type: 'text/plain',
      params: { charset: 'utf-8', name: 'a;b"c' },
    });
  });

  it.each([
    [
      'Dr_Ève <a@b.fr>, c@d.fr',
      [
        { name: 'Dr_Ève', address: 'a@b.fr' },
        { name: '', address: 'c@d.fr' },
      ],
    ],
    ['"Doe, Jane" <a@b.fr>', [{ name: 'Doe, Jane', address: 'a@b.fr' }]],
    ['=?UTF-8?B?w4h2ZQ==?= <a@b.fr>', [{ name: 'Ève', address: 'a@b.fr' }]],
    [
      'Équipe: a@b.fr, c@d.fr;',
      [
        { name: '', address: 'a@b.fr' },
        { name: '', address: 'c@d.fr' },
      ],
    ],
  ])('reads the addresses of « %s »', (value, addresses) => {
    expect(addressesOf(value)).toEqual(addresses);
  });
});
