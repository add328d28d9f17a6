import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookie } from './http.ts';
import type { Letter } from './letter.ts';
import type { User } from './model.ts';

/** What a browser's session holds. */
export interface Session {
  readonly id: string;
  readonly user: User;
  /** Messages for the next screen. */
  messages: string[];
  /** Letters produced in this session, by file. */
  letters: Map<string, Letter>;
}

const name = 'cabinet_session';

/** Browser sessions, by cookie. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  open(user: User): Session {
    const session = { id: randomUUID(), user, messages: [], letters: new Map<string, Letter>() };
    this.#sessions.set(session.id, session);
    return session;
  }

  of(request: IncomingMessage): Session | undefined {
    return this.#sessions.get(cookie(request, name) ?? '');
  }

  close(session: Session): void {
    this.#sessions.delete(session.id);
  }
}

/** Header that keeps the session in the browser. Lax, not Strict: the user comes back from Pro Santé Connect with it. */
export function sessionCookie(session: Session): Record<string, string> {
  return { 'Set-Cookie': `${name}=${session.id}; Path=/; HttpOnly; SameSite=Lax` };
}
