import { type VerbArgs, type VerbName, verbs } from '../contract/index.ts';
import type { Cabinet } from './cabinet.ts';
import { CabinetError } from './cabinet-error.ts';
import type { User } from './model.ts';
import type { Handlers } from './module.ts';
import { type AdapterSession, type SessionHandlers, sessionVerbs } from './psc/session-verbs.ts';

/** An answer of the adapter: HTTP status and JSON body. */
export interface AdapterAnswer {
  status: number;
  body: unknown;
}

/** The publisher's adapter: the verbs of the contract, over the same business code as the screens. */
export class Adapter {
  readonly #cabinet: Cabinet;
  readonly #handlers: Handlers;
  readonly #sessionHandlers: SessionHandlers;
  readonly #sessions = new Map<string, AdapterSession>();

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    this.#handlers = handlersOf(cabinet);
    this.#sessionHandlers = sessionVerbs(cabinet);
  }

  /** Performs a verb for the session of that name (`X-Probant-Session`; one shared session when it is absent). */
  perform(verb: string, args: unknown, session: string): AdapterAnswer | Promise<AdapterAnswer> {
    if (!this.#knows(verb)) return { status: 501, body: { erreur: `Le verbe « ${verb} » n’est pas pris en charge.` } };
    const parsed = verbs[verb].args.safeParse(args);
    if (!parsed.success) return { status: 400, body: { erreur: parsed.error.message } };
    const current = this.#session(session);
    if (verb === 'ouvrirSession') {
      current.user = this.#cabinet.user((parsed.data as VerbArgs<'ouvrirSession'>).profil);
    }
    const open = this.#sessionHandlers[verb] as ((args: unknown, session: AdapterSession) => unknown) | undefined;
    if (open !== undefined) return this.#run(() => open(parsed.data, current));
    const { user } = current;
    if (user === undefined) return { status: 401, body: { erreur: 'Aucune session : appelez d’abord ouvrirSession.' } };
    const handler = this.#handlers[verb] as (args: unknown, user: User) => unknown;
    return this.#run(() => handler(parsed.data, user));
  }

  #session(name: string): AdapterSession {
    const known = this.#sessions.get(name) ?? { user: undefined, error: '' };
    this.#sessions.set(name, known);
    return known;
  }

  #knows(verb: string): verb is VerbName {
    if (!Object.hasOwn(verbs, verb)) return false;
    return Object.hasOwn(this.#handlers, verb) || Object.hasOwn(this.#sessionHandlers, verb);
  }

  async #run(handle: () => unknown): Promise<AdapterAnswer> {
    try {
      return { status: 200, body: await handle() };
    } catch (thrown) {
      if (thrown instanceof CabinetError && thrown.code === 'dossier_inconnu') {
        return { status: 404, body: { erreur: thrown.message } };
      }
      throw thrown;
    }
  }
}

function handlersOf(cabinet: Cabinet): Handlers {
  const modules = cabinet.modules.map(({ handlers }) => handlers);
  return Object.assign({}, actionsOf(cabinet), readsOf(cabinet), ...modules);
}

function actionsOf(cabinet: Cabinet): Handlers {
  const { identities, insi, views } = cabinet;
  const act = (dossier: string, user: User) => ({ patient: cabinet.patient(dossier), user });
  return {
    ouvrirSession: (_args, user) => ({ utilisateur: user.nom }),
    creerIdentite: ({ traits }, user) => {
      const { patient, messages } = identities.create(traits, user);
      return { dossier: patient?.id ?? null, messages };
    },
    modifierIdentite: ({ dossier, traits }, user) => ({
      messages: cabinet.modify(act(dossier, user), traits).messages,
    }),
    validerIdentite: ({ dossier, justificatif }, user) => ({
      messages: identities.validate(act(dossier, user), justificatif),
    }),
    poserAttribut: ({ dossier, attribut }, user) => ({ messages: cabinet.addAttribute(act(dossier, user), attribut) }),
    retirerAttribut: ({ dossier, attribut }, user) => ({
      messages: identities.removeAttribute(act(dossier, user), attribut),
    }),
    appelerInsi: async ({ dossier }, user) => {
      const { messages, comparatif, acceptation } = await insi.call(act(dossier, user));
      return { bandeau: views.banner(cabinet.patient(dossier)), messages, comparatif, acceptation };
    },
    accepterInsi: ({ dossier }, user) => ({ messages: insi.accept(act(dossier, user)) }),
    produireDocument: ({ dossier }, user) => {
      const { nom, typeMime, contenu } = cabinet.letter(act(dossier, user));
      return { nom, typeMime, contenu: contenu.toString('base64') };
    },
  };
}

function readsOf(cabinet: Cabinet): Handlers {
  const { journals, search, views } = cabinet;
  return {
    chercherParMatricule: ({ matricule }) => views.search(search.byMatricule(matricule)),
    chercherParTraits: ({ nomNaissance, prenom = '', dateNaissance = '' }) =>
      views.search(search.byTraits({ nomNaissance, prenom, dateNaissance })),
    lireFiche: ({ dossier }, user) => {
      const patient = cabinet.patient(dossier);
      journals.opening({ patient, user });
      return views.file(patient, user);
    },
    lireHistorique: ({ dossier }) => views.history(cabinet.patient(dossier)),
    lireJournalAcces: ({ dossier }) => views.access(cabinet.patient(dossier)),
    lireJournalInsi: ({ dossier }) => views.insi(cabinet.patient(dossier)),
  };
}
