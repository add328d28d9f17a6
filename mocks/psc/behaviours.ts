import type { CibaOutcome, PscBehaviour, PscFault } from './psc-control.ts';

/** What owners prepared, in order. */
export class Behaviours {
  #prepared: readonly PscBehaviour[] = [];
  #outcomes: ReadonlyArray<{ subject: string; outcome: CibaOutcome; owner?: string }> = [];

  program(behaviour: PscBehaviour): void {
    this.#prepared = [...this.#prepared, behaviour];
  }

  /** Everything prepared for a subject, the last one winning; faults and lifetimes too. */
  of(subject: string): PscBehaviour {
    const mine = this.#prepared.filter((one) => one.subject === undefined || one.subject === subject);
    const lifetimes = Object.assign({}, ...mine.map((one) => one.lifetimes));
    return { ...Object.assign({}, ...mine), lifetimes };
  }

  has(subject: string, fault: PscFault): boolean {
    return this.of(subject).faults?.includes(fault) ?? false;
  }

  decide(subject: string, outcome: CibaOutcome, owner?: string): void {
    const others = this.#outcomes.filter((one) => one.subject !== subject || one.owner !== owner);
    this.#outcomes = [...others, { subject, outcome, ...(owner === undefined ? {} : { owner }) }];
  }

  outcome(subject: string): CibaOutcome | undefined {
    return this.#outcomes.findLast((one) => one.subject === subject)?.outcome;
  }

  reset(owner: string | undefined): void {
    const stays = (one: { owner?: string }): boolean => owner !== undefined && one.owner !== owner;
    this.#prepared = this.#prepared.filter(stays);
    this.#outcomes = this.#outcomes.filter(stays);
  }
}
