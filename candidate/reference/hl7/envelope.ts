import { randomUUID } from 'node:crypto';
import { components, line, now, type Received, value } from './er7.ts';

/** What an outgoing message is. */
export interface Header {
  /** `ADT^A31^ADT_A05`. */
  type: string;
  /** `2.5^FRA^2.11`, `2.6`. */
  version: string;
  /** MSH-21. */
  profile: string;
}

/** A message to send, and its MSH-10. */
export interface OutgoingMessage {
  id: string;
  /** MSH-9. */
  type: string;
  bytes: Buffer;
}

/** A whole message: its MSH, then the segments given. */
export function messageOf({ type, version, profile }: Header, segments: readonly string[]): OutgoingMessage {
  const id = `CT${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
  const language = type.startsWith('ADT') ? 'FR' : '';
  const header = line(
    'MSH',
    '^~\\&',
    'CABINET-TEMOIN',
    'TEMOIN',
    'PFI',
    'CHU-PROBANT',
    now(),
    '',
    type,
    id,
    'T',
    version,
    '',
    '',
    '',
    '',
    'FRA',
    'UNICODE UTF-8',
    language,
    '',
    profile,
  );
  return { id, type, bytes: Buffer.from(`${[header, ...segments].join('\r')}\r`, 'utf8') };
}

/** What is wrong of a message received. */
export interface Refusal {
  /** HL7 table 0357. */
  condition: '100' | '101' | '102' | '103' | '200' | '207';
  /** Of condition 207: table HL7 0533 (`902`…). */
  application?: string;
  /** `PID^1^3`. */
  where: string;
  texte: string;
}

/** The acknowledgement of a message; `refusal` makes it AE, or AR for a type that is not taken. */
export function acknowledge(received: Received, refusal: Refusal | null): Buffer {
  const code = refusal === null ? 'AA' : refusal.condition === '200' ? 'AR' : 'AE';
  const get = (field: number): string => received.get('MSH', field);
  const { bytes } = messageOf(
    { type: `ACK^${received.get('MSH', 9, 2)}^ACK`, version: received.get('MSH', 12), profile: '' },
    [],
  );
  const header = bytes.toString('utf8').trimEnd().split('|');
  // What sent the message receives the answer; processing and character set are those of the message.
  [header[2], header[3], header[4], header[5]] = [5, 6, 3, 4].map((field) => components(get(field))) as [
    string,
    string,
    string,
    string,
  ];
  header[10] = components(get(11));
  const lines = [
    header.join('|'),
    line('MSA', code, components(get(10))),
    ...(refusal === null ? [] : [errorSegment(refusal)]),
  ];
  return Buffer.from(`${lines.join('\r')}\r`, 'utf8');
}

function errorSegment({ condition, where, application, texte }: Refusal): string {
  const told = application === undefined ? '' : components(application, texte);
  return line('ERR', '', where, `${condition}^^messageErrorCondition`, 'E', told, '', '', value(texte));
}
