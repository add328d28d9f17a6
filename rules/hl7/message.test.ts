import { expect, test } from 'vitest';
import { allRules } from '../registry.ts';
import { type Hl7Message, readMessage, segmentsNamed } from './message.ts';
import { mdm } from './testing.ts';

function read(text: string | Buffer): Hl7Message {
  const message = readMessage(Buffer.from(text as string));
  if (typeof message === 'string') throw new Error(message);
  return message;
}

const header = 'MSH|^~\\&|A|B';

test('numbers the fields of MSH from its delimiter', () => {
  const { header: msh } = read(mdm());
  expect([msh.get(1), msh.raw(2), msh.get(3), msh.get(9, 2), msh.get(21, 2)]).toEqual([
    '|',
    '^~\\&',
    'DPI',
    'T02',
    'CISIS_CDA_HL7_V2',
  ]);
});

test('reads repetitions, components and subcomponents', () => {
  const [pid] = segmentsNamed(read(mdm()), 'PID');
  const [, ins] = pid?.repetitions(3) ?? [];
  expect([
    ins?.rank,
    ins?.get(1),
    ins?.get(4, 2),
    ins?.get(9),
    pid?.at(3, { repetition: 2, component: 4, subcomponent: 2 }),
  ]).toEqual([2, '279035121518989', '1.2.250.1.213.1.4.10', '', 'PID[1]-3[2].4.2']);
});

test('undoes escapes, and leaves what is none', () => {
  const text = 'a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\.br\\g\\X4142\\h\\H\\i\\N\\j\\Zfoo\\k\\l';
  expect(segmentsNamed(read(`${header}\rNTE|1||${text}`), 'NTE')[0]?.get(3)).toBe('a|b^c&d~e\\f\ngABhij\\Zfoo\\k\\l');
});

test('takes the delimiters of the message', () => {
  expect(segmentsNamed(read('MSH#*!\\&#A#B\rPID#1##x*y!z'), 'PID')[0]?.repetitions(3)[1]?.get(1)).toBe('z');
});

test.each([
  ['its MLLP frame', (text: string) => `\u000b${text}\u001c\r`],
  ['the line ends of a file', (text: string) => text.replaceAll('\r', '\r\n')],
  ['blank lines before it', (text: string) => `\n\n${text}`],
  ['a mark of UTF-8', (text: string) => `\ufeff${text}`],
])('reads a message in %s', (_, wrapped) => {
  expect(read(wrapped(mdm())).segments).toHaveLength(read(mdm()).segments.length);
});

test.each([
  ['UNICODE UTF-8', 'utf8', false],
  ['8859/1', 'latin1', false],
  ['8859/15', 'latin1', false],
  ['UNICODE UTF-8', 'latin1', true],
  ['8859/15', 'utf8', true],
  ['', 'utf8', true],
] as const)('reads accents said in %s and written in %s', (charset, encoding, garbled) => {
  const text = `${header}|C|D||||||||||||${charset}\rNTE|1||Zoé`;
  const message = read(Buffer.from(text, encoding));
  expect([message.charset, message.garbled]).toEqual([charset, garbled]);
  if (!garbled) expect(segmentsNamed(message, 'NTE')[0]?.get(3)).toBe('Zoé');
});

test.each([
  ['nothing', '', 'vide'],
  ['a frame around nothing', '\u000b\u001c\r', 'vide'],
  ['another file', '%PDF-1.7', 'sans_msh'],
  ['a header alone', 'MSH', 'delimiteurs'],
  ['a delimiter twice', 'MSH|^^\\&|', 'delimiteurs'],
  ['letters as delimiters', 'MSHabcdef', 'delimiteurs'],
  ['more segments than a message has', `${header}${'\rNTE|1'.repeat(6_000)}`, 'trop_de_segments'],
])('refuses %s', (_, text, fault) => {
  expect(readMessage(Buffer.from(text))).toBe(fault);
});

test('refuses what is too big', () => {
  expect(readMessage(Buffer.alloc(33 * 1024 * 1024, 'M'))).toBe('trop_gros');
});

// Bad input is a finding, never an exception.
test.each([
  ['cut anywhere', (text: string, i: number) => text.slice(0, (i * 37) % text.length)],
  ['without its delimiters', (text: string, i: number) => text.replaceAll('|^~&'.charAt(i % 4), '')],
  ['of delimiters', (text: string, i: number) => `${text.slice(0, 9)}${'|~^&\\'.repeat(i)}`],
  ['with its fields repeated', (text: string, i: number) => text.replaceAll('|', '|'.repeat(1 + (i % 3)))],
])('no rule throws on a message %s', async (_, damage) => {
  const rules = allRules().filter(({ id }) => id.startsWith('hl7.'));
  const traits = { nomNaissance: 'A', prenoms: 'B', dateNaissance: '2000-01-01', sexe: 'F' };
  for (let i = 1; i <= 30; i += 1) {
    const inputs = { message: Buffer.from(damage(mdm(), i)) };
    for (const { id, check } of rules) {
      const findings = await check(inputs, id === 'hl7.patient' ? traits : {});
      expect(findings.every(({ where, message }) => where !== '' && message !== '')).toBe(true);
    }
  }
});
