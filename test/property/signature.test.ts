import { beforeAll, describe, expect, it } from 'vitest';
import { signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { dmpEnvelope, search, vihfXml } from '../../rules/examples/dmp.ts';
import { fc, judged, runs } from './judgement.ts';
import { anyForm, inForm, type Sealed, sameForm } from './xml-form.ts';

const withComments = 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments';
const sealed: Sealed = ({ local, uri }) => local === 'Assertion' && uri === 'urn:oasis:names:tc:SAML:2.0:assertion';

let signer: TestSigner;
/** What a product sends, and the same assertion alone. */
let messages: Record<'requête' | 'VIHF', string>;

/** A VIHF whose texts hold more than ASCII: each encoding writes them in its own way. */
const unsigned = vihfXml({ attributes: { LPS_Nom: 'Cœur de Témoin à 5 €' } });

function request(vihf: string): string {
  return dmpEnvelope({ action: 'urn:ihe:iti:2007:RegistryStoredQuery', body: search(), vihf });
}

beforeAll(async () => {
  signer = await testSigner();
  const vihf = signCanonical(unsigned, '_v1', signer);
  messages = { requête: request(vihf), VIHF: vihf };
});

const refused = 'vihf.signature signature';
const bytesOf = (text: string): Buffer => inForm(text, sameForm, sealed);

describe.each(['requête', 'VIHF'] as const)('the signature of a %s', (name) => {
  it('holds, and nothing else is wrong', async () => {
    expect((await judged(bytesOf(messages[name]))).findings).toEqual([]);
  });

  it('survives all that canonicalisation takes away', async () => {
    const right = await judged(bytesOf(messages[name]));
    await fc.assert(
      fc.asyncProperty(anyForm(), async (form) => {
        expect(await judged(inForm(messages[name], form, sealed))).toEqual(right);
      }),
      runs(40),
    );
  });
});

/** What canonicalisation keeps, at a place of the assertion that `n` chooses. */
const changes: Readonly<Record<string, (vihf: string, n: number) => string>> = {
  'white space between elements': (vihf, n) => atTag(vihf, n, (tag) => `\n${tag}`),
  'an instruction': (vihf, n) => atTag(vihf, n, (tag) => `<?a b?>${tag}`),
  'a character of a text': (vihf, n) => atMatch({ vihf, n }, /(?<=>)[^<>]+(?=<)/g, (text) => changedAt(text, n)),
  'a character of an attribute': (vihf, n) =>
    atMatch({ vihf, n }, /(?<= (?!xmlns)[\w:]+=")[^"]+(?=")/g, (text) => changedAt(text, n)),
  'an attribute more': (vihf, n) =>
    atMatch({ vihf, n }, /<(?!ds:Signature[\s>])[\w:]+(?=[\s>])/g, (tag) => `${tag} plus="1"`),
  'the order of elements': (vihf, n) =>
    atMatch({ vihf, n }, /(<s:Attribute .*?<\/s:Attribute>)(<s:Attribute .*?<\/s:Attribute>)/g, (both) =>
      both.replace(/^(<s:Attribute .*?<\/s:Attribute>)(.*)$/s, '$2$1'),
    ),
  'an element less': (vihf, n) => atMatch({ vihf, n }, /<s:Attribute .*?<\/s:Attribute>/g, () => ''),
  'the prefix of what is signed': (vihf) =>
    vihf.replaceAll(/(<\/?)s:/g, '$1autre:').replace('xmlns:s=', 'xmlns:autre='),
};

describe('a signature does not survive', () => {
  it.each(Object.keys(changes))('%s', async (change) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (n) => {
        const vihf = changes[change]!(messages.VIHF, n);
        expect(vihf).not.toBe(messages.VIHF);
        expect((await judged(Buffer.from(request(vihf)))).findings).toContain(refused);
      }),
      runs(20),
    );
  });

  it('a comment in what is signed with its comments', async () => {
    const vihf = signCanonical(unsigned, '_v1', { ...signer, canonicalization: withComments });
    expect((await judged(Buffer.from(vihf))).findings).toEqual([]);
    const commented = vihf.replace('<ds:Reference ', '<!-- ici --><ds:Reference ');
    expect((await judged(Buffer.from(commented))).findings).toContain(refused);
  });
});

interface Place {
  vihf: string;
  /** Which of those that match. */
  n: number;
}

/** A tag of what is signed: the signature itself, but for its `SignedInfo`, is not. */
function atTag(vihf: string, n: number, change: (tag: string) => string): string {
  return atMatch({ vihf, n }, /(?!^)<\/?(?!ds:(?:SignedInfo>|SignatureValue|KeyInfo|X509))[\w:]+[^>]*>/g, change);
}

function atMatch({ vihf: text, n }: Place, pattern: RegExp, change: (match: string) => string): string {
  const [from, to] = [text.indexOf('</ds:SignedInfo>'), text.indexOf('</ds:Signature>')];
  const found = [...text.matchAll(pattern)].filter(({ index }) => index < from || index > to + 14);
  const { 0: match, index } = found[n % found.length]!;
  return text.slice(0, index) + change(match) + text.slice(index + match.length);
}

/** Another letter or digit for one of the text: not white space, nor a part of an entity. */
function changedAt(text: string, n: number): string {
  const places = [...text.replaceAll(/&\w+;/g, (entity) => ' '.repeat(entity.length)).matchAll(/[A-Za-z0-9]/g)];
  if (places.length === 0) return `${text}x`;
  const at = places[n % places.length]!.index;
  return text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
}
