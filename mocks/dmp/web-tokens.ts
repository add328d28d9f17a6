import type { Random } from '../../core/index.ts';
import type { Caller } from './rights.ts';

/** What a token of the web access opens. */
export interface WebGrant {
  caller: Caller;
  /** Whose DMP: 15 characters; absent for the pages of no patient. */
  ins?: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/** As an AIR VIHF (EX_AIR-040): the life of a token of the web access is not public. */
const life = 30_000;

/**
 * Tokens of the web access in AIR (TD0.10): opaque, for one page. The interface of the real token server is not public
 * (facts, DMP §16): this one is Probant's own.
 */
export class WebTokens {
  readonly #grants = new Map<string, WebGrant>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  issue(caller: Caller, ins: string | undefined, now: number): string {
    for (const [token, { until }] of this.#grants) if (until < now) this.#grants.delete(token);
    const token = `probant_${this.#random.bytes(24).toString('base64url')}`;
    this.#grants.set(token, { caller, ...(ins === undefined ? {} : { ins }), until: now + life });
    return token;
  }

  /** What a token opens; it serves once. */
  take(token: string, now: number): WebGrant | undefined {
    const grant = this.#grants.get(token);
    this.#grants.delete(token);
    return grant !== undefined && grant.until >= now ? grant : undefined;
  }
}
