import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { RegistryEntry } from './answers.ts';
import { type ConsultationParts, type ConsultationService, stateView } from './consultation-service.ts';
import type { Ready } from './dmp-gate.ts';
import type { Novelty } from './novelties.ts';

/** What the front page of a file shows of the DMP. */
export interface OpeningView {
  /** False while the DMP has not answered. */
  done: boolean;
  etat: string;
  autorisation: string | null;
  nouveautes: Novelty[];
  /** The novelties in a sentence, or their absence; empty where nothing can be said of them. */
  mention: string;
}

/** How long a check stays true: the screen is shown again when it ends. */
const validity = 5_000;

/** What happens by itself when a file is opened: state of the DMP, novelties, reading in advance (DMP/UX.12, 15, 34). */
export class DossierOpening {
  readonly #cabinet: Cabinet;
  readonly #consultation: ConsultationService;
  readonly #parts: ConsultationParts;
  readonly #checks = new Map<string, { view: OpeningView; at: number; ended: Promise<void> }>();

  constructor(cabinet: Cabinet, consultation: ConsultationService, parts: ConsultationParts) {
    this.#cabinet = cabinet;
    this.#consultation = consultation;
    this.#parts = parts;
  }

  /** The front page as it now is; a check starts when the last one is old. */
  view(act: Act): OpeningView {
    return this.#check(act).view;
  }

  /** The front page once its check has ended. */
  async opened(act: Act): Promise<OpeningView> {
    this.#checks.delete(keyOf(act));
    const check = this.#check(act);
    await check.ended;
    return check.view;
  }

  #check(act: Act) {
    const known = this.#checks.get(keyOf(act));
    if (known !== undefined && (!known.view.done || Date.now() < known.at + validity)) return known;
    const view: OpeningView = { done: false, etat: '', autorisation: null, nouveautes: [], mention: '' };
    const check = { view, at: Date.now(), ended: this.#run(act, view) };
    this.#checks.set(keyOf(act), check);
    return check;
  }

  async #run(act: Act, view: OpeningView): Promise<void> {
    const { planted } = this.#cabinet;
    const ready = this.#parts.gate.ready(act, { consultation: true, traced: 'Ouverture du dossier' });
    if (planted.has('dmp-etat-sur-clic')) view.etat = 'non vérifié';
    else if (ready.ok) await this.#verify(act, ready.value, view);
    else view.etat = ready.texte;
    view.done = true;
  }

  async #verify(act: Act, ready: Ready, view: OpeningView): Promise<void> {
    const existence = await this.#parts.gate.verify(act, ready);
    if (!existence.ok) {
      view.etat = `inconnu : ${existence.texte}`;
      return;
    }
    const { etat, autorisation } = stateView(existence.value, this.#cabinet);
    Object.assign(view, { etat, autorisation });
    const open = existence.value.etat === 'actif' && existence.value.autorisation === 'VALIDE';
    if (!open || this.#parts.consents.refusal(act.patient.id) !== null) return;
    const found = await ready.client.find(ready.target, {});
    if (found.ok) await this.#look(act, ready, { view, entries: found.value });
    else view.mention = `Nouveautés non lues : ${found.texte}`;
  }

  async #look(
    act: Act,
    ready: Ready,
    { view, entries }: { view: OpeningView; entries: readonly RegistryEntry[] },
  ): Promise<void> {
    view.nouveautes = this.#parts.novelties.among(act, entries);
    const absent = this.#cabinet.planted.has('dmp-absence-tue') ? '' : 'Aucun document nouveau de tiers dans le DMP.';
    const present = `Documents nouveaux de tiers dans le DMP depuis votre dernière consultation : ${view.nouveautes
      .map(({ type, nombre }) => `${type} (${nombre})`)
      .join(', ')}.`;
    view.mention = view.nouveautes.length === 0 ? absent : present;
    const { cache } = this.#parts;
    if (!cache.wanted) return;
    for (const entry of entries) {
      if (cache.get(act.patient.id, entry.uniqueId) !== undefined) continue;
      const read = await this.#consultation.read(ready, entry);
      if (read.ok) cache.keep(act.patient.id, entry.uniqueId, read.value);
    }
  }
}

function keyOf({ patient, user }: Act): string {
  return `${patient.id} ${user.profil}`;
}
