import { fieldOf, type ReportFields } from './report.ts';

/** What an MDN says was done (RFC 8098 §3.2.6). */
export interface Disposition {
  type: 'displayed' | 'processed' | 'dispatched' | 'deleted';
  sending: 'automatically' | 'manually';
  failed: boolean;
  /** Code of the failure (900 to 906); null where it is not told. */
  code: string | null;
}

const form =
  /^(?:automatic|manual)-action\/MDN-sent-(automatically|manually)\s*;\s*(displayed|processed|dispatched|deleted)\s*(?:\/\s*(.*))?$/is;

/**
 * Reads `Disposition`, and `Error` beside it: the guide first had the code in the former
 * (`processed/Error: 902^…`), then, 1.1.3, in the latter. Null for a field that is absent, repeated or of another form.
 */
export function dispositionOf(fields: ReportFields | undefined): Disposition | null {
  const [, sending, type, modifier = ''] = form.exec(fieldOf(fields, 'disposition') ?? '') ?? [];
  if (sending === undefined || type === undefined) return null;
  const error = fields?.get('error')?.[0] ?? '';
  const inline = /^error\s*:?/i.exec(modifier);
  const text = error === '' ? modifier.slice(inline?.[0].length ?? 0) : error;
  return {
    type: type.toLowerCase() as Disposition['type'],
    sending: sending.toLowerCase() as Disposition['sending'],
    failed: inline !== null || error !== '',
    code: /^\s*(\d{3})\b/.exec(text)?.[1] ?? null,
  };
}
