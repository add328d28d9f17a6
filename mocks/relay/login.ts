import { sha256 } from '../../core/index.ts';

/** Who signed in, as the journal tells it. */
export interface Login {
  mechanism: string;
  /** The mailbox; empty where the credentials can't be read. */
  user: string;
  /** SHA-256 of the token or password: neither is kept. */
  fingerprint: string;
}

/** What a client says to sign in, read on its way (RFC 4954 and RFC 9051: the same mechanisms, by the same lines). */
export class SigningIn {
  readonly #mechanism: string;
  readonly #answers: string[] = [];

  /** @param initial the base64 that comes with the mechanism, if any */
  constructor(mechanism: string, initial = '') {
    this.#mechanism = mechanism.toUpperCase();
    if (initial !== '') this.answer(initial);
  }

  /** A line that answers a challenge. */
  answer(line: string): void {
    this.#answers.push(Buffer.from(line.trim(), 'base64').toString('utf8'));
  }

  get login(): Login {
    const { user = '', secret = '' } = this.#credentials;
    return { mechanism: this.#mechanism, user: user.slice(0, 320), fingerprint: sha256(secret) };
  }

  get #credentials(): { user?: string | undefined; secret?: string | undefined } {
    const [first = '', second] = this.#answers;
    if (this.#mechanism === 'LOGIN') return { user: first, secret: second };
    if (this.#mechanism === 'PLAIN') {
      const [, user, secret] = first.split('\0');
      return { user, secret };
    }
    // `user=…^Aauth=Bearer …^A^A` (facts, MSS §3.4).
    const parts = first.split('\u0001');
    return {
      user: parts.find((part) => part.startsWith('user='))?.slice('user='.length),
      secret: parts.find((part) => part.startsWith('auth='))?.replace(/^auth=Bearer\s+/i, ''),
    };
  }
}
