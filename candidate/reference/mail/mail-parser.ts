import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** A part of a message that is a file. */
export interface MailFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A message as the software reads it. */
export interface ParsedMail {
  messageId: string;
  references: readonly string[];
  from: { name: string; address: string };
  /** Address that answers go to. */
  replyTo: string;
  subject: string;
  text: string;
  /** Address that a notice of reading is asked for; null when it is not. */
  wantsReading: string | null;
  files: readonly MailFile[];
  /** `disposition-notification`, `delivery-status`; empty for an ordinary message. */
  reportType: string;
}

/** Reads a message that came from outside; null when it can't be read. */
export async function parseMail(raw: Buffer): Promise<ParsedMail | null> {
  try {
    return view(await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 50 }));
  } catch {
    // Too deep, or headers without end: the caller says so, and keeps the message.
    return null;
  }
}

function view(email: Email): ParsedMail {
  const header = (name: string): string => email.headers.find(({ key }) => key === name)?.value ?? '';
  const from = first(email.from === undefined ? [] : [email.from]);
  return {
    messageId: email.messageId ?? '',
    references: idsOf(email.references ?? email.inReplyTo ?? ''),
    from,
    replyTo: first(email.replyTo ?? []).address || from.address,
    subject: email.subject ?? '',
    text: email.text ?? textOf(email.html ?? ''),
    wantsReading: addressOf(header('disposition-notification-to')),
    files: email.attachments.map(fileOf),
    reportType: /report-type="?([\w-]+)/i.exec(header('content-type'))?.[1]?.toLowerCase() ?? '',
  };
}

function first(addresses: readonly Address[]): { name: string; address: string } {
  const [one] = addresses.flatMap((address) => address.group ?? [address]);
  return { name: one?.name ?? '', address: one?.address ?? '' };
}

function fileOf({ filename, mimeType, content }: Attachment): MailFile {
  return { name: filename ?? '', type: mimeType, content: toBuffer(content) };
}

function toBuffer(content: Attachment['content']): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}

// A message of HTML alone: its words are enough, and none of it is shown as HTML.
function textOf(html: string): string {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The Message-IDs of a header. */
export function idsOf(header: string): string[] {
  return header.match(/<[^<>\s]+>/g) ?? [];
}

/** The first address of a header; null when there is none. */
export function addressOf(header: string): string | null {
  return /[^\s<>,;"]+@[^\s<>,;"]+/.exec(header)?.[0] ?? null;
}
