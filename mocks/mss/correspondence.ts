import { addressKey } from './mail-account.ts';
import { addressesIn, decodedText, header, headersOf, type MailHead } from './mail-head.ts';
import type { AcceptedMessage, AcceptedRecipient } from './smtp/index.ts';

/** A message that reached a correspondent, as its replies and reports need it. */
export interface ReceivedMessage {
  recipient: AcceptedRecipient;
  message: AcceptedMessage;
  head: MailHead;
  messageId: string;
  /** Mailbox that wrote: the address of `From`, else the envelope's. */
  sender: string;
  /** True when it ends the exchange (ECO 2.2.8). */
  ends: boolean;
  at: Date;
  owner: string | undefined;
}

const keptBytes = 64 * 1024 * 1024;
const keptMessages = 5_000;

/** What correspondents received, the latest last; the oldest are forgotten when there are too many. */
export class Correspondence {
  #received: ReceivedMessage[] = [];
  #size = 0;

  add(received: ReceivedMessage): void {
    this.#received.push(received);
    this.#size += received.message.raw.length;
    while (this.#size > keptBytes || this.#received.length > keptMessages) {
      this.#size -= this.#received.shift()?.message.raw.length ?? 0;
    }
  }

  /** What an address received, in order. */
  of(address: string): ReceivedMessage[] {
    const key = addressKey(address);
    return this.#received.filter(({ recipient }) => addressKey(recipient.address) === key);
  }

  /** Forgets what is an owner's, or all. */
  reset(owner?: string): void {
    this.#received = owner === undefined ? [] : this.#received.filter((received) => received.owner !== owner);
    this.#size = this.#received.reduce((sum, { message }) => sum + message.raw.length, 0);
  }
}

/** Reads a message for one of its recipients. */
export function received(
  message: AcceptedMessage,
  recipient: AcceptedRecipient,
  { at, owner }: { at: Date; owner: string | undefined },
): ReceivedMessage {
  const head = headersOf(message.raw);
  const [sender = message.from] = addressesIn(header(head, 'from'));
  const messageId = header(head, 'message-id') ?? '';
  return { recipient, message, head, messageId, sender, ends: endsExchange(head), at, owner };
}

/** Where a reply to it goes. */
export function replyAddress({ head, sender }: ReceivedMessage): string {
  return addressesIn(header(head, 'reply-to'))[0] ?? sender;
}

/** `X-MSS-MES: FIN`, three capitals, or a subject that is `[FIN]` and nothing else (facts, MSS §7). */
function endsExchange(head: MailHead): boolean {
  return header(head, 'x-mss-mes') === 'FIN' || decodedText(header(head, 'subject') ?? '') === '[FIN]';
}
