import type { Mailbox, MailboxEvent, StoredMessage } from '../mailbox.ts';
import { flagList } from './flags.ts';
import type { Reply } from './reply.ts';
import { type SetRange, setTest } from './sequence-set.ts';

/** A message with the number that its session knows it by. */
export interface Numbered {
  seq: number;
  message: StoredMessage;
}

/**
 * A mailbox as one session sees it. What others change is told to the client only when the protocol allows it, and
 * message numbers move only then (RFC 3501 §5.5 and §7.4.1).
 */
export class Selected {
  readonly mailbox: Mailbox;
  readonly readOnly: boolean;
  #uids: number[];
  readonly #gone = new Set<number>();
  readonly #changed = new Set<number>();
  #closed = false;
  #muted = false;
  readonly #unsubscribe: () => void;
  /** Called at each change, while the client waits in IDLE. */
  onChange: () => void = () => undefined;

  constructor(mailbox: Mailbox, readOnly: boolean) {
    this.mailbox = mailbox;
    this.readOnly = readOnly;
    this.#uids = mailbox.messages.map(({ uid }) => uid);
    this.#unsubscribe = mailbox.subscribe((event) => this.#take(event));
  }

  /** Messages that the client knows of. */
  get count(): number {
    return this.#uids.length;
  }

  /** True once the mailbox or its account is no more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The messages of a set, in order; those that are gone meanwhile are passed over. */
  pick(set: readonly SetRange[], byUid: boolean): Numbered[] {
    const last = byUid ? (this.#uids.at(-1) ?? 0) : this.#uids.length;
    const holds = setTest(set, last);
    return this.all().filter(({ seq, message }) => holds(byUid ? message.uid : seq));
  }

  /** Every message that is still there. */
  all(): Numbered[] {
    const messages = new Map(this.mailbox.messages.map((message) => [message.uid, message]));
    return this.#uids.flatMap((uid, i) => {
      const message = messages.get(uid);
      return message === undefined ? [] : [{ seq: i + 1, message }];
    });
  }

  /** The largest number that a set may name. */
  get lastUid(): number {
    return this.#uids.at(-1) ?? 0;
  }

  /** Changes flags of the client's own accord: it is answered by its command, not told as news. */
  setFlags(uid: number, flags: Iterable<string>): void {
    this.#muted = true;
    this.mailbox.setFlags(uid, flags);
    this.#muted = false;
  }

  /** Tells the client what happened. `expunges`: whether message numbers may move now. */
  flush(reply: Reply, expunges: boolean): void {
    if (expunges) this.#tellGone(reply);
    this.#tellNew(reply);
    this.#tellChanged(reply);
  }

  release(): void {
    this.#unsubscribe();
  }

  #tellGone(reply: Reply): void {
    if (this.#gone.size === 0) return;
    const kept: number[] = [];
    for (const uid of this.#uids) {
      // Each number counts those that were told before it.
      if (this.#gone.has(uid)) reply.untagged(`${kept.length + 1} EXPUNGE`);
      else kept.push(uid);
    }
    this.#uids = kept;
    this.#gone.clear();
  }

  #tellNew(reply: Reply): void {
    const last = this.lastUid;
    const fresh = this.mailbox.messages.filter(({ uid }) => uid > last);
    if (fresh.length === 0) return;
    for (const { uid } of fresh) this.#uids.push(uid);
    reply.untagged(`${this.#uids.length} EXISTS`);
  }

  #tellChanged(reply: Reply): void {
    if (this.#changed.size === 0) return;
    for (const { seq, message } of this.all()) {
      if (this.#changed.has(message.uid))
        reply.untagged(`${seq} FETCH (UID ${message.uid} FLAGS ${flagList(message.flags)})`);
    }
    this.#changed.clear();
  }

  #take(event: MailboxEvent): void {
    if (event.kind === 'ferme') this.#closed = true;
    if (event.kind === 'supprime') this.#gone.add(event.uid);
    if (event.kind === 'drapeaux' && !this.#muted) this.#changed.add(event.uid);
    this.onChange();
  }
}
