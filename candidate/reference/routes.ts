import type { IncomingMessage } from 'node:http';
import type { VerbResult } from '../contract/index.ts';
import { Adapter } from './adapter.ts';
import type { Cabinet } from './cabinet.ts';
import { json, page, type Reply, readBody, readForm, seeOther } from './http.ts';
import { toTraits } from './identity-service.ts';
import { PatientRoutes, readSaisie } from './patient-routes.ts';
import { SignInRoutes } from './psc/routes.ts';
import { sessionView } from './psc/session-verbs.ts';
import { creationContent } from './screens/creation.ts';
import { homeContent, searchContent } from './screens/home.ts';
import { html } from './screens/html.ts';
import { layout, type Page } from './screens/layout.ts';
import { styleSheet } from './screens/style.ts';
import { type Session, Sessions } from './sessions.ts';

/** The web face of Cabinet Témoin: its screens, and its adapter. */
export class Routes {
  readonly #cabinet: Cabinet;
  readonly #sessions = new Sessions();
  readonly #adapter: Adapter;
  readonly #patients: PatientRoutes;
  readonly #signIn: SignInRoutes;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    this.#adapter = new Adapter(cabinet);
    this.#patients = new PatientRoutes(cabinet);
    this.#signIn = new SignInRoutes(cabinet, this.#sessions);
  }

  /** Answers a request. @throws {@link CabinetError} for an unknown file or a malformed form */
  answer(request: IncomingMessage): Reply | Promise<Reply> {
    const url = new URL(request.url ?? '/', 'http://cabinet');
    const method = request.method ?? 'GET';
    const route = `${method} ${url.pathname}`;
    const open = this.#signIn.answer({ request, url }, route) ?? this.#openRoute(request, route);
    if (open !== undefined) return open;
    const session = this.#sessions.of(request);
    if (session === undefined) return seeOther('/connexion');
    return this.#signedIn({ request, url, method, session });
  }

  /** What answers without a session. */
  #openRoute(request: IncomingMessage, route: string): Reply | Promise<Reply> | undefined {
    if (route === 'GET /sante') return json(200, { etat: 'pret' });
    if (route === 'GET /style.css') {
      return { status: 200, headers: { 'Content-Type': 'text/css; charset=utf-8' }, body: styleSheet };
    }
    if (route.startsWith('POST /adaptateur/')) return this.#adapt(request, route.slice('POST /adaptateur/'.length));
    return undefined;
  }

  async #adapt(request: IncomingMessage, verb: string): Promise<Reply> {
    const args = parseJson(await readBody(request));
    if (args === undefined) return json(400, { erreur: 'Corps JSON illisible.' });
    const header = request.headers['x-probant-session'];
    const { status, body } = await this.#adapter.perform(verb, args, String(header ?? ''));
    return json(status, body);
  }

  #signedIn(asked: SignedIn): Reply | Promise<Reply> {
    const { request, url, method, session } = asked;
    const [, dossier, below = ''] = /^\/patients\/(\d+)(\/.*)?$/.exec(url.pathname) ?? [];
    if (dossier !== undefined) {
      const act = { patient: this.#cabinet.patient(dossier), user: session.user };
      const reply = this.#patients.answer({ request, url, session, act }, `${method} ${below}`);
      if (reply !== undefined) return reply;
    }
    return this.#general(asked);
  }

  #general({ request, url, method, session }: SignedIn): Reply | Promise<Reply> {
    const query = url.searchParams;
    switch (`${method} ${url.pathname}`) {
      case 'GET /':
        return this.#home(session);
      case 'POST /deconnexion':
        return this.#signIn.signOut({ request, url }, session);
      case 'GET /recherche/traits':
        return this.#found(session, this.#byTraits(query));
      case 'GET /recherche/matricule':
        return this.#found(session, this.#byMatricule(query));
      case 'GET /patients/nouveau':
        return this.#shown(session, { title: 'Nouveau patient', content: creationContent(toTraits({}), []) });
      case 'POST /patients':
        return this.#create(request, session);
      default:
        return this.#module({ request, url, method, session });
    }
  }

  #module({ request, url, method, session }: SignedIn): Reply | Promise<Reply> {
    const key = `${method} ${url.pathname}`;
    const found = this.#cabinet.modules.find(({ routes }) => routes !== undefined && Object.hasOwn(routes, key));
    const route = found?.routes?.[key];
    const show = (shown: Omit<Page, 'user' | 'menus'>, status?: number): Reply => this.#shown(session, shown, status);
    if (route !== undefined) return route({ request, url, session, show });
    return show({ title: 'Page introuvable', content: html`<p><a href="/">Retour aux patients</a></p>` }, 404);
  }

  #shown(session: Session, shown: Omit<Page, 'user' | 'menus'>, status = 200): Reply {
    const messages = shown.messages ?? session.messages.splice(0);
    return page(
      layout({
        ...shown,
        user: session.user,
        session: sessionView(session.user, this.#cabinet),
        menus: this.#cabinet.menus,
        messages,
      }),
      status,
    );
  }

  #home(session: Session): Reply {
    const { resultats } = this.#cabinet.views.search({ critere: '', messages: [], patients: this.#cabinet.latest() });
    return this.#shown(session, { title: 'Patients', content: homeContent(resultats) });
  }

  #byTraits(query: URLSearchParams): VerbResult<'chercherParTraits'> {
    const { search, views } = this.#cabinet;
    const [nomNaissance, prenom, dateNaissance] = ['nomNaissance', 'prenom', 'dateNaissance'].map(
      (name) => query.get(name)?.trim() ?? '',
    ) as [string, string, string];
    return views.search(search.byTraits({ nomNaissance, prenom, dateNaissance }));
  }

  #byMatricule(query: URLSearchParams): VerbResult<'chercherParMatricule'> {
    const { search, views } = this.#cabinet;
    return views.search(search.byMatricule(query.get('matricule') ?? ''));
  }

  #found(session: Session, result: VerbResult<'chercherParTraits'>): Reply {
    const { messages } = result;
    return this.#shown(session, {
      title: 'Résultats de la recherche',
      content: searchContent(result),
      messages,
      tone: 'alert',
    });
  }

  async #create(request: IncomingMessage, session: Session): Promise<Reply> {
    const saisie = readSaisie(await readForm(request));
    const { patient, messages, fields } = this.#cabinet.identities.create(saisie, session.user);
    if (patient === null) {
      const content = creationContent(toTraits(saisie), fields);
      return this.#shown(session, { title: 'Nouveau patient', content, messages, tone: 'alert' }, 422);
    }
    session.messages = messages;
    return seeOther(`/patients/${patient.id}`);
  }
}

interface SignedIn {
  request: IncomingMessage;
  url: URL;
  method: string;
  session: Session;
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
