import { addressKey } from './mail-account.ts';
import type { MailStore } from './mail-store.ts';
import type { MailboxDeclaration } from './mss-types.ts';

/** Domain of the users of Mon espace santé. */
export const patientDomain = 'patient.mssante.fr';

/**
 * The mailboxes that the bench declared, and the domains of the trusted space. An owner's declaration lies over those of
 * others: a scenario may close a mailbox of the product, which is as before once the scenario is over.
 */
export class MailDirectory {
  readonly #store: MailStore;
  readonly #domains: readonly string[];
  readonly #known = new Map<string, MailboxDeclaration[]>();

  /** @param domains those of the trusted space besides that of Mon espace santé, the operator's own first */
  constructor(store: MailStore, domains: readonly string[]) {
    this.#store = store;
    this.#domains = [...domains, patientDomain].map((domain) => domain.toLowerCase());
  }

  /** Takes a declaration; an open mailbox has an account, but that of a patient. */
  declare(mailbox: MailboxDeclaration): void {
    const { address, owner } = mailbox;
    const others = this.#declarations(address).filter((declared) => declared.owner !== owner);
    this.#known.set(addressKey(address), [...others, mailbox]);
    this.#openAccount(mailbox);
  }

  /** The latest declaration of an address. */
  find(address: string): MailboxDeclaration | undefined {
    return this.#declarations(address).at(-1);
  }

  /** True when mail may be filed there, and its holder may sign in. */
  opens(address: string): boolean {
    const mailbox = this.find(address);
    return mailbox !== undefined && isOpen(mailbox) && this.#store.account(address) !== undefined;
  }

  /** Domains that mail may come from and go to: those that it was made with, and those of declared mailboxes. */
  get whiteList(): string[] {
    return [...new Set([...this.#domains, ...[...this.#known.keys()].map(domainOf)])];
  }

  /** True for a domain of the white list, and no other: operators relay between these alone (facts, MSS §3.6). */
  trusts(address: string): boolean {
    return this.whiteList.includes(domainOf(address));
  }

  /** Forgets the declarations of an owner, or all that have one; what nobody declares any more has no account. */
  reset(owner?: string): void {
    for (const [key, declarations] of [...this.#known]) {
      const stays = (declared: MailboxDeclaration): boolean =>
        owner === undefined ? declared.owner === undefined : declared.owner !== owner;
      this.#keep(key, declarations.filter(stays));
    }
  }

  #keep(key: string, declarations: MailboxDeclaration[]): void {
    this.#known.set(key, declarations);
    const last = declarations.at(-1);
    if (last !== undefined) this.#openAccount(last);
    else {
      this.#known.delete(key);
      this.#store.close(key);
    }
  }

  #openAccount(mailbox: MailboxDeclaration): void {
    const { address, kind, label, structure, owner, quota } = mailbox;
    if (kind === 'patient' || !isOpen(mailbox)) return;
    // An account keeps the structure of its opening.
    if (this.#store.account(address)?.structure !== structure) this.#store.close(address);
    const rest = { ...(owner === undefined ? {} : { owner }), ...(structure === undefined ? {} : { structure }) };
    // Its quota may change: a mailbox that fills up, then is as before once the scenario is over.
    this.#store.open({ address, label, ...rest }).limit(quota);
  }

  #declarations(address: string): MailboxDeclaration[] {
    return this.#known.get(addressKey(address)) ?? [];
  }
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** True for an address of Mon espace santé. */
export function isPatientAddress(address: string): boolean {
  return domainOf(address) === patientDomain;
}

function isOpen({ etat }: MailboxDeclaration): boolean {
  return etat === undefined || etat === 'connue';
}
