import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { toComparable } from '../lexicon.ts';
import type { MailViews } from './mail-views.ts';
import { isPatientAddress, patientAddress } from './patient-address.ts';
import type { ReceivedMail } from './received-mail.ts';

type Shown = VerbResult<'lireMessage'>;
type Sender = Pick<Shown, 'usagerNom' | 'usagerPrenom' | 'usagerMatricule'>;

/** A user of the base of patients to whom one may want to write. */
export interface FoundUser {
  dossier: string;
  nom: string;
  prenom: string;
  dateNaissance: string;
  /** Null unless the INS is qualified (UX.32). */
  adresse: string | null;
}

/** Shows one message as people read it: who writes, about what, what is asked. */
export class MessageViews {
  readonly #cabinet: Cabinet;
  readonly #views: MailViews;

  constructor(cabinet: Cabinet, views: MailViews) {
    this.#cabinet = cabinet;
    this.#views = views;
  }

  show({ mail, acknowledged }: ReceivedMail): Shown {
    const { planted } = this.#cabinet;
    const { name, address } = mail.from;
    return {
      expediteur: name === '' ? address : `${name} <${address}>`,
      objet: this.#views.subject(mail.subject),
      objetComplet: planted.has('objet-complet-tu') ? null : mail.subject,
      texte: mail.text,
      ...this.#sender(mail.from),
      accuseDemande: mail.wantsReading !== null && !acknowledged && !planted.has('demande-accuse-tue'),
    };
  }

  /** Patients whose birth name starts so, and where one may write to them (UX.32). */
  users({ nom }: VerbArgs<'chercherUsager'>): FoundUser[] {
    const asked = toComparable(nom);
    const { planted } = this.#cabinet;
    if (asked === '' || planted.has('usager-base-muette')) return [];
    return this.#cabinet
      .patients()
      .filter(({ traits }) => toComparable(traits.nomNaissance ?? '').startsWith(asked))
      .map((patient) => ({
        dossier: patient.id,
        nom: patient.traits.nomNaissance ?? '',
        prenom: patient.traits.prenom ?? '',
        dateNaissance: patient.traits.dateNaissance ?? '',
        adresse: patientAddress(patient, planted),
      }));
  }

  /** Birth name, first name and matricule of a user who writes (UX.31): those of the file, else what the mail gives. */
  #sender({ name, address }: ReceivedMail['mail']['from']): Sender {
    if (!isPatientAddress(address)) return { usagerNom: null, usagerPrenom: null, usagerMatricule: null };
    const { planted } = this.#cabinet;
    const [matricule = ''] = address.split('@');
    const known = this.#cabinet
      .patients()
      .find((patient) => patient.statut === 'QUAL' && patient.matricule === matricule);
    const [first = '', ...rest] = name.split(' ');
    return {
      usagerNom: planted.has('usager-sans-nom') ? null : (known?.traits.nomNaissance ?? rest.join(' ')),
      usagerPrenom: planted.has('usager-sans-prenom') ? null : (known?.traits.prenom ?? first),
      usagerMatricule: planted.has('usager-sans-matricule') ? null : matricule,
    };
  }
}
