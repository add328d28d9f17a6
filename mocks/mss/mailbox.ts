import type { Clock } from '../../core/index.ts';

/** What a mailbox is for (RFC 6154). */
export type SpecialUse = '\\Sent' | '\\Drafts' | '\\Trash';

/** A message as filed. Its bytes are those received; nothing is added to them. */
export interface StoredMessage {
  readonly uid: number;
  readonly raw: Buffer;
  readonly internalDate: Date;
  /** `\Seen`, `\Answered`, `$MDNSent`… Replaced, never changed in place. */
  readonly flags: ReadonlySet<string>;
  /** Scenario that the message is for. */
  readonly owner?: string;
}

/** A message to file. */
export interface NewMessage {
  raw: Buffer;
  flags?: Iterable<string>;
  internalDate?: Date;
  owner?: string;
}

/** A change in a mailbox. */
export type MailboxEvent =
  | { kind: 'nouveau'; message: StoredMessage }
  | { kind: 'supprime'; uid: number }
  | { kind: 'drapeaux'; uid: number }
  | { kind: 'ferme' };

interface MailboxOptions {
  name: string;
  specialUse: SpecialUse | undefined;
  uidValidity: number;
  clock: Clock;
  hasRoom(size: number, count: number): boolean;
}

/** One mailbox: messages in the order of their UIDs. */
export class Mailbox {
  readonly name: string;
  readonly specialUse: SpecialUse | undefined;
  readonly uidValidity: number;
  readonly #options: MailboxOptions;
  readonly #listeners = new Set<(event: MailboxEvent) => void>();
  #messages: StoredMessage[] = [];
  #uidNext = 1;
  #size = 0;

  constructor(options: MailboxOptions) {
    this.name = options.name;
    this.specialUse = options.specialUse;
    this.uidValidity = options.uidValidity;
    this.#options = options;
  }

  get uidNext(): number {
    return this.#uidNext;
  }

  /** Bytes of its messages. */
  get size(): number {
    return this.#size;
  }

  /** A list that does not change later. */
  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** Files a message; undefined when the account is full. */
  append(message: NewMessage): StoredMessage | undefined {
    if (!this.#options.hasRoom(message.raw.length, 1)) return undefined;
    return this.#file(message);
  }

  /** Files copies of messages, all or none; undefined when the account is full. The copies are in the order given. */
  copy(messages: readonly StoredMessage[]): StoredMessage[] | undefined {
    const size = messages.reduce((sum, { raw }) => sum + raw.length, 0);
    if (!this.#options.hasRoom(size, messages.length)) return undefined;
    return messages.map((message) => this.#file(message));
  }

  /** Takes messages out of a mailbox of the same account, and files them here. */
  take(source: Mailbox, messages: readonly StoredMessage[]): StoredMessage[] {
    const filed = messages.map((message) => this.#file(message));
    source.expunge(messages.map(({ uid }) => uid));
    return filed;
  }

  /** Gives a message other flags; false when it is gone. */
  setFlags(uid: number, flags: Iterable<string>): boolean {
    const index = this.#messages.findIndex((message) => message.uid === uid);
    const message = this.#messages[index];
    if (message === undefined) return false;
    this.#messages = this.#messages.with(index, { ...message, flags: new Set(flags) });
    this.#tell({ kind: 'drapeaux', uid });
    return true;
  }

  /** Removes messages for good. */
  expunge(uids: Iterable<number>): void {
    const removed = new Set(uids);
    const gone = this.#messages.filter(({ uid }) => removed.has(uid));
    this.#messages = this.#messages.filter(({ uid }) => !removed.has(uid));
    for (const { uid, raw } of gone) {
      this.#size -= raw.length;
      this.#tell({ kind: 'supprime', uid });
    }
  }

  /** Tells of every change from now on; the result stops that. */
  subscribe(listener: (event: MailboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells those who listen that the mailbox is no more. */
  close(): void {
    this.#tell({ kind: 'ferme' });
    this.#listeners.clear();
  }

  #file(message: NewMessage): StoredMessage {
    const filed: StoredMessage = {
      uid: this.#uidNext,
      raw: message.raw,
      internalDate: message.internalDate ?? new Date(this.#options.clock.now()),
      flags: new Set(message.flags ?? []),
      ...(message.owner === undefined ? {} : { owner: message.owner }),
    };
    this.#uidNext += 1;
    this.#size += filed.raw.length;
    this.#messages = [...this.#messages, filed];
    this.#tell({ kind: 'nouveau', message: filed });
    return filed;
  }

  #tell(event: MailboxEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
