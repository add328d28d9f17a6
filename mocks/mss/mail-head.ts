import libmime from 'libmime';

/** The header fields of a message, unfolded, in their order. */
export type MailHead = ReadonlyArray<readonly [name: string, value: string]>;

const headCap = 256 * 1024;

/**
 * Reads the header of a message, however malformed: a line that is no field is passed over. Names are in lower case;
 * values are as written (UTF-8, RFC 6532), folded lines joined (RFC 5322 §2.2.3).
 */
export function headersOf(message: Buffer): MailHead {
  const head = headText(message.subarray(0, headCap));
  return head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
      return /^[!-9;-~]+$/.test(name) ? [[name, line.slice(colon + 1).trim()] as const] : [];
    });
}

/** The first field of that name. */
export function header(head: MailHead, name: string): string | undefined {
  return head.find(([given]) => given === name.toLowerCase())?.[1];
}

/** A field's text, its encoded words decoded (RFC 2047); as written where it can't be. */
export function decodedText(value: string): string {
  try {
    return libmime.decodeWords(value);
  } catch {
    return value;
  }
}

/** The addresses of a field, in their order: `Nom <a@b>, c@d` gives `a@b` and `c@d`. */
export function addressesIn(value: string | undefined): string[] {
  // Cut first, then looked at: a pattern searched for in the whole would be quadratic on a hostile field.
  return (value ?? '').split(/[<>\s,;:"]/).filter((word) => /^[^@]+@[^@]+$/.test(word));
}

/** Words of the decoded subject that can attribute a message: three letters at least. */
export function subjectWords(head: MailHead): string[] {
  return (
    decodedText(header(head, 'subject') ?? '')
      .match(/\p{L}{3,}/gu)
      ?.slice(0, 100) ?? []
  );
}

function headText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text)?.index;
  return end === undefined ? text : text.slice(0, end);
}
