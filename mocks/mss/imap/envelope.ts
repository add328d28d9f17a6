import type { MimePart } from '../../../core/index.ts';
import { addressList } from './address-list.ts';
import { nstring, type Part } from './imap-string.ts';

/** The ENVELOPE of a message (RFC 3501 §7.4.2); `header` is the message or its headers only. */
export function envelope(header: MimePart): Part[] {
  const value = (name: string): string | undefined => fieldValue(header, name);
  const from = value('from');
  const parts = [
    nstring(value('date')),
    nstring(value('subject')),
    addressList(from),
    // An absent or empty Sender or Reply-To is the From.
    addressList(value('sender') || from),
    addressList(value('reply-to') || from),
    addressList(value('to')),
    addressList(value('cc')),
    addressList(value('bcc')),
    nstring(value('in-reply-to')),
    nstring(value('message-id')),
  ];
  return ['(', ...parts.flatMap((part, i) => (i === 0 ? part : [' ', ...part])), ')'];
}

/** Value of a header, unfolded; its bytes as Latin-1. */
export function fieldValue({ headers }: MimePart, name: string): string | undefined {
  const header = headers.find((candidate) => candidate.name.toLowerCase() === name);
  return header === undefined ? undefined : Buffer.from(header.value, 'utf8').toString('latin1');
}
