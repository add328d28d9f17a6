import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { instantText } from '../dates.ts';
import type { ExchangeLine } from '../exchanges.ts';
import type { Patient } from '../model.ts';
import { isPatientAddress } from './patient-address.ts';
import type { ReceivedMail } from './received-mail.ts';
import type { SentMail } from './sent-mail.ts';

type MailLine = VerbResult<'lireMessagerie'>['lignes'][number];
type JournalLine = VerbResult<'lireJournalEchanges'>['lignes'][number];

/** The lists of the mail, as the screens and the adapter show them. */
export class MailViews {
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** Messages received and sent, the latest first. */
  messages(received: readonly ReceivedMail[], sent: readonly SentMail[]): MailLine[] {
    // An operator dates to the second: of two of the same second, the one that came last is the latest.
    const lines = [
      ...sent.map((one) => ({ at: one.at, line: this.#sentLine(one) })),
      ...received.map((one) => ({ at: one.at, line: this.#receivedLine(one) })),
    ].reverse();
    return lines.sort((one, other) => other.at.getTime() - one.at.getTime()).map(({ line }) => line);
  }

  /** Exchanges about a patient, the latest first. */
  exchanges(patient: Patient): VerbResult<'lireJournalEchanges'> {
    const lines = this.#cabinet.exchanges.of(patient.id).map((line) => this.#journalLine(line));
    return { bandeau: this.#cabinet.views.banner(patient), lignes: lines.reverse() };
  }

  #receivedLine({ id, mail, at, documents }: ReceivedMail): MailLine {
    const { name, address } = mail.from;
    return {
      message: id,
      sens: 'recu',
      correspondant: name === '' ? address : `${name} <${address}>`,
      nature: this.#nature(address),
      objet: this.subject(mail.subject),
      date: instantText(at),
      documents: this.#carriesDocuments(mail, documents),
      accuse: '',
    };
  }

  #sentLine(sent: SentMail): MailLine {
    return {
      message: sent.id,
      sens: 'envoye',
      correspondant: sent.recipients.join(', '),
      nature: this.#nature(sent.recipients[0] ?? ''),
      objet: this.subject(sent.subject),
      date: instantText(sent.at),
      documents: sent.attachments.some((name) => /\.zip$/i.test(name)),
      accuse: this.#notices(sent),
    };
  }

  /** A subject as the lists and the messages show it (UX.28). */
  subject(subject: string): string {
    return this.#cabinet.planted.has('objet-prefixe-affiche') ? subject : withoutPrefix(subject);
  }

  /** Marks the messages with an IHE_XDM archive, and no other file (UX.01). */
  #carriesDocuments({ files }: ReceivedMail['mail'], documents: ReceivedMail['documents']): boolean {
    if (this.#cabinet.planted.has('piece-ordinaire-signalee') && files.length > 0) return true;
    return documents.length > 0 && !this.#cabinet.planted.has('document-recu-sans-signe');
  }

  #nature(address: string): string {
    const patient = isPatientAddress(address) && !this.#cabinet.planted.has('nature-correspondant-fausse');
    return patient || this.#cabinet.planted.has('nature-professionnel-fausse') ? 'patient' : 'professionnel';
  }

  /** Shows that a message arrived, or did not (MSS va1.14). */
  #notices({ notices, failure }: SentMail): string {
    if (failure !== null && !this.#cabinet.planted.has('echec-envoi-tu')) return 'non envoyé';
    if (this.#cabinet.planted.has('accuse-non-affiche')) return '';
    return notices
      .map(
        ({ kind, recipient, detail }) =>
          `${kind} ${kind === 'échec' ? 'pour' : 'par'} ${recipient}${detail && ` (${detail})`}`,
      )
      .join(' ; ');
  }

  #journalLine({ at, auteur, kind, geste, partenaire, objet, reussi, reponse, ins }: ExchangeLine): JournalLine {
    const parts = [partenaire, withoutPrefix(objet), reussi ? 'réussi' : 'échec', reponse, ins ? 'avec l’INS' : ''];
    return {
      date: this.#cabinet.planted.has('echange-sans-date') ? '' : instantText(at),
      auteur,
      action: geste ?? kinds[kind],
      detail: parts.filter((part) => part !== '').join(' — '),
    };
  }
}

const kinds: Record<ExchangeLine['kind'], string> = {
  depot_dmp: 'Dépôt au DMP',
  suppression_dmp: 'Suppression au DMP',
  mss_pro: 'Envoi à un professionnel (MSSanté)',
  mss_patient: 'Envoi au patient (Mon espace santé)',
  reception_mss: 'Réception (MSSanté)',
};

/** A subject as people read it: the prefix is for machines (UX.28). */
export function withoutPrefix(subject: string): string {
  return subject.replace(/^(re ?: ?|tr ?: ?)?XDM\/1\.0\/DDM ?\+?/i, '$1');
}
