import type { Clock } from '../../core/index.ts';
import { Mailbox, type SpecialUse } from './mailbox.ts';

/** An account to open. */
export interface NewAccount {
  /** Address of the BAL. */
  address: string;
  /** Label of the sender, `Titre_Prenom_NOM_Entité` (ECO.2.2.7). */
  label?: string;
  /** Scenario that the account is for; `MailStore.reset` forgets it with the scenario. Absent: it lasts as the bench. */
  owner?: string;
  /** Structure whose certificates open it as an applicative BAL: the OU of their subject. Absent: none does. */
  structure?: string;
  /** Subject of the only PSC tokens that open it as a personal BAL. Absent: any, unless the token names its mailboxes. */
  subject?: string;
  /** Bytes that it holds. */
  quota?: number;
}

const megabyte = 1024 * 1024;
const defaultQuota = 256 * megabyte;
// A client that creates mailboxes without end must not fill the memory.
const maxMailboxes = 100;
const maxMessages = 10_000;

// No rule was found on the folders of a BAL (facts, MSS §3.10): the usual four, with their special use (RFC 6154).
const initialMailboxes: ReadonlyArray<[string, SpecialUse | undefined]> = [
  ['INBOX', undefined],
  ['Sent', '\\Sent'],
  ['Drafts', '\\Drafts'],
  ['Trash', '\\Trash'],
];

/** Addresses are compared without regard to case: no MSSanté operator tells `A@x` from `a@x`. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}

/** `INBOX` in any case is the one INBOX (RFC 3501 §5.1). */
export function mailboxName(name: string): string {
  return name.toUpperCase() === 'INBOX' ? 'INBOX' : name;
}

/** One mail account and its mailboxes. */
export class MailAccount {
  readonly address: string;
  readonly label: string | undefined;
  readonly owner: string | undefined;
  readonly structure: string | undefined;
  readonly subject: string | undefined;
  /** Names of the mailboxes that its clients subscribe to. */
  readonly subscribed: Set<string>;
  readonly #clock: Clock;
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #closers = new Set<() => void>();
  #quota: number;
  #lastValidity = 0;
  #closed = false;

  constructor(request: NewAccount, clock: Clock) {
    this.address = request.address;
    this.label = request.label;
    this.owner = request.owner;
    this.structure = request.structure;
    this.subject = request.subject;
    this.#quota = request.quota ?? defaultQuota;
    this.#clock = clock;
    for (const [name, use] of initialMailboxes) this.#add(name, use);
    this.subscribed = new Set(this.#mailboxes.keys());
  }

  get inbox(): Mailbox {
    return this.mailbox('INBOX') ?? this.#add('INBOX', undefined);
  }

  get mailboxes(): Mailbox[] {
    return [...this.#mailboxes.values()];
  }

  /** Bytes that it holds. */
  get quota(): number {
    return this.#quota;
  }

  /** Changes what it holds; what it has already stays. Without bytes: as usual. */
  limit(bytes: number | undefined): void {
    this.#quota = bytes ?? defaultQuota;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Bytes held; a copied message counts as often as it is filed. */
  get used(): number {
    return this.mailboxes.reduce((sum, mailbox) => sum + mailbox.size, 0);
  }

  /** True when `count` more messages of `size` bytes in all fit. */
  hasRoom(size: number, count = 1): boolean {
    const messages = this.mailboxes.reduce((sum, mailbox) => sum + mailbox.messages.length, 0);
    return this.used + size <= this.quota && messages + count <= maxMessages;
  }

  mailbox(name: string): Mailbox | undefined {
    return this.#mailboxes.get(mailboxName(name));
  }

  /** Makes a mailbox; undefined when the name is taken, or there are too many. */
  create(name: string): Mailbox | undefined {
    if (this.mailbox(name) !== undefined || this.#mailboxes.size >= maxMailboxes) return undefined;
    return this.#add(mailboxName(name), undefined);
  }

  /** Removes a mailbox and its messages; false when there is none, or it is INBOX. */
  delete(name: string): boolean {
    const mailbox = this.mailbox(name);
    if (mailbox === undefined || mailbox.name === 'INBOX') return false;
    this.#mailboxes.delete(mailbox.name);
    mailbox.close();
    return true;
  }

  /**
   * Renames a mailbox and those under it; false when there is none, or the new name is taken.
   * INBOX stays, those under it too, and its messages go to the new mailbox (RFC 3501 §6.3.5).
   */
  rename(from: string, to: string): boolean {
    const under = mailboxName(from) === 'INBOX' ? [] : this.mailboxes.filter(({ name }) => name.startsWith(`${from}/`));
    if (!this.#rename(from, to)) return false;
    for (const { name } of under) this.#rename(name, `${to}${name.slice(from.length)}`);
    return true;
  }

  #rename(from: string, to: string): boolean {
    const source = this.mailbox(from);
    if (source === undefined) return false;
    const target = this.create(to);
    if (target === undefined) return false;
    target.take(source, source.messages);
    if (source.name !== 'INBOX') this.delete(source.name);
    return true;
  }

  /** Tells when the account is closed; the result stops that. */
  onClose(listener: () => void): () => void {
    this.#closers.add(listener);
    return () => this.#closers.delete(listener);
  }

  /** Ends the account: its sessions are told. */
  close(): void {
    this.#closed = true;
    for (const mailbox of this.mailboxes) mailbox.close();
    for (const listener of [...this.#closers]) listener();
  }

  /** Removes the messages of a scenario. */
  forget(owner: string): void {
    for (const mailbox of this.mailboxes) {
      mailbox.expunge(mailbox.messages.filter((message) => message.owner === owner).map(({ uid }) => uid));
    }
  }

  #add(name: string, use: SpecialUse | undefined): Mailbox {
    // A mailbox made again under the same name must not pass for the former one (RFC 3501 §2.3.1.1).
    this.#lastValidity = Math.max(this.#lastValidity + 1, Math.floor(this.#clock.now() / 1000));
    const mailbox = new Mailbox({
      name,
      specialUse: use,
      uidValidity: this.#lastValidity,
      clock: this.#clock,
      hasRoom: (size, count) => this.hasRoom(size, count),
    });
    this.#mailboxes.set(name, mailbox);
    return mailbox;
  }
}
