import { describe, expect, it } from 'vitest';
import { elementAt, escapeXml, textAt, textsAt, withXml } from './xml.ts';

const namespaces = { e: 'urn:essai' };
const source = '<r xmlns="urn:essai" id="x"><n> A </n><n>B</n><vide/></r>';

function read<T>(use: Parameters<typeof withXml<T>>[1], text: string | Uint8Array = source): T {
  return withXml(Buffer.from(text), use);
}

function refused(code: string): unknown {
  return expect.objectContaining({ code });
}

describe('XML from outside', () => {
  it.each([
    ['an inner entity', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
    ['an outer file', '<!DOCTYPE r SYSTEM "file:///etc/hostname"><r/>'],
    ['an outer DTD', '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/a.dtd"><r/>'],
  ])('is refused with a DOCTYPE for %s', (_, text) => {
    expect(() => read(() => null, text)).toThrow(refused('xml_interdit'));
  });

  it.each(['le', 'be'])('is refused with a DOCTYPE in UTF-16 %s', (order) => {
    const bytes = Buffer.from('\uFEFF<!DOCTYPE r><r/>', 'utf16le');
    expect(() => read(() => null, order === 'le' ? bytes : bytes.swap16())).toThrow(refused('xml_interdit'));
  });

  it('is refused with a DOCTYPE that its encoding hides', () => {
    // ESC ( B selects ASCII, again: ISO-2022-JP decodes it to nothing.
    const text = '<?xml version="1.0" encoding="ISO-2022-JP"?><!DOC\u001b(BTYPE r [<!ENTITY a "b">]><r/>';
    expect(() => read(() => null, text)).toThrow(refused('xml_interdit'));
  });

  it.each(['', '<r>', '<r/><r/>', '<r>&inconnue;</r>', 'texte'])('« %s » is refused as malformed', (text) => {
    expect(() => read(() => null, text)).toThrow(refused('xml_invalide'));
  });

  it('lets through what its reader throws', () => {
    const thrown = new RangeError('lecture');
    const failing = () => {
      throw thrown;
    };
    expect(() => read(failing)).toThrow(thrown);
  });
});

describe('reading XML', () => {
  it('trims a text', () => {
    expect(read((document) => textAt(document, '/e:r/e:n', namespaces))).toBe('A');
  });

  it('reads an attribute', () => {
    expect(read((document) => textAt(document, '/e:r/@id', namespaces))).toBe('x');
  });

  it('gives null for an absent text', () => {
    expect(read((document) => textAt(document, '/e:r/e:absent', namespaces))).toBeNull();
  });

  it('gives an empty text for an empty element', () => {
    expect(read((document) => textAt(document, '/e:r/e:vide', namespaces))).toBe('');
  });

  it('gives every text, in order', () => {
    expect(read((document) => textsAt(document, '//e:n', namespaces))).toEqual(['A', 'B']);
  });

  it('finds an element', () => {
    expect(read((document) => elementAt(document, '/e:r/e:vide', namespaces)?.name)).toBe('vide');
  });

  it('does not take an attribute for an element', () => {
    expect(read((document) => elementAt(document, '/e:r/@id', namespaces))).toBeNull();
  });
});

describe('escapeXml', () => {
  it('gives a text that reads back the same', () => {
    const text = `<a href="x">l'été & co</a>`;
    expect(read((document) => textAt(document, '/r', {}), `<r>${escapeXml(text)}</r>`)).toBe(text);
  });

  it('gives an attribute that reads back the same', () => {
    const text = `"l'été" <&>`;
    expect(read((document) => textAt(document, '/r/@a', {}), `<r a="${escapeXml(text)}"/>`)).toBe(text);
  });
});
