import type { ReceivedMessage } from '../correspondence.ts';
import { mailDate, oneLine, type ReportContext } from './mime.ts';

/**
 * A message as it lies in a mailbox: the return path and the trace of its delivery before it (RFC 5321 §4.4). An MDN
 * must not leave by itself when its address is another than the return path (facts, MSS §6), so that it has to be there.
 */
export function traced({ message, recipient }: ReceivedMessage, context: ReportContext): Buffer {
  const { helo, remoteAddress, protocol } = message.trace;
  const head = [
    `Return-Path: <${oneLine(message.from)}>`,
    `Received: from ${oneLine(helo)} ([${remoteAddress}])`,
    `\tby ${context.name} with ${protocol}`,
    `\tfor <${oneLine(recipient.address)}>; ${mailDate(context)}`,
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'utf8'), message.raw]);
}
