import { dropWhile } from './drop-while.ts';
import type { Persona } from './personas.ts';
import type { CibaOutcome, PendingCiba } from './psc-control.ts';

/** A CIBA request, from its acknowledgement to its tokens. */
export interface CibaRequest extends PendingCiba {
  persona: Persona;
  issuer: string;
  scope: readonly string[];
  expiresAt: number;
  /** Least time between two polls, in milliseconds, and the first instant of the next one. */
  interval: number;
  pollFrom: number;
  state: 'en_attente' | 'accepte' | 'refuse';
}

// An expired request is still known for a while, so that its service is told `expired_token` and not `invalid_grant`.
const remembered = 10 * 60_000;

/** The CIBA requests of a realm, by their `auth_req_id`. */
export class CibaRequests {
  readonly #requests = new Map<string, CibaRequest>();

  keep(secret: string, request: CibaRequest): void {
    dropWhile(this.#requests, ({ expiresAt }) => expiresAt + remembered < request.expiresAt);
    this.#requests.set(secret, request);
  }

  get(secret: string): CibaRequest | undefined {
    return this.#requests.get(secret);
  }

  delete(secret: string): void {
    this.#requests.delete(secret);
  }

  /** Those that wait for their user now. */
  pending(now: number, subject?: string): CibaRequest[] {
    return [...this.#requests.values()].filter(
      (one) => one.state === 'en_attente' && now < one.expiresAt && (subject === undefined || one.subject === subject),
    );
  }

  decide(requests: readonly CibaRequest[], outcome: CibaOutcome | undefined): void {
    if (outcome === undefined || outcome === 'silence') return;
    for (const request of requests) request.state = outcome;
  }

  clear(): void {
    this.#requests.clear();
  }
}
