import { addressesOf, decodeWords, headersNamed, type MimePart } from '../../core/index.ts';
import { headerOf, type Mail } from '../pieces/index.ts';

/** Domain of the mailboxes of Mon espace santé (facts, MSS §7). */
export const patientDomain = 'patient.mssante.fr';

/** The part that holds what the author wrote: the message itself, or the first part of its attachments' multipart. */
export function bodyPart({ message }: Pick<Mail, 'message'>): MimePart {
  let part = message;
  while (/^multipart\/(?!alternative)/.test(part.contentType.type) && part.parts[0] !== undefined) part = part.parts[0];
  return part;
}

/** The texts that the author wrote: one, or the two of a multipart/alternative. */
export function bodyTexts(mail: Pick<Mail, 'message'>): MimePart[] {
  const part = bodyPart(mail);
  return part.contentType.type === 'multipart/alternative' ? part.parts : [part];
}

/** What is read of a text; of a longer one, its two ends. */
export const longestText = 1024 ** 2;

/** The words of a text part: tags and entities of HTML gone, white space as one space. */
export function wordsOf({ contentType, body }: MimePart): string {
  const half = longestText / 2;
  const ends = body.length <= longestText ? [body] : [body.subarray(0, half), body.subarray(-half)];
  const text = ends.map((bytes) => bytes.toString('utf8')).join(' ');
  const plain = contentType.type === 'text/html' ? withoutTags(text) : text;
  return plain.replaceAll(/[\s\u00a0]+/g, ' ').trim();
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const hidden = new Set(['style', 'script', 'title']);

// In one pass: an expression that looks for a `>` from each `<` never ends on a hostile text.
function withoutTags(html: string): string {
  const [head = '', ...tags] = html.split('<');
  let text = head;
  let within = '';
  for (const tag of tags) {
    const name = /^\/?[a-z]{1,16}/i.exec(tag)?.[0].toLowerCase() ?? '';
    if (within === '' && hidden.has(name)) within = `/${name}`;
    else if (name === within) within = '';
    const close = tag.indexOf('>');
    if (within === '' && close >= 0) text += ` ${tag.slice(close + 1)}`;
  }
  return decoded(text);
}

function decoded(text: string): string {
  return text.replaceAll(/&(#x?[0-9a-f]{1,8}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The decoded subject; empty where there is none. */
export function subjectOf(mail: Pick<Mail, 'message'>): string {
  return decodeWords(headerOf(mail, 'subject') ?? '');
}

/** The addresses, in lower case, of the headers of these names. */
export function addressesIn({ message }: Pick<Mail, 'message'>, ...names: string[]): string[] {
  const headers = names.flatMap((name) => headersNamed(message, name));
  return headers.flatMap(({ value }) => addressesOf(value)).map(({ address }) => address.toLowerCase());
}

/** Where a mail is sent: its envelope, or its headers when it is no exchange. */
export function recipientsOf(mail: Mail): string[] {
  return mail.envelope?.to.map((address) => address.toLowerCase()) ?? addressesIn(mail, 'to', 'cc', 'bcc');
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
