import { fc } from './judgement.ts';

/** Ways to write the same message (HL7 v2, chapter 2, §2.5 to §2.8, and MLLP). */
export interface MessageForm {
  /** End of each segment: CR as the standard has it, or the line ends that a file was kept with. */
  end: '\r' | '\n' | '\r\n';
  mllp: boolean;
  /** A mark of UTF-8, where the message is in UTF-8. */
  mark: boolean;
  charset: 'UNICODE UTF-8' | '8859/15';
  /** Empty fields after the last one of a segment. */
  fields: number;
  /** Empty components after the last one of a field. */
  components: number;
  /** What stands after the last segment. */
  after: string;
  before: string;
  /** Characters of a value that are escaped though they need not be, out of a hundred. */
  escaped: number;
}

/** Any way to write a message. */
export const anyMessageForm: fc.Arbitrary<MessageForm> = fc.record({
  end: fc.constantFrom('\r', '\n', '\r\n'),
  mllp: fc.boolean(),
  mark: fc.boolean(),
  charset: fc.constantFrom('UNICODE UTF-8', '8859/15'),
  fields: fc.nat(4),
  components: fc.nat(3),
  after: fc.string({ unit: fc.constantFrom('\r', '\n', ' ', '\t'), maxLength: 8 }),
  before: fc.string({ unit: fc.constantFrom('\r', '\n'), maxLength: 3 }),
  escaped: fc.constantFrom(0, 0, 10, 60),
});

/** The right message in a form; its last segments, its values and its delimiters stay. */
export function messageInForm(text: string, form: MessageForm): Buffer {
  const lines = text.split('\r').filter((line) => line !== '');
  const written = lines.map((line) => segment(line, form)).join(form.end) + form.end;
  const body = encoded(written.replace('UNICODE UTF-8', form.charset), form);
  const [open, close] = form.mllp ? ['\u000b', '\u001c\r'] : ['', ''];
  return Buffer.concat([Buffer.from(open + form.before), body, Buffer.from(close + form.after)]);
}

function segment(line: string, form: MessageForm): string {
  const fields = line.split('|');
  const header = fields[0] === 'MSH';
  // The header holds codes, which no product escapes.
  const own = header ? { ...form, escaped: 0 } : form;
  const written = fields.map((field, i) => (i < (header ? 2 : 1) || field === '' ? field : value(field, own)));
  return written.join('|') + '|'.repeat(form.fields);
}

// The document and what names the character set are read before escapes are, or by who reads no escape.
function value(field: string, { components, escaped }: MessageForm): string {
  const plain = field === 'UNICODE UTF-8' || field.length > 500;
  const text = plain ? field : [...field].map((one, i) => (i % 100 < escaped ? hexadecimal(one) : one)).join('');
  return text + (plain ? '' : '^'.repeat(components));
}

function hexadecimal(character: string): string {
  return /[A-Za-z0-9]/.test(character) ? `\\X${character.charCodeAt(0).toString(16)}\\` : character;
}

// ISO 8859-15 has no typographic apostrophe, which no rule looks at.
function encoded(text: string, { charset, mark }: MessageForm): Buffer {
  if (charset === 'UNICODE UTF-8') return Buffer.from((mark ? '\ufeff' : '') + text);
  return Buffer.from(text.replaceAll('’', "'"), 'latin1');
}
