import type { Clock } from '../../core/index.ts';
import { addressKey, MailAccount, type NewAccount } from './mail-account.ts';
import type { NewMessage, StoredMessage } from './mailbox.ts';

/** The mail of every account of the bench, in memory: a run keeps its evidence in the journal, not here. */
export class MailStore {
  readonly #clock: Clock;
  readonly #accounts = new Map<string, MailAccount>();

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  /** Opens the account of an address, or gives the one that is open already, whose owner and label stay as they are. */
  open(request: NewAccount): MailAccount {
    const key = addressKey(request.address);
    const known = this.#accounts.get(key);
    if (known !== undefined) return known;
    const account = new MailAccount(request, this.#clock);
    this.#accounts.set(key, account);
    return account;
  }

  /** The account of an address, whatever its case. */
  account(address: string): MailAccount | undefined {
    return this.#accounts.get(addressKey(address));
  }

  /** The accounts of an owner, or all of them, in the order of their opening. */
  accounts(owner?: string): MailAccount[] {
    const all = [...this.#accounts.values()];
    return owner === undefined ? all : all.filter((account) => account.owner === owner);
  }

  /** Puts a message in an account's INBOX; undefined when there is no such account, or no room left in it. */
  deliver(address: string, message: NewMessage): StoredMessage | undefined {
    return this.account(address)?.inbox.append(message);
  }

  /** Closes an account; its sessions see their mailbox end. */
  close(address: string): void {
    this.account(address)?.close();
    this.#accounts.delete(addressKey(address));
  }

  /** Forgets the accounts of an owner, and its messages in the accounts of others. */
  reset(owner: string): void {
    for (const account of this.accounts(owner)) this.close(account.address);
    for (const account of this.accounts()) account.forget(owner);
  }
}
