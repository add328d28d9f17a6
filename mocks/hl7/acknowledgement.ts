import type { Environment } from '../../core/index.ts';
import { type Hl7Message, readMessage } from '../../rules/index.ts';
import { escaped, instant, messageId, segment } from './er7.ts';
import type { Hl7Answer } from './hl7-types.ts';

type Told = Extract<Hl7Answer, { code: string }>;

/** What a message is to the platform. */
export interface Incoming {
  /** Undefined when it can't be read. */
  read: Hl7Message | undefined;
  /** MSH-9, `ADT^A31^ADT_A05`; empty when it can't be read. */
  type: string;
  /** MSH-10. */
  id: string;
  /** Birth names, names in use and matricules of the PID, in upper case. */
  keys: string[];
}

/** Reads a message as far as the platform has to. */
export function incoming(message: Buffer): Incoming {
  const read = readMessage(message);
  if (typeof read === 'string') return { read: undefined, type: '', id: '', keys: [] };
  return { read, type: read.header.coded(9, 3), id: read.header.get(10), keys: keysOf(read) };
}

function keysOf({ segments }: Hl7Message): string[] {
  const values = segments
    .filter(({ name }) => name === 'PID' || name === 'MRG')
    .flatMap((one) => {
      const [ids, names] = one.name === 'PID' ? [3, 5] : [1, 7];
      return [...one.repetitions(ids), ...one.repetitions(names)].map((part) => part.get(1).toUpperCase());
    });
  return [...new Set(values)].filter((value) => value !== '' && value !== '""');
}

/** What the platform says of a message that nothing is prepared for. */
export function ordinaryAnswer({ read, type, id }: Incoming): Told {
  if (read === undefined) {
    return { code: 'AE', erreur: { condition: '100', libelle: 'Message illisible : ni MSH ni délimiteurs.' } };
  }
  const missing = [type === '' ? 'MSH-9' : '', id === '' ? 'MSH-10' : ''].filter((field) => field !== '');
  if (missing.length === 0) return { code: 'AA' };
  return { code: 'AE', erreur: { condition: '101', libelle: `Champ requis absent : ${missing.join(', ')}.` } };
}

const conditions: Readonly<Record<string, string>> = {
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '200': 'Unsupported message type',
  '203': 'Unsupported version id',
  '207': 'Application error',
};

/**
 * The acknowledgement of a message: sender and receiver change places, event, version, processing and character set are
 * those of the message (volet « Transmission d’un document CDA-R2 en HL7v2 », ACK).
 */
export function acknowledgement(
  { read, id }: Incoming,
  { code, erreur }: Told,
  environment: Pick<Environment, 'clock' | 'random'>,
): Buffer {
  const [application = 'PFI', organisation = 'CHU'] = [read?.header.get(5), read?.header.get(6)].map(orUndefined);
  const charset = read?.charset === undefined || read.charset === '' ? 'UNICODE UTF-8' : read.charset;
  const event = orUndefined(read?.header.get(9, 2));
  const header = segment('MSH', {
    1: '^~\\&',
    2: escaped(application),
    3: escaped(organisation),
    4: escaped(read?.header.get(3) ?? ''),
    5: escaped(read?.header.get(4) ?? ''),
    6: instant(environment),
    8: event === undefined ? 'ACK' : `ACK^${escaped(event)}^ACK`,
    9: messageId(environment),
    10: escaped(orUndefined(read?.header.get(11)) ?? 'P'),
    11: escaped(orUndefined(read?.header.get(12)) ?? '2.5'),
    16: 'FRA',
    17: charset,
  });
  const lines = [header, segment('MSA', { 1: code, 2: escaped(id) }), ...errorOf(code, erreur)];
  return Buffer.from(`${lines.join('\r')}\r`, charset === 'UNICODE UTF-8' ? 'utf8' : 'latin1');
}

function errorOf(code: Told['code'], { condition = '207', application, libelle = '' }: Told['erreur'] & object = {}) {
  if (code === 'AA') return [];
  return [
    segment('ERR', {
      3: `${condition}^${conditions[condition] ?? 'Error'}^messageErrorCondition`,
      4: 'E',
      ...(application === undefined && condition !== '207' ? {} : { 5: `${application ?? '906'}^${escaped(libelle)}` }),
      ...(libelle === '' ? {} : { 8: escaped(libelle) }),
    }),
  ];
}

function orUndefined(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
