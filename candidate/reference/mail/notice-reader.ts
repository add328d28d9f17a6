import { addressOf, idsOf, type ParsedMail } from './mail-parser.ts';
import type { Notice } from './sent-mail.ts';

/** What a report says: of which message, and what became of it for each recipient. */
export interface Report {
  /** Message-IDs that the report may be about, the surest first. */
  about: readonly string[];
  notices: Notice[];
}

/** Reads a notice of delivery (RFC 3464) or of reading (RFC 8098); null for any other message. */
export function readReport(mail: ParsedMail): Report | null {
  const part = (type: string): string | undefined => {
    const found = mail.files.find((file) => file.type === type);
    return found?.content.toString('utf8');
  };
  const disposition = part('message/disposition-notification');
  const status = part('message/delivery-status');
  const headers = part('text/rfc822-headers') ?? part('message/rfc822') ?? '';
  const about = [...idsOf(field(disposition ?? '', 'Original-Message-ID')), ...idsOf(field(headers, 'Message-ID'))];
  const known = [...about, ...envelopeId(status), ...mail.references];
  if (disposition !== undefined) return { about: known, notices: [readingNotice(disposition, mail)] };
  if (status !== undefined) return { about: known, notices: deliveryNotices(status) };
  return null;
}

/** An MDN of an integration that failed says `processed/error`, then its code here or in a field of its own (facts, MSS §6). */
function readingNotice(text: string, mail: ParsedMail): Notice {
  const disposition = field(text, 'Disposition').split(';')[1]?.trim() ?? '';
  const recipient = addressOf(field(text, 'Final-Recipient')) ?? mail.from.address;
  const [type = '', ...modifiers] = disposition.split(/[/:]/).map((word) => word.trim());
  const error = field(text, 'Error') || modifiers.slice(1).join(' ').replaceAll('^', ' ').trim();
  if (modifiers[0]?.toLowerCase() === 'error') return { recipient, kind: 'non intégré', detail: error };
  const read = ['displayed', 'processed', 'dispatched'].includes(type.toLowerCase());
  return { recipient, kind: read ? 'lu' : 'échec', detail: read ? '' : disposition };
}

const actions: Record<string, Notice['kind']> = {
  delivered: 'reçu',
  relayed: 'reçu',
  expanded: 'reçu',
  failed: 'échec',
  delayed: 'retardé',
};

function deliveryNotices(status: string): Notice[] {
  return status.split(/\r?\n\s*\r?\n/).flatMap((group) => {
    const recipient = addressOf(field(group, 'Final-Recipient'));
    const kind = actions[field(group, 'Action').toLowerCase()];
    if (recipient === null || kind === undefined) return [];
    return [
      { recipient, kind, detail: kind === 'reçu' ? '' : field(group, 'Diagnostic-Code') || field(group, 'Status') },
    ];
  });
}

// We ask for notices under the Message-ID without its brackets (RFC 3461 §4.4).
function envelopeId(status: string | undefined): string[] {
  const id = field(status ?? '', 'Original-Envelope-Id');
  return id === '' ? [] : [`<${id}>`];
}

function field(text: string, name: string): string {
  return (
    new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(text)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? ''
  );
}
