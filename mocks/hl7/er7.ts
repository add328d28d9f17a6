import { type Environment, isoNow } from '../../core/index.ts';

const escapes: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '~': '\\R\\',
  '\\': '\\E\\',
  '&': '\\T\\',
  '\r': '\\X0D\\',
  '\n': '\\X0A\\',
};

/** A value as a field may hold it. */
export function escaped(text: string): string {
  return text.replaceAll(/[|^~\\&\r\n]/g, (one) => escapes[one] ?? '');
}

/** Fields of a segment by their rank; those that are not said are empty. */
export function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, i) => fields[i + 1] ?? '')].join('|');
}

/** The bytes of a message, its segments ended as the standard wants. */
export function er7(segments: readonly string[]): Buffer {
  return Buffer.from(`${segments.join('\r')}\r`, 'utf8');
}

/** `AAAAMMJJHHMMSS`, in UTC, the offset said. */
export function instant(environment: Pick<Environment, 'clock'>): string {
  return `${isoNow(environment).replaceAll(/[-:T]|\.\d+Z$|Z$/g, '')}+0000`;
}

/** An identifier of message that no other has. */
export function messageId(environment: Pick<Environment, 'random'>): string {
  return `PFI${environment.random.bytes(8).toString('hex').toUpperCase()}`;
}
