import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { Existence, RegistryEntry } from './answers.ts';
import type { Consents } from './consents.ts';
import { authorisationLabel, type DmpGate, type Ready } from './dmp-gate.ts';
import type { DocumentCache } from './document-cache.ts';
import { type Criteria, monthsAgo, type Search } from './messages.ts';
import type { Novelties } from './novelties.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** What the DMP screen shows of a patient. */
export interface DmpView {
  messages: string[];
  etat: string;
  autorisation: string | null;
  entries: RegistryEntry[];
}

/** A document read in the DMP. */
export interface OpenedDocument {
  entry: RegistryEntry;
  bytes: Buffer;
}

/** What a consultation keeps, and looks at. */
export interface ConsultationParts {
  gate: DmpGate;
  consents: Consents;
  cache: DocumentCache;
  novelties: Novelties;
}

const notAuthorised = 'L’autorisation n’a pas été enregistrée';

/** The consultation of the DMP: its list, its search, its documents. */
export class ConsultationService {
  readonly #cabinet: Cabinet;
  readonly #parts: ConsultationParts;
  /** Last consultation of each file. */
  readonly #views = new Map<string, DmpView>();

  constructor(cabinet: Cabinet, parts: ConsultationParts) {
    this.#cabinet = cabinet;
    this.#parts = parts;
  }

  /** Why the DMP can't be reached for this file, whoever asks; null when it can. */
  unavailable(act: Act): string | null {
    const ready = this.#parts.gate.ready(act, { consultation: false });
    return ready.ok ? null : ready.texte;
  }

  /** Last consultation of the file, where there is one. */
  shown(dossier: string): DmpView | undefined {
    return this.#views.get(dossier);
  }

  /** Existence, the patient's choice, authorisation, then the documents that they let see (facts, DMP §8). */
  async consult(act: Act, search: Search = {}): Promise<DmpView> {
    const view = await this.#consultation(act, search);
    this.#views.set(act.patient.id, view);
    this.#parts.novelties.seen(act, view.entries);
    return view;
  }

  /** The last consultation, of which the filters leave some documents. */
  filtered(dossier: string, criteria: Criteria): DmpView {
    const view = this.#views.get(dossier) ?? notConsulted(['Ouvrez d’abord le DMP du patient.']);
    if (this.#cabinet.planted.has('dmp-filtres-ignores')) return view;
    return { ...view, entries: view.entries.filter((entry) => matches(entry, criteria)) };
  }

  /** Declares the patient's authorisation, on the user's own action, and so his non-opposition (EX_0.3-1010). */
  async authorise(act: Act): Promise<string[]> {
    const { gate, consents } = this.#parts;
    const ready = gate.ready(act, { consultation: true, traced: 'Autorisation' });
    if (!ready.ok) return [ready.texte];
    const existence = await gate.existing(ready.value, 'INDIRECTE_RENFORCEE');
    if (!existence.ok) return gate.said(notAuthorised, existence.texte);
    const outcome = await this.#declare(act, ready.value);
    this.#views.delete(act.patient.id);
    if (!outcome.ok) return gate.said(notAuthorised, outcome.texte);
    if (consents.choice(act.patient.id) === undefined) consents.record(act, 'non_opposition');
    return ['Autorisation d’accès au DMP enregistrée.', ...(outcome.value === '' ? [] : [outcome.value])];
  }

  /** Reads a document of the last consultation (TD3.2), unless it was read in advance. */
  async open(act: Act, uniqueId: string): Promise<Outcome<OpenedDocument>> {
    const entry = this.#chosen(act.patient.id, uniqueId);
    if (entry === undefined) return refused('Ce document n’est pas dans la liste : ouvrez d’abord le DMP du patient.');
    const refusal = this.#parts.consents.refusal(act.patient.id);
    if (refusal !== null) return refused(refusal);
    const kept = this.#parts.cache.get(act.patient.id, entry.uniqueId);
    if (kept !== undefined) return this.#opened(act, { entry, bytes: kept });
    const ready = this.#parts.gate.ready(act, { consultation: true, traced: 'Lecture d’un document' });
    if (!ready.ok) return ready;
    const existence = await this.#checked(act, ready.value);
    if (!existence.ok) return refused(`Le document n’a pas pu être ouvert : ${existence.texte}`);
    const read = await this.read(ready.value, entry);
    if (!read.ok) return refused(`Le document n’a pas pu être ouvert : ${read.texte}`);
    return this.#opened(act, { entry, bytes: read.value });
  }

  /** Retrieves a document of the registry. */
  read({ client, target }: Ready, { entryUuid, uniqueId }: RegistryEntry): Promise<Outcome<Buffer>> {
    return client.retrieve(target, this.#cabinet.planted.has('dmp-lecture-par-entry-uuid') ? entryUuid : uniqueId);
  }

  #chosen(dossier: string, uniqueId: string): RegistryEntry | undefined {
    const entries = this.#views.get(dossier)?.entries ?? [];
    const chosen = entries.find((one) => one.uniqueId === uniqueId);
    if (!this.#cabinet.planted.has('dmp-lecture-autre-document')) return chosen;
    return entries.find((one) => one.uniqueId !== uniqueId) ?? chosen;
  }

  async #consultation(act: Act, search: Search): Promise<DmpView> {
    const { gate } = this.#parts;
    const ready = gate.ready(act, { consultation: true, traced: 'Consultation' });
    if (!ready.ok) return notConsulted([ready.texte]);
    const existence = await gate.verify(act, ready.value);
    if (existence.ok) return this.#found(act, ready.value, { existence: existence.value, search });
    const messages = gate.said('Le DMP n’a pas pu être consulté', existence.texte);
    return { messages, etat: 'inconnu', autorisation: null, entries: [] };
  }

  async #found(
    act: Act,
    ready: Ready,
    { existence, search }: { existence: Existence; search: Search },
  ): Promise<DmpView> {
    const { planted, journals } = this.#cabinet;
    const view = stateView(existence, this.#cabinet);
    const refusal = await this.#access(act, ready, existence);
    if (refusal !== null) return { ...view, messages: refusal };
    const found = await ready.client.find(ready.target, search);
    if (!found.ok) {
      return { ...view, messages: this.#parts.gate.said('Les documents du DMP n’ont pas pu être lus', found.texte) };
    }
    journals.access(act, 'Consultation du DMP', `${found.value.length} document(s)`);
    const declared = existence.autorisation !== 'VALIDE' && !planted.has('dmp-autorisation-non-affichee');
    return { ...view, ...(declared ? { autorisation: 'valide' } : {}), messages: [], entries: found.value };
  }

  /**
   * Null when the documents may be looked for. The authorisation that lacks is declared on the spot (TD0.3) once the
   * patient's non-opposition is recorded: that is the user's action (EX_0.3-1010; DMP/UX.50).
   */
  async #access(act: Act, ready: Ready, existence: Existence): Promise<string[] | null> {
    const { planted } = this.#cabinet;
    const blocked = absence(existence) ?? this.#parts.consents.refusal(act.patient.id) ?? interdiction(existence);
    const forced = planted.has('dmp-consultation-sans-autorisation');
    if (blocked !== null && !forced) {
      const automatic = planted.has('dmp-autorisation-automatique') && existence.autorisation === 'NON_EXISTE';
      if (automatic) await ready.client.authorise(ready.target);
      return [blocked];
    }
    if (existence.autorisation === 'VALIDE' || forced) return null;
    if (planted.has('dmp-autorisation-manuelle')) {
      return ['Votre autorisation d’accès au DMP est absente : déclarez-la avant de consulter.'];
    }
    const declared = await this.#declare(act, ready);
    return declared.ok ? null : this.#parts.gate.said(notAuthorised, declared.texte);
  }

  async #declare(act: Act, { client, target }: Ready): Promise<Outcome<string>> {
    const outcome = await client.authorise(target);
    if (outcome.ok && !this.#cabinet.planted.has('dmp-autorisation-non-tracee')) {
      const detail = 'TD0.3 : accord du patient';
      this.#cabinet.journals.access(act, 'Autorisation d’accès au DMP', detail);
    }
    return outcome;
  }

  async #checked(act: Act, ready: Ready): Promise<Outcome<null>> {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-lecture-sans-verification')) return done(null);
    const existence = await this.#parts.gate.verify(act, ready);
    if (!existence.ok) return existence;
    const refusal = absence(existence.value) ?? interdiction(existence.value);
    return refusal === null ? done(null) : refused(refusal);
  }

  #opened(act: Act, opened: OpenedDocument): Outcome<OpenedDocument> {
    this.#cabinet.journals.access(act, 'Lecture d’un document du DMP', opened.entry.titre);
    return done(opened);
  }
}

/** State of a DMP and of the authorisation, as shown. */
export function stateView({ etat, autorisation }: Existence, { planted }: Pick<Cabinet, 'planted'>): DmpView {
  return {
    messages: [],
    etat: planted.has('dmp-etat-non-affiche') ? '' : etat,
    autorisation: planted.has('dmp-autorisation-non-affichee') ? null : authorisationLabel(autorisation),
    entries: [],
  };
}

function notConsulted(messages: string[]): DmpView {
  return { messages, etat: 'non consulté', autorisation: null, entries: [] };
}

function absence({ etat }: Existence): string | null {
  if (etat === 'inexistant') return 'Ce patient n’a pas de DMP.';
  return etat === 'fermé' ? 'Le DMP de ce patient est fermé.' : null;
}

function interdiction({ autorisation }: Existence): string | null {
  return autorisation === 'INTERDIT' ? 'Le patient vous a interdit l’accès à son DMP.' : null;
}

/** True when an entry answers to every filter; those that only the registry knows are left to it. */
function matches({ typeCode, auteur, creation }: RegistryEntry, criteria: Criteria): boolean {
  const name = criteria.auteur?.toLowerCase() ?? '';
  const since = criteria.depuisMois === undefined ? '' : monthsAgo(criteria.depuisMois).toISOString();
  return (
    (criteria.type === undefined || criteria.type === typeCode) &&
    auteur.toLowerCase().includes(name) &&
    creation >= since.replaceAll(/[-:TZ]|\..*/g, '')
  );
}
