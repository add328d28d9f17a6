import type { IncomingMessage } from 'node:http';
import { type Attribut, attributSchema, type Saisie, saisieSchema } from '../contract/index.ts';
import type { Cabinet } from './cabinet.ts';
import { CabinetError } from './cabinet-error.ts';
import { page, type Reply, readForm, seeOther } from './http.ts';
import { toTraits } from './identity-service.ts';
import type { Act } from './journals.ts';
import { documentLabels, type Justificatif, traitNames } from './model.ts';
import { sessionView } from './psc/session-verbs.ts';
import { fileContent } from './screens/file.ts';
import type { Markup } from './screens/html.ts';
import { insiButton, insiContent } from './screens/insi.ts';
import { accessContent, historyContent, insiJournalContent } from './screens/journals.ts';
import { layout, type Page } from './screens/layout.ts';
import { letterContent } from './screens/letter.ts';
import type { Session } from './sessions.ts';

/** One request about a patient. */
export interface PatientRequest {
  request: IncomingMessage;
  url: URL;
  session: Session;
  act: Act;
  /** A screen of the patient's file, with what is around it. */
  show(shown: PatientScreen, status?: number): Reply;
}

/** What a screen of a patient's file holds; its messages are those that wait in the session, unless told. */
export type PatientScreen = { title: string; tab: string; content: Markup } & Partial<Omit<Page, 'user' | 'menus'>>;

/** Answers one screen or one action about a patient. */
export type PatientRoute = (asked: PatientRequest) => Reply | Promise<Reply>;

/** Screens and actions of a patient's file, by method and path below `/patients/<dossier>`. */
export class PatientRoutes {
  readonly #cabinet: Cabinet;
  readonly #routes: Record<string, PatientRoute>;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    this.#routes = {
      'GET ': (asked) => this.#file(asked),
      'POST ': (asked) => this.#modify(asked),
      'POST /validation': (asked) => this.#validate(asked),
      'POST /justificatif': (asked) => this.#validate(asked, 'enregistrer'),
      'POST /attributs/poser': (asked) => this.#attribute(asked, 'poser'),
      'POST /attributs/retirer': (asked) => this.#attribute(asked, 'retirer'),
      'GET /insi': (asked) => this.#insi(asked),
      'POST /insi': (asked) => this.#call(asked),
      'POST /insi/accepter': (asked) => this.#back(asked, this.#cabinet.insi.accept(asked.act)),
      'POST /insi/refuser': (asked) => this.#back(asked, this.#cabinet.insi.refuse(asked.act)),
      'GET /historique': (asked) => this.#history(asked),
      'GET /journal-insi': (asked) => this.#insiJournal(asked),
      'GET /journal-acces': (asked) => this.#accessJournal(asked),
      'GET /courrier': (asked) => this.#letter(asked),
      'POST /courrier': (asked) => this.#produceLetter(asked),
      'GET /courrier/document': (asked) => this.#letterDocument(asked),
      ...Object.assign({}, ...cabinet.modules.map(({ patientRoutes }) => patientRoutes)),
    };
  }

  /** Answers a request about a patient; undefined when there is no such screen. */
  answer(asked: Omit<PatientRequest, 'show'>, route: string): Reply | Promise<Reply> | undefined {
    const found = Object.hasOwn(this.#routes, route) ? this.#routes[route] : undefined;
    const show = (shown: PatientScreen, status?: number): Reply => page(this.#screen(asked, shown), status);
    return found?.({ ...asked, show });
  }

  #screen({ session, act }: Pick<PatientRequest, 'session' | 'act'>, shown: PatientScreen): string {
    const { title, tab, content, ...rest } = shown;
    const { views } = this.#cabinet;
    const shownIdentity = {
      bandeau: views.banner(act.patient),
      ins: views.seesIns(act.user),
      champs: this.#cabinet.chosenFields(act.patient),
    };
    const patient = { patient: act.patient, tab, ...shownIdentity };
    const messages = rest.messages ?? session.messages.splice(0);
    const { menus } = this.#cabinet;
    const shownSession = sessionView(session.user, this.#cabinet);
    return layout({ title, user: session.user, session: shownSession, patient, content, ...rest, messages, menus });
  }

  #back({ session, act }: PatientRequest, messages: string[]): Reply {
    session.messages = messages;
    return seeOther(`/patients/${act.patient.id}`);
  }

  #file(asked: PatientRequest): Reply {
    this.#cabinet.journals.opening(asked.act);
    const content = fileContent(this.#fileScreen(asked.act, []));
    return page(this.#screen(asked, { title: 'Fiche d’identité', tab: 'fiche', content }));
  }

  #fileScreen(act: Act, invalid: readonly string[]) {
    const refusal = this.#cabinet.insi.unavailable(act.patient, act.user);
    const insiRight = this.#cabinet.insi.isEntitled(act.user);
    const view = this.#cabinet.views.file(act.patient, act.user);
    const reminders = this.#cabinet.reminders.of(act.patient);
    return { patient: act.patient, view, invalid, insiRefusal: refusal, insiRight, reminders };
  }

  async #modify(asked: PatientRequest): Promise<Reply> {
    const saisie = readSaisie(await readForm(asked.request));
    const { patient, messages, fields } = this.#cabinet.modify(asked.act, saisie);
    if (patient !== null) return this.#back(asked, messages);
    const typed = { ...asked.act.patient.traits, ...toTraits(saisie) };
    const content = fileContent({ ...this.#fileScreen(asked.act, fields), typed });
    return page(
      this.#screen(asked, { title: 'Fiche d’identité', tab: 'fiche', content, messages, tone: 'alert' }),
      422,
    );
  }

  async #validate(asked: PatientRequest, action: 'valider' | 'enregistrer' = 'valider'): Promise<Reply> {
    const justificatif = (await readForm(asked.request)).get('justificatif') ?? '';
    if (!Object.hasOwn(documentLabels, justificatif)) throw badRequest('Nature de justificatif inconnue.');
    const { identities } = this.#cabinet;
    const checked = justificatif as Justificatif;
    const messages =
      action === 'valider' ? identities.validate(asked.act, checked) : identities.record(asked.act, checked);
    return this.#back(asked, messages);
  }

  async #attribute(asked: PatientRequest, action: 'poser' | 'retirer'): Promise<Reply> {
    const parsed = attributSchema.safeParse((await readForm(asked.request)).get('attribut'));
    if (!parsed.success) throw badRequest('Attribut inconnu.');
    const attribut: Attribut = parsed.data;
    const { identities } = this.#cabinet;
    const messages =
      action === 'poser'
        ? this.#cabinet.addAttribute(asked.act, attribut)
        : identities.removeAttribute(asked.act, attribut);
    return this.#back(asked, messages);
  }

  #insi(asked: PatientRequest): Reply {
    const { patient, user } = asked.act;
    const { insi } = this.#cabinet;
    const shown = insi.isEntitled(user) ? insi.shown(patient) : undefined;
    const refusal = insi.unavailable(patient, user);
    const button = insiButton(insi.isEntitled(user) ? patient : null, refusal);
    const content = insiContent(patient, shown, button);
    const messages = shown?.messages ?? [];
    return page(this.#screen(asked, { title: 'Téléservice INSi', tab: 'insi', content, messages, tone: 'alert' }));
  }

  async #call(asked: PatientRequest): Promise<Reply> {
    await this.#cabinet.insi.call(asked.act);
    return seeOther(`/patients/${asked.act.patient.id}/insi`);
  }

  #history(asked: PatientRequest): Reply {
    const content = historyContent(this.#cabinet.views.history(asked.act.patient));
    return page(this.#screen(asked, { title: 'Historique de l’identité', tab: 'historique', content }));
  }

  #insiJournal(asked: PatientRequest): Reply {
    const content = insiJournalContent(this.#cabinet.views.insi(asked.act.patient));
    return page(this.#screen(asked, { title: 'Journal des appels INSi', tab: 'journal-insi', content }));
  }

  #accessJournal(asked: PatientRequest): Reply {
    const content = accessContent(this.#cabinet.views.access(asked.act.patient));
    return page(this.#screen(asked, { title: 'Journal des accès', tab: 'journal-acces', content }));
  }

  #letter(asked: PatientRequest): Reply {
    const { act, session } = asked;
    const content = letterContent(act.patient, session.letters.get(act.patient.id));
    return page(this.#screen(asked, { title: 'Courrier à un correspondant', tab: 'courrier', content }));
  }

  #produceLetter({ act, session }: PatientRequest): Reply {
    session.letters.set(act.patient.id, this.#cabinet.letter(act));
    return seeOther(`/patients/${act.patient.id}/courrier`);
  }

  #letterDocument({ act, session }: PatientRequest): Reply {
    const letter = session.letters.get(act.patient.id);
    if (letter === undefined) throw new CabinetError('dossier_inconnu', 'Aucun courrier n’a été produit.');
    return page(letter.contenu.toString('utf8'));
  }
}

/** Traits of a posted form. */
export function readSaisie(form: URLSearchParams): Saisie {
  const typed = traitNames.flatMap((name) => (form.has(name) ? [[name, form.get(name) ?? '']] : []));
  const saisie: Record<string, string> = Object.fromEntries(typed);
  const { sexe, ...others } = saisie;
  // The schema only knows M and F: an empty choice is a trait left out.
  const parsed = saisieSchema.safeParse(sexe ? saisie : others);
  if (!parsed.success) throw badRequest('Formulaire invalide.');
  return parsed.data;
}

function badRequest(message: string): CabinetError {
  return new CabinetError('requete_invalide', message);
}
