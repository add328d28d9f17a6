import type { CallTraces } from './call-traces.ts';
import type { DefectSet } from './defects.ts';
import { blockingAttribute } from './identity-rules.ts';
import { takeOver } from './insi-acceptance.ts';
import type { InsiClient, InsiSearcher } from './insi-client.ts';
import { blockingReasons, type Comparison, compareTraits, isBlocked, isFirstNameCoherent } from './insi-comparison.ts';
import { journalLines } from './insi-lines.ts';
import type { InsiIdentity, InsiOutcome } from './insi-response.ts';
import { decisiveAttempt, searchByTraits } from './insi-search.ts';
import type { Act, Journals } from './journals.ts';
import { type Patient, statusLabels, type User } from './model.ts';

/** Another way to call INSi than the installation's: who searches, and what the traces say of it. */
export interface InsiMeans {
  searcher: InsiSearcher;
  authentification: string;
  identifiant: string;
}

/** What the INSi screen shows after a call. */
export interface InsiScreen {
  messages: string[];
  comparatif: Comparison;
  /** The answer waits for the user's decision. */
  acceptation: boolean;
  /** What INSi returned, to be accepted or refused. */
  identity: InsiIdentity | null;
}

const nothing: Omit<InsiScreen, 'messages'> = { comparatif: [], acceptation: false, identity: null };

/** The INSi teleservice, as the screens use it. */
export class InsiService {
  readonly #client: InsiClient;
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  readonly #traces: CallTraces;
  /** Last answer of each file, until it is accepted, refused or out of date. */
  readonly #screens = new Map<string, InsiScreen>();

  constructor(client: InsiClient, journals: Journals, { planted, traces }: { planted: DefectSet; traces: CallTraces }) {
    this.#client = client;
    this.#journals = journals;
    this.#planted = planted;
    this.#traces = traces;
  }

  /** True when the user has the right to call INSi (INS/va1.32). */
  isEntitled(user: User): boolean {
    return user.insi || this.#planted.has('sans-insi-appel-permis');
  }

  /** Why the call is not available to this user on this file; null when it is. */
  unavailable(patient: Patient, user: User): string | null {
    if (!this.isEntitled(user)) {
      const reason = `Appel INSi refusé : ${user.nom} n’est pas habilité au téléservice INSi.`;
      return this.#planted.has('sans-insi-refus-muet') ? '' : reason;
    }
    const attribute = blockingAttribute(patient, this.#planted);
    if (attribute === null) return null;
    const reason = `Appel INSi impossible : l’identité est marquée « ${attribute} ».`;
    return this.#planted.has('attribut-blocage-muet') ? '' : reason;
  }

  /** Calls INSi by traits and keeps the answer for the user's decision. */
  async call(act: Act, means?: InsiMeans): Promise<InsiScreen> {
    const refusal = this.unavailable(act.patient, act.user);
    if (refusal !== null) return this.#keep(act, { ...nothing, messages: said(refusal) });
    const { psc } = act.user;
    const attempts = await searchByTraits(means?.searcher ?? this.#client.of(psc), act.patient.traits, this.#planted);
    this.#trace(act, means);
    for (const line of journalLines(attempts, act.user, this.#planted)) this.#journals.insi(act, line);
    this.#journals.access(act, 'Appel INSi', `Recherche par traits, ${attempts.length} requête(s)`);
    const decisive = decisiveAttempt(attempts);
    const screen = decisive === undefined ? { ...nothing, messages: [] } : this.#screenOf(act, decisive.outcome);
    return this.#keep(act, screen);
  }

  #trace({ patient, user }: Act, means: InsiMeans | undefined): void {
    const connected = this.#client.connected(user.psc);
    this.#traces.add({
      dossier: patient.id,
      service: 'INSi',
      operation: 'Recherche par traits',
      user,
      authentification:
        means?.authentification ?? (connected === undefined ? 'Certificat du logiciel' : 'Pro Santé Connect'),
      identifiant: means?.identifiant ?? connected?.professional.id ?? '',
    });
  }

  /** Last answer shown on the file, where there is one. */
  shown(patient: Patient): InsiScreen | undefined {
    return this.#screens.get(patient.id);
  }

  /** Takes over the answer shown (INS/va1.52). */
  accept(act: Act): string[] {
    const screen = this.#screens.get(act.patient.id);
    if (screen?.identity == null || !screen.acceptation) return ['Aucun retour INSi à accepter pour ce dossier.'];
    const refusal = this.unavailable(act.patient, act.user);
    if (refusal !== null) return said(refusal);
    this.forget(act.patient);
    return this.#takeOver(act, screen.identity);
  }

  /** Sets the answer shown aside; the identity stays as it is. */
  refuse(act: Act): string[] {
    this.forget(act.patient);
    this.#journals.access(act, 'Refus du retour INSi');
    return ['Retour INSi refusé : l’identité n’est pas modifiée.'];
  }

  /** An answer is out of date as soon as the identity changes. */
  forget(patient: Patient): void {
    this.#screens.delete(patient.id);
  }

  #keep(act: Act, screen: InsiScreen): InsiScreen {
    this.#screens.set(act.patient.id, screen);
    return screen;
  }

  #screenOf(act: Act, outcome: InsiOutcome): InsiScreen {
    if (outcome.kind === 'trouvee') return this.#found(act, outcome.identity);
    if (outcome.kind === 'code') return this.#notFound(outcome.code);
    if (this.#planted.has('faute-non-affichee')) return { ...nothing, messages: [] };
    if (this.#planted.has('faute-texte-generique')) return { ...nothing, messages: ['Une erreur est survenue.'] };
    const code = outcome.kind === 'faute' ? ` (${outcome.code})` : '';
    return { ...nothing, messages: [`${outcome.texte}${code}`] };
  }

  #notFound(code: string): InsiScreen {
    const acceptation = code === '02' && this.#planted.has('plusieurs-acceptation');
    return { ...nothing, messages: this.#codeMessages(code), acceptation };
  }

  #codeMessages(code: string): string[] {
    const none = code === '01' || this.#planted.has('plusieurs-lu-aucune');
    if (code === '01' && this.#planted.has('aucune-sans-message')) return [];
    if (code === '02' && this.#planted.has('plusieurs-sans-message')) return [];
    return none
      ? ['INSi : aucune identité trouvée (01). Vérifiez les traits, puis renouvelez l’appel.']
      : [
          'INSi : plusieurs identités trouvées (02). Complétez les prénoms ou le lieu de naissance, puis renouvelez l’appel.',
        ];
  }

  #found(act: Act, identity: InsiIdentity): InsiScreen {
    const comparatif = compareTraits(act.patient.traits, identity.traits, this.#planted);
    if (isBlocked(identity, this.#planted)) {
      if (this.#planted.has('retour-bloque-enregistre')) this.#takeOver(act, identity);
      return { ...nothing, comparatif, messages: blockingReasons(identity, this.#planted) };
    }
    const messages = this.#firstNameMessages(act.patient, identity);
    if (this.#planted.has('acceptation-automatique')) {
      return { ...nothing, comparatif, messages: [...messages, ...this.#takeOver(act, identity)] };
    }
    return { messages, comparatif, acceptation: !this.#planted.has('acceptation-non-proposee'), identity };
  }

  #firstNameMessages(patient: Patient, identity: InsiIdentity): string[] {
    const coherent = isFirstNameCoherent(patient.traits, identity.traits);
    if (coherent || this.#planted.has('alerte-prenom-appel-absente')) return [];
    return [
      `Prénom incohérent : « ${patient.traits.prenom} » n’est pas en tête de la liste des prénoms d’INSi « ${identity.traits.prenoms} ». Le premier prénom local sera conservé.`,
    ];
  }

  #takeOver(act: Act, identity: InsiIdentity): string[] {
    const changes = takeOver(act.patient, identity, this.#planted);
    this.#journals.changes(act, changes);
    this.#journals.modification(act, 'Acceptation du retour INSi', `Statut ${act.patient.statut}`);
    return [`Retour INSi accepté : identité ${statusLabels[act.patient.statut]}.`];
  }
}

/** An empty reason is one that a planted defect keeps quiet. */
function said(reason: string): string[] {
  return reason === '' ? [] : [reason];
}
