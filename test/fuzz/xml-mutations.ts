import { mutatedText } from './byte-mutations.ts';
import type { Dice } from './dice.ts';

type Mutation = (xml: string, dice: Dice) => string;

/** Where a whole element stands. */
interface Span {
  from: number;
  to: number;
  /** Between its tags. */
  inner: [number, number];
}

/** Elements whose tags match, found without a parser: the text may be no XML any more. */
function elements(xml: string): Span[] {
  const open: Array<{ name: string; from: number; end: number }> = [];
  const spans: Span[] = [];
  for (const { 0: tag, 1: closing, 2: name = '', index } of xml.matchAll(
    /<(\/?)([\w:.-]+)(?:"[^"]*"|'[^']*'|[^<>"'])*>/g,
  )) {
    const end = index + tag.length;
    if (closing === '/') {
      const top = open.pop();
      if (top?.name === name) spans.push({ from: top.from, to: end, inner: [top.end, index] });
    } else if (tag.endsWith('/>')) {
      spans.push({ from: index, to: end, inner: [end, end] });
    } else {
      open.push({ name, from: index, end });
    }
  }
  return spans;
}

function onElement(xml: string, dice: Dice, change: (element: string, span: Span) => string): string {
  const spans = elements(xml);
  if (spans.length === 0) return xml;
  const span = dice.pick(spans);
  return xml.slice(0, span.from) + change(xml.slice(span.from, span.to), span) + xml.slice(span.to);
}

const texts = [
  '',
  ' ',
  '\t\n',
  '&lt;',
  '&#0;',
  '&#x1F600;',
  '&inconnue;',
  ']]>',
  'é',
  '٣',
  '2026-02-30',
  '99999999T250000',
  '-1',
  '1.2.250.1.213.1.4.99',
  'null',
  '$(id)',
];

const bombs = [
  '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
  '<!DOCTYPE b SYSTEM "file:///etc/passwd">',
  '<!DOCTYPE b [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
  '<?xml-stylesheet href="http://127.0.0.1:9/"?>',
  '<?xml version="1.1"?>',
  '<?xml version="1.0" encoding="ISO-2022-JP"?>',
  '<?xml version="1.0" encoding="UTF-7"?>',
];

const mutations: readonly Mutation[] = [
  (xml, dice) => onElement(xml, dice, () => ''),
  (xml, dice) => onElement(xml, dice, (element) => element.repeat(dice.pick([2, 3, 50, 300])).slice(0, 200_000)),
  (xml, dice) => onElement(xml, dice, (element) => `<x xmlns="urn:x">${element}</x>`),
  (xml, dice) =>
    onElement(xml, dice, (element) =>
      element.replace(
        /^<([\w.-]+:)?([\w.-]+)/,
        dice.pick(['<$2', '<y:$2', '<$1autre', '<$1$2 xmlns="urn:autre"', '<$1__proto__', '<$1constructor']),
      ),
    ),
  (xml, dice) =>
    onElement(
      xml,
      dice,
      (element, { from, inner }) =>
        element.slice(0, inner[0] - from) + dice.pick(texts) + element.slice(inner[1] - from),
    ),
  (xml, dice) =>
    onElement(
      xml,
      dice,
      (element, { from, inner }) =>
        `${element.slice(0, inner[0] - from)}<![CDATA[${element.slice(inner[0] - from, inner[1] - from)}]]>${element.slice(inner[1] - from)}`,
    ),
  (xml, dice) =>
    onElement(xml, dice, (element) => `<!--${element.replaceAll('--', '- -')}-->${dice.chance(0.5) ? element : ''}`),
  (xml, dice) => {
    const [one, other] = [elements(xml), elements(xml)].map((spans) =>
      spans.length === 0 ? undefined : dice.pick(spans),
    );
    if (one === undefined || other === undefined) return xml;
    return xml.slice(0, one.from) + xml.slice(other.from, other.to) + xml.slice(one.to);
  },
  (xml, dice) => {
    const attributes = [...xml.matchAll(/\s([\w:.-]+)="([^"]*)"/g)];
    if (attributes.length === 0) return xml;
    const { 0: all, 1: name = '', 2: value = '', index } = dice.pick(attributes);
    const other = dice.pick([
      '',
      ` ${name}=""`,
      ` ${name}="${dice.pick(texts).replaceAll('<', '')}"`,
      ` ${name}="${'x'.repeat(dice.pick([300, 20_000, 120_000]))}"`,
      ` ${name}="${value}" ${name}="${value}"`,
      ` ${name}="${mutatedText(value, dice).replaceAll(/[<"&]/g, '')}"`,
    ]);
    return xml.slice(0, index) + other + xml.slice(index + all.length);
  },
  (xml, dice) => {
    const depth = dice.pick([60, 250, 300, 3000]);
    return onElement(xml, dice, (element) => '<p>'.repeat(depth) + element + '</p>'.repeat(depth));
  },
  (xml, dice) =>
    onElement(xml, dice, (element) =>
      element.replace(/>/, ` ${Array.from({ length: dice.pick([5, 500]) }, (_, i) => `a${i}="v"`).join(' ')}>`),
    ),
  (xml, dice) => dice.pick(bombs) + xml,
  (xml, dice) =>
    onElement(xml, dice, (element) =>
      element.replace(/>[^<]*</, `>${dice.pick(['&b;', '&c;', '&#xD800;', '&#65;', '&amp;amp;'])}<`),
    ),
];

/** An XML text changed in its structure at one to three places. */
export function mutatedXml(xml: string, dice: Dice): string {
  let result = xml;
  for (let i = 0; i <= dice.int(3); i += 1) result = dice.pick(mutations)(result, dice);
  return result.slice(0, 256 * 1024);
}

/** The bytes of an XML text, mostly as UTF-8, sometimes in an encoding that is announced or not. */
export function encodedXml(xml: string, dice: Dice): Buffer {
  const utf8 = Buffer.from(xml);
  if (!dice.chance(0.1)) return utf8;
  return dice.pick([
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
    () => Buffer.from(`\uFEFF${xml}`, 'utf16le'),
    () => Buffer.from(xml, 'utf16le').swap16(),
    () => Buffer.from(xml, 'latin1'),
    () =>
      Buffer.concat([
        utf8.subarray(0, utf8.length / 2),
        Buffer.from([0xc3, 0x28, 0xff, 0xc0, 0x80]),
        utf8.subarray(utf8.length / 2),
      ]),
    () => Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${xml}`),
  ])();
}
