import fc from 'fast-check';

const word = fc.constantFrom(
  'Envelope',
  'Body',
  'Header',
  'RECSANSVITALE',
  'NomNaissance',
  'Prenom',
  'Sexe',
  'a',
  'id',
  'Security',
  'Assertion',
  'Slot',
  'ValueList',
  'Value',
  'value',
  '__proto__',
);
const prefix = fc.constantFrom('', '', '', 'e:', 'x:', 'soap:');
const namespace = fc.constantFrom(
  'http://www.w3.org/2003/05/soap-envelope',
  'http://schemas.xmlsoap.org/soap/envelope/',
  'urn:hl7-org:v3',
  'urn:oasis:names:tc:SAML:2.0:assertion',
  'urn:x',
  '',
);

/** Text of every kind that a value may be. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '2026-02-30',
    '1997-02-26',
    'M',
    'F',
    '٢٧٩',
    'a'.repeat(5_000),
    '%',
    '*',
    '../..',
    'null',
  ),
  fc.integer().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const escaped = anyText.map((text) => text.replaceAll(/[<&]/g, '').replaceAll('"', '&quot;'));

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small' },
    escaped,
    fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
  ),
  element: fc
    .tuple(
      prefix,
      word,
      fc.option(namespace, { nil: undefined }),
      fc.option(escaped, { nil: undefined }),
      tie('content'),
    )
    .map(([p, name, uri, attribute, content]) => {
      const declared = uri === undefined ? '' : ` xmlns${p === '' ? '' : `:${p.slice(0, -1)}`}="${uri}"`;
      const given = attribute === undefined ? '' : ` id="${attribute}"`;
      return `<${p}${name}${declared}${given}>${content}</${p}${name}>`;
    }),
}));

/** An XML element of random structure, names and namespaces. */
export const anyElement: fc.Arbitrary<string> = element;

/** A SOAP 1.2 envelope, or almost. */
export const anyEnvelope: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/', 'urn:x'),
    anyElement,
    anyElement,
  )
  .map(
    ([uri, header, body]) =>
      `<e:Envelope xmlns:e="${uri}" xmlns:x="urn:x" xmlns:soap="${uri}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`,
  );

/** JSON of any form, dangerous names included. */
export const anyJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('{"__proto__":{"x":1}}', '[]', 'null', '1e999', '{"a":', '"\\ud800"', '['.repeat(20_000)),
);

/** The fields of a form or of a query. */
export function anyFields(names: readonly string[]): fc.Arbitrary<Array<[string, string]>> {
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: anyText });
  return fc.array(fc.tuple(name, anyText), { maxLength: 8 });
}

/** Something like a JSON Web Token. */
export const anyJwt: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('RS256', 'none', 'HS256', '', 'ES999'),
    fc.dictionary(
      fc.constantFrom('sub', 'exp', 'iat', 'jti', 'typ', 'iss', 'aud', 'cnf'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    fc.constantFrom('', 'AAAA', '....', 'é'),
  )
  .map(([alg, claims, signature]) => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg, typ: 'JWT', kid: 'x' })}.${part(claims)}.${signature}`;
  });

/** DER of any structure, its lengths sometimes wrong. */
export const anyDer: fc.Arbitrary<Buffer> = fc.letrec<{ tlv: Buffer }>((tie) => ({
  tlv: fc
    .tuple(
      fc.constantFrom(0x02, 0x04, 0x05, 0x06, 0x0a, 0x18, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xa2, 0xff),
      fc.oneof(
        { depthSize: 'small' },
        fc.uint8Array({ maxLength: 24 }).map((bytes) => Buffer.from(bytes)),
        fc.array(tie('tlv'), { maxLength: 5 }).map((all) => Buffer.concat(all)),
      ),
      fc.constantFrom(0, 0, 0, 0, 1, -1, 100, 0x7fffffff),
    )
    .map(([tag, content, error]) => Buffer.concat([Buffer.from([tag]), derLength(content.length + error), content])),
})).tlv;

function derLength(length: number): Buffer {
  if (length < 0) return Buffer.from([0x80]);
  if (length < 128) return Buffer.from([length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length >>> 0);
  return Buffer.concat([Buffer.from([0x84]), bytes]);
}
