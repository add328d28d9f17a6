import type { DefectSet } from '../defects.ts';
import type { ExchangeLine, Exchanges } from '../exchanges.ts';

/** Notes what the mailboxes exchange: who, when, what was asked, what was answered (MSS CONF.17, CONF.18). */
export class MailLog {
  readonly #exchanges: Exchanges;
  readonly #planted: DefectSet;

  constructor(exchanges: Exchanges, planted: DefectSet) {
    this.#exchanges = exchanges;
    this.#planted = planted;
  }

  sent(line: Omit<ExchangeLine, 'at'>): void {
    if (!this.#planted.has('echange-non-trace')) this.#add(line);
  }

  received(line: Omit<ExchangeLine, 'at' | 'kind'>): void {
    if (!this.#planted.has('reception-non-tracee')) this.#add({ ...line, kind: 'reception_mss' });
  }

  #add(line: Omit<ExchangeLine, 'at'>): void {
    if (!line.reussi && this.#planted.has('echange-echec-tu')) return;
    this.#exchanges.add({
      ...line,
      auteur: this.#planted.has('echange-sans-auteur') ? '' : line.auteur,
      reponse: this.#planted.has('echange-sans-reponse') ? '' : line.reponse,
    });
  }
}
