import { headersNamed, type MimePart } from '../../core/index.ts';
import { headerOf, type Mail } from '../pieces/index.ts';
import { subjectOf } from './text.ts';

/** Fields of a status, by lower case name; every value of one that comes twice. */
export type ReportFields = ReadonlyMap<string, readonly string[]>;

/** What is read of a status: one made to exhaust its reader is cut here. */
const longestStatus = 64 * 1024;

/** The part that tells the status in a report of that type (RFC 6522); null for a mail that is no such report. */
export function statusOf({ message }: Pick<Mail, 'message'>, reportType: string): MimePart | null {
  const { type, params } = message.contentType;
  if (type !== 'multipart/report' || params['report-type']?.toLowerCase() !== reportType) return null;
  return message.parts.find(({ contentType }) => contentType.type === `message/${reportType}`) ?? null;
}

/** The groups of fields of a `message/disposition-notification` or `message/delivery-status` (RFC 3464 §2.1). */
export function fieldGroups(status: MimePart): ReportFields[] {
  const text = status.body.toString('utf8', 0, longestStatus).replaceAll(/\r?\n/g, '\n');
  const groups = text.replaceAll(/\n[ \t]/g, ' ').split(/\n{2,}/);
  return groups.map(fieldsOf).filter((fields) => fields.size > 0);
}

function fieldsOf(text: string): ReportFields {
  const fields = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return fields;
}

/** The only value of a field; null when it is absent, empty or repeated. */
export function fieldOf(fields: ReportFields | undefined, name: string): string | null {
  const values = fields?.get(name.toLowerCase()) ?? [];
  return values.length === 1 && values[0] !== '' ? (values[0] ?? null) : null;
}

/** The mail that a report encloses, as far as it can be told; null when it encloses none. */
export function originalOf({ message }: Pick<Mail, 'message'>): Pick<Mail, 'message'> | null {
  const enclosed = message.parts.find(({ contentType }) => contentType.type === 'message/rfc822');
  return enclosed?.parts[0] === undefined ? null : { message: enclosed.parts[0] };
}

/** Subject of a document's mail. */
export const documentPrefix = 'XDM/1.0/DDM+';

/** Why a product could not take in a document (facts, MSS §6, error codes of the guide). */
export const integrationCodes: Readonly<Record<string, string>> = {
  '900': 'version',
  '901': 'auteur',
  '902': 'patient inconnu',
  '903': 'INS absente',
  '904': 'INS différente',
  '905': 'INS incomplète',
  '906': 'autre erreur',
};

/** French list of the codes, for what is expected. */
export const codeList = 'un code de 900 à 906';

/** The code and the rest of the subject of a failure; null for another subject. An example of the guide says « Erreur d'intégration ! ». */
export function failureSubject(mail: Pick<Mail, 'message'>): { code: string; rest: string } | null {
  const form = /^\[(?:KO Intégration système|Erreur d['’]intégration) !\]\[(\d{3})\] (.*)$/su;
  const [, code, rest] =
    form.exec(
      subjectOf(mail)
        .normalize('NFC')
        .replaceAll(/\u00a0|\u202f/g, ' '),
    ) ?? [];
  return code === undefined || rest === undefined ? null : { code, rest };
}

/** The identifier of a message, or null. */
export function idOf(mail: Pick<Mail, 'message'> | null): string | null {
  return mail === null ? null : headerOf(mail, 'message-id');
}

/** True when a message has that header. */
export function has({ message }: Pick<Mail, 'message'>, name: string): boolean {
  return headersNamed(message, name).length > 0;
}
