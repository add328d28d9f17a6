import type { IncomingMessage } from 'node:http';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { cookie, page, type Reply, readForm, seeOther } from '../http.ts';
import type { User } from '../model.ts';
import { html } from '../screens/html.ts';
import { layout } from '../screens/layout.ts';
import { conditionsContent, signInContent, waitingContent } from '../screens/sign-in.ts';
import { type Session, type Sessions, sessionCookie } from '../sessions.ts';
import type { Waiting } from './sign-ins.ts';

/** One request to the screens that open a session. */
interface Asked {
  request: IncomingMessage;
  url: URL;
}

type OpenRoute = (asked: Asked) => Reply | Promise<Reply>;

const stateCookie = 'cabinet_psc';
const waitingCookie = 'cabinet_attente';

/** The screens that answer without a session: the practice's own accounts, and Pro Santé Connect, there and back. */
export class SignInRoutes {
  readonly #cabinet: Cabinet;
  readonly #sessions: Sessions;
  readonly #routes: Readonly<Record<string, OpenRoute>>;

  constructor(cabinet: Cabinet, sessions: Sessions) {
    this.#cabinet = cabinet;
    this.#sessions = sessions;
    this.#routes = {
      'GET /connexion': () => this.#screen(),
      'POST /connexion': (asked) => this.#byAccount(asked),
      'GET /connexion/psc': (asked) => this.#tried(() => this.#away(asked)),
      'GET /connexion/psc/retour': (asked) => this.#tried(() => this.#arrival(asked)),
      'POST /connexion/externe': (asked) =>
        this.#tried(async () =>
          this.#wait(await cabinet.signIns.elsewhere(`${origin(asked)}/connexion/externe/retour`)),
        ),
      'GET /connexion/externe/retour': (asked) => this.#tried(() => this.#arrivalElsewhere(asked)),
      'POST /connexion/ciba': (asked) => this.#tried(() => this.#call(asked)),
      'GET /connexion/attente': (asked) => this.#waiting(asked),
      'GET /connexion/sortie': () => this.#screen({ messages: ['Vous êtes déconnecté.'], tone: 'status' }),
      'GET /conditions': () => this.#open('Conditions générales d’utilisation', conditionsContent(cabinet.planted)),
    };
  }

  /** Answers a request; undefined for another screen. */
  answer(asked: Asked, route: string): Reply | Promise<Reply> | undefined {
    return Object.hasOwn(this.#routes, route) ? this.#routes[route]?.(asked) : undefined;
  }

  /** Signs the user out of the software, and of Pro Santé Connect when he came by it (facts, PSC §3.6). */
  async signOut(asked: Asked, session: Session): Promise<Reply> {
    if (!this.#cabinet.planted.has('psc-session-non-fermee')) this.#sessions.close(session);
    return this.#tried(async () => {
      const address = await this.#cabinet.signIns.signOutAddress(session.user, `${origin(asked)}/connexion/sortie`);
      if (address === null) return seeOther('/connexion');
      const content = html`<section class="carte connexion"><p>Déconnexion de Pro Santé Connect…</p><p><a href="${address}">Continuer</a></p></section>`;
      // Not a redirection: a form may only lead to this software (form-action).
      return refreshed(this.#open('Déconnexion', content), `0;url=${address}`);
    });
  }

  #screen(told?: { messages: string[]; tone: 'alert' | 'status' }, status = 200): Reply {
    const { signIns, planted } = this.#cabinet;
    const content = signInContent({ accounts: signIns.accounts.all(), psc: signIns.available, planted });
    return page(layout({ title: 'Ouvrir une session', user: null, content, ...told }), status);
  }

  #open(title: string, content: ReturnType<typeof signInContent>): Reply {
    return page(layout({ title, user: null, content }));
  }

  async #byAccount({ request }: Asked): Promise<Reply> {
    const compte = (await readForm(request)).get('profil') ?? '';
    return this.#enter(this.#cabinet.signIn(this.#cabinet.signIns.accounts.find(compte)));
  }

  async #away(asked: Asked): Promise<Reply> {
    this.#leave(asked);
    const { address, state } = await this.#cabinet.signIns.authorization(`${origin(asked)}/connexion/psc/retour`);
    return seeOther(address, { 'Set-Cookie': `${stateCookie}=${state}; Path=/connexion; HttpOnly; SameSite=Lax` });
  }

  async #arrival({ request, url }: Asked): Promise<Reply> {
    const user = await this.#cabinet.signIns.arrive(url.searchParams, cookie(request, stateCookie));
    return this.#enter(this.#cabinet.signIn(user));
  }

  async #arrivalElsewhere({ url }: Asked): Promise<Reply> {
    const awaited = await this.#cabinet.signIns.arriveElsewhere(url.searchParams);
    const text = awaited
      ? 'Revenez au logiciel : vous pouvez fermer cette fenêtre.'
      : 'Ce retour de Pro Santé Connect ne répond à aucune demande.';
    return this.#open('Pro Santé Connect', html`<section class="carte connexion"><p>${text}</p></section>`);
  }

  async #call(asked: Asked): Promise<Reply> {
    const form = await readForm(asked.request);
    this.#leave(asked);
    const means = form.get('moyen') === 'CPS' ? 'CPS' : 'e-CPS';
    return this.#wait(await this.#cabinet.signIns.call(form.get('identifiant')?.trim() ?? '', means));
  }

  #wait({ id }: Waiting): Reply {
    const kept = `${waitingCookie}=${id}; Path=/connexion; HttpOnly; SameSite=Lax`;
    return seeOther('/connexion/attente', { 'Set-Cookie': kept });
  }

  #waiting({ request }: Asked): Reply {
    const waiting = this.#cabinet.signIns.waiting(cookie(request, waitingCookie));
    if (waiting === undefined) return seeOther('/connexion');
    if (waiting.user !== null) return this.#enter(this.#cabinet.signIn(waiting.user));
    if (waiting.error !== '') return this.#screen({ messages: [waiting.error], tone: 'alert' }, 403);
    return refreshed(this.#open('Connexion en cours', waitingContent(waiting)), '1');
  }

  /** The session before is left: this software has one user at a time in a browser. */
  #leave({ request }: Asked): void {
    const session = this.#sessions.of(request);
    if (session !== undefined) this.#sessions.close(session);
  }

  #enter(user: User): Reply {
    return seeOther('/', sessionCookie(this.#sessions.open(user)));
  }

  /** What fails is told on the sign-in screen. */
  async #tried(action: () => Promise<Reply>): Promise<Reply> {
    try {
      return await action();
    } catch (thrown) {
      if (thrown instanceof CabinetError) return this.#screen({ messages: [thrown.message], tone: 'alert' }, 403);
      throw thrown;
    }
  }
}

function refreshed(reply: Reply, refresh: string): Reply {
  return { ...reply, headers: { ...reply.headers, Refresh: refresh } };
}

function origin({ request }: Asked): string {
  return `http://${request.headers.host ?? 'localhost'}`;
}
