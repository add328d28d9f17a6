import type { VerbResult } from '../../contract/index.ts';
import { instantText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';

/** What was done with a mailbox, or was tried. */
export interface MailTrace {
  /** Who is signed in. */
  auteur: string;
  action: string;
  /** What the server was asked; never what a message says. */
  demande: string;
  reussi: boolean;
  /** What it answered, or why it did not. */
  reponse: string;
}

/** Traces of whatever is done with the mailboxes (MSS CONF.17, CONF.18: ECO 4.1.1, 4.1.2). */
export class MailTraces {
  readonly #lines: Array<MailTrace & { at: Date }> = [];
  readonly #planted: DefectSet;

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  add(trace: MailTrace): void {
    if (this.#planted.has('traces-envois-seuls') && trace.action !== 'Envoi') return;
    if (this.#planted.has('traces-sans-echec') && !trace.reussi) return;
    this.#lines.push({ at: new Date(), ...trace });
  }

  /** The latest first, as the screen and the adapter show them. */
  lines(): VerbResult<'lireTracesMessagerie'>['lignes'] {
    const planted = this.#planted;
    return this.#lines
      .map(({ at, auteur, action, demande, reponse }) => ({
        date: planted.has('traces-sans-heure') ? instantText(at).slice(0, 10) : instantText(at),
        auteur: planted.has('traces-sans-auteur') ? '' : auteur,
        action,
        demande: planted.has('traces-sans-demande') ? '' : demande,
        reponse: planted.has('traces-sans-reponse') ? '' : reponse,
      }))
      .reverse();
  }
}
