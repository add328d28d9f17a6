import { instantText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';
import type { Act, Journals } from '../journals.ts';

/** What a patient chose about the consultation of his DMP. */
export type Choice = 'non_opposition' | 'opposition';

/** A choice as it was recorded. */
interface Recorded {
  at: Date;
  auteur: string;
  choix: Choice;
}

/** A line of the trace, as shown. */
export interface ConsentLine {
  date: string;
  auteur: string;
  choix: string;
}

const labels: Readonly<Record<Choice, string>> = { non_opposition: 'non-opposition', opposition: 'opposition' };

/** True for the name of a choice. */
export function isChoice(text: string | null): text is Choice {
  return text !== null && Object.hasOwn(labels, text);
}

/** The patients' choices about the consultation of their DMP: kept, traced, changed at any time (DMP/CONF.06, UX.06). */
export class Consents {
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  readonly #recorded = new Map<string, Recorded[]>();

  constructor(journals: Journals, planted: DefectSet) {
    this.#journals = journals;
    this.#planted = planted;
  }

  /** The choice in force; undefined when nothing was recorded. */
  choice(dossier: string): Choice | undefined {
    return this.#recorded.get(dossier)?.at(-1)?.choix;
  }

  /** The choice in force, in words. */
  label(dossier: string): string {
    const choice = this.choice(dossier);
    return choice === undefined ? 'non recueilli' : labels[choice];
  }

  /** Why the choice forbids a consultation; null when it does not. */
  refusal(dossier: string): string | null {
    const choice = this.choice(dossier);
    if (choice === 'non_opposition' || this.#planted.has('dmp-consentement-ignore')) return null;
    return choice === 'opposition'
      ? 'Consultation impossible : le patient s’oppose à la consultation de son DMP.'
      : 'Consultation impossible : la non-opposition du patient à la consultation de son DMP n’est pas enregistrée.';
  }

  /** Records a choice; nothing of the former ones is lost. */
  record(act: Act, choix: Choice): string[] {
    const lines = this.#recorded.get(act.patient.id) ?? [];
    const said = [`Choix du patient enregistré : ${labels[choix]} à la consultation du DMP.`];
    if (this.#planted.has('dmp-consentement-non-enregistre')) return said;
    if (this.#planted.has('dmp-consentement-fige') && lines.length > 0) return said;
    const kept = this.#planted.has('dmp-consentement-non-trace') ? [] : lines;
    this.#recorded.set(act.patient.id, [...kept, { at: new Date(), auteur: act.user.nom, choix }]);
    this.#journals.access(act, 'Choix du patient sur son DMP', labels[choix]);
    return said;
  }

  /** The trace of a file, the latest first. */
  lines(dossier: string): ConsentLine[] {
    return [...(this.#recorded.get(dossier) ?? [])]
      .reverse()
      .map(({ at, auteur, choix }) => ({ date: instantText(at), auteur, choix: labels[choix] }));
  }
}
