import type { VerbArgs } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import type { MedicalDocument } from '../documents/document.ts';
import type { Act } from '../journals.ts';
import type { Patient, User } from '../model.ts';
import type { MailAccounts, TestedServer } from './account.ts';
import { DocumentMail } from './document-mail.ts';
import { type Failure, failureOf, isFailure } from './failures.ts';
import type { MailLog } from './mail-log.ts';
import type { MailTrace, MailTraces } from './mail-traces.ts';
import { withoutPrefix } from './mail-views.ts';
import { type MessageDraft, MessageWriter, type WrittenMessage } from './message-writer.ts';
import { isPatientAddress, patientAddress } from './patient-address.ts';
import type { SentMail } from './sent-mail.ts';
import { SmtpClient, type Submission } from './smtp-client.ts';
import type { Bal } from './tls.ts';

/** What the parts of the mail work with. */
export interface MailFacts {
  cabinet: Cabinet;
  accounts: MailAccounts;
  log: MailLog;
  traces: MailTraces;
}

/** A message about to leave, and what it is about. */
interface Sending {
  user: User;
  patient: Patient | null;
  draft: Omit<MessageDraft, 'from' | 'returnAddress'>;
}

/** What became of a message. */
interface Sent {
  left: boolean;
  messages: string[];
}

/** A message that someone sent to us, as far as an answer to it needs. */
export interface Answered {
  messageId: string;
  references: readonly string[];
}

type PatientLetter = Pick<VerbArgs<'ecrireAuPatient'>, 'document' | 'texte' | 'finEchange'> & {
  bal: Bal;
  /** True when it leaves by itself, on validation. */
  automatic?: boolean;
};

/** Writes and sends messages; keeps what was sent. */
export class Outbox {
  readonly #cabinet: Cabinet;
  readonly #accounts: MailAccounts;
  readonly #log: MailLog;
  readonly #traces: MailTraces;
  readonly #writer: MessageWriter;
  readonly #smtp: SmtpClient;
  readonly #documents: DocumentMail;
  readonly #sent: SentMail[] = [];

  constructor({ cabinet, accounts, log, traces }: MailFacts) {
    this.#cabinet = cabinet;
    this.#accounts = accounts;
    this.#log = log;
    this.#traces = traces;
    this.#writer = new MessageWriter(cabinet.planted);
    this.#smtp = new SmtpClient(accounts, cabinet.planted);
    this.#documents = new DocumentMail(cabinet);
  }

  /** Messages sent, or that failed, the oldest first. */
  get sent(): readonly SentMail[] {
    return this.#sent;
  }

  /** Sends a message that conveys no document. */
  async free(
    user: User,
    args: Omit<VerbArgs<'envoyerMessage'>, 'reponseA'>,
    answered: Answered | null,
  ): Promise<string[]> {
    const { bal, destinataires, objet, texte, accuseReception, accuseLecture } = args;
    const draft = {
      ...this.#plain(bal, { recipients: destinataires, subject: objet, text: texte }),
      withHtml: true,
      references: answered === null ? [] : [...answered.references, answered.messageId],
      wantsDelivery: accuseReception,
      wantsReading: accuseLecture,
    };
    return (await this.#send({ user, patient: null, draft })).messages;
  }

  /** Sends a validated document to professionals. */
  async document(act: Act, id: string, to: { bal: Bal; recipients: readonly string[] }): Promise<string[]> {
    const { patient, user } = act;
    const document = this.#cabinet.documents.document(patient.id, id);
    const refusal = this.#refusal(patient, 'mss_pro') ?? this.#unready(document);
    if (refusal !== null) return this.#blocked(act, refusal);
    const text = 'Veuillez trouver ci-joint un document concernant un patient que nous suivons.';
    const parts = await this.#documents.parts(document, patient, text);
    const draft = {
      ...this.#plain(to.bal, { recipients: to.recipients, ...parts }),
      wantsDelivery: true,
      wantsReading: true,
    };
    return this.#shared(document, to.recipients, await this.#send({ user, patient, draft }));
  }

  /** Writes to the patient in Mon espace santé. */
  async toPatient(act: Act, letter: PatientLetter): Promise<{ destinataire: string | null; messages: string[] }> {
    const { patient } = act;
    const address = patientAddress(patient, this.#cabinet.planted);
    if (address === null) return { destinataire: null, messages: this.#noAddress(patient) };
    const document = letter.document === null ? null : this.#cabinet.documents.document(patient.id, letter.document);
    const ignored = letter.automatic === true && this.#cabinet.planted.has('envoi-automatique-refus-ignore');
    const refused = ignored ? null : this.#refusal(patient, 'mss_patient');
    const refusal = refused ?? (document === null ? null : this.#unready(document));
    if (refusal !== null) return { destinataire: address, messages: this.#blocked(act, refusal) };
    return { destinataire: address, messages: await this.#writeTo(address, act, { ...letter, written: document }) };
  }

  /** Sends the patient a document that has just been validated, when the practice has chosen so (MSS va1.17). */
  async afterValidation(act: Act, document: MedicalDocument): Promise<string[]> {
    const { settings, planted } = this.#cabinet;
    const chosen = settings.get('envoi_automatique_patient') === 'oui' && !planted.has('envoi-automatique-absent');
    if (!chosen && !planted.has('envoi-automatique-non-regle')) return [];
    const texte = 'Votre médecin met à votre disposition le document ci-joint.';
    // Nobody pressed a button: the message leaves from the mailbox of the application, and says so (ECO 2.2.5).
    const letter = { document: document.id, texte, finEchange: false, bal: 'APP' as const, automatic: true };
    const { messages } = await this.toPatient(act, letter);
    const failed = this.#sent.at(-1)?.failure !== null;
    if (failed && planted.has('validation-perdue-si-envoi-echoue')) document.etat = 'brouillon';
    return messages.map((message) => `Envoi automatique au patient : ${message}`);
  }

  /** Tests the connection to a server; what PSC refuses is told as the rest. */
  test(user: User, server: TestedServer): Promise<string[]> {
    return this.#tested(user, `Session SMTP d’essai (${server})`, () => this.#smtp.test(server));
  }

  /** Tests the connection to the operator of a mailbox (ECO 1.1.9). */
  testMailbox(user: User, bal: Bal): Promise<string[]> {
    const demande = `Session SMTP d’essai de la boîte ${this.#accounts.address(bal)}`;
    return this.#tested(user, demande, () => this.#smtp.testMailbox(bal));
  }

  async #tested(user: User, demande: string, test: () => Promise<string[]>): Promise<string[]> {
    const messages = await test().catch((thrown: unknown) => [failureOf(thrown, 'la connexion').failure]);
    const reponse = messages.join(' ');
    this.#trace(user, 'Test de connexion', { demande, reussi: reponse.startsWith('Connexion réussie'), reponse });
    return messages;
  }

  /** Sends back a report that a message asked for; `raw` is whole. */
  async report(
    user: User,
    report: { bal: Bal; recipient: string; raw: Buffer; patient: Patient | null },
  ): Promise<string | null> {
    const { bal, recipient, raw, patient } = report;
    const result = await this.#smtp.send({ bal, recipients: [recipient], raw, envelopeId: '', wantsDelivery: false });
    const failure = isFailure(result) ? result.failure : null;
    this.#log.received({
      auteur: user.nom,
      dossier: patient?.id ?? null,
      partenaire: recipient,
      objet: 'Accusé de lecture renvoyé',
      reussi: failure === null,
      reponse: isFailure(result) ? result.failure : result.answer,
      ins: false,
    });
    const reponse = isFailure(result) ? result.failure : result.answer;
    this.#trace(user, 'Accusé de lecture', { demande: `Envoi à ${recipient}`, reussi: failure === null, reponse });
    return failure;
  }

  #plain(
    bal: Bal,
    given: Pick<MessageDraft, 'recipients' | 'subject' | 'text'> & Partial<MessageDraft>,
  ): Sending['draft'] {
    const none = { withHtml: false, references: [], wantsDelivery: false, wantsReading: false, end: false };
    return { bal, ...none, conveyed: null, files: [], ...given };
  }

  async #writeTo(
    address: string,
    { patient, user }: Act,
    letter: PatientLetter & { written: MedicalDocument | null },
  ): Promise<string[]> {
    const { written, texte, bal, finEchange } = letter;
    const subject = 'Message de votre médecin';
    const parts = written === null ? { subject, text: texte } : await this.#documents.parts(written, patient, texte);
    const end = finEchange || this.#cabinet.planted.has('fin-toujours');
    const draft = { ...this.#plain(bal, { recipients: [address], ...parts }), wantsDelivery: true, end };
    const sent = await this.#send({ user, patient, draft });
    return written === null ? sent.messages : this.#shared(written, [address], sent);
  }

  async #send(sending: Sending): Promise<Sent> {
    const recipients = this.#recipients(sending.draft.recipients);
    if (recipients.length === 0) return { left: false, messages: ['Envoi impossible : indiquez un destinataire.'] };
    if (this.#givesUp(recipients)) return { left: false, messages: ['Envoi impossible : destinataire en erreur.'] };
    try {
      const { bal } = sending.draft;
      const draft = { ...sending.draft, from: this.#accounts.address(bal), returnAddress: this.#returnAddress() };
      const written = await this.#writer.write({ ...draft, recipients });
      const { messageId: envelopeId, raw } = written;
      const { wantsDelivery } = draft;
      const outgoing = { bal, recipients, raw, envelopeId: envelopeId.slice(1, -1), wantsDelivery };
      return this.#keep(sending, { written, recipients, result: await this.#smtp.send(outgoing) });
    } catch (thrown) {
      // What failed before the operator was reached: the service is not set up, PSC refuses.
      if (!(thrown instanceof Error)) throw thrown;
      const written = { messageId: '', raw: Buffer.alloc(0) };
      return this.#keep(sending, { written, recipients, result: { failure: thrown.message } });
    }
  }

  #givesUp(recipients: readonly string[]): boolean {
    if (!this.#cabinet.planted.has('destinataire-abandonne-apres-erreur')) return false;
    const failed = this.#sent.filter(({ failure }) => failure !== null).flatMap((sent) => sent.recipients);
    return recipients.some((one) => failed.includes(one));
  }

  #keep(
    { user, patient, draft }: Sending,
    done: { written: WrittenMessage; recipients: readonly string[]; result: Submission | Failure },
  ): Sent {
    const { written, recipients, result } = done;
    const failure = isFailure(result) ? result.failure : null;
    const answer = isFailure(result) ? result.failure : result.answer;
    this.#sent.push({
      id: `E${this.#sent.length + 1}`,
      messageId: written.messageId,
      references: draft.references,
      at: new Date(),
      bal: draft.bal,
      auteur: user.nom,
      recipients,
      subject: draft.subject,
      text: draft.text,
      attachments: draft.files.map(({ filename }) => filename),
      dossier: patient?.id ?? null,
      failure,
      answer,
      notices: isFailure(result)
        ? []
        : result.refused.map((recipient) => ({ recipient, kind: 'échec', detail: 'refusé' })),
    });
    this.#note({ user, patient, draft }, { recipients, failure, answer });
    return { left: failure === null, messages: this.#told(recipients, result) };
  }

  #told(recipients: readonly string[], result: Submission | Failure): string[] {
    const silent = this.#cabinet.planted.has('echec-envoi-tu');
    if (isFailure(result) && !silent) return [`Message non envoyé. ${result.failure}`];
    const refused = isFailure(result) || silent ? [] : result.refused;
    return [
      `Message envoyé à ${recipients.filter((one) => !refused.includes(one)).join(', ')}.`,
      ...refused.map((one) => `L’opérateur a refusé le destinataire ${one}.`),
    ];
  }

  #note(
    { user, patient, draft }: Sending,
    { recipients, failure, answer }: { recipients: readonly string[]; failure: string | null; answer: string },
  ): void {
    this.#log.sent({
      auteur: user.nom,
      dossier: patient?.id ?? null,
      kind: recipients.some(isPatientAddress) ? 'mss_patient' : 'mss_pro',
      partenaire: recipients.join(', '),
      objet: draft.subject,
      reussi: failure === null,
      reponse: answer,
      ins: draft.conveyed?.qualified ?? false,
    });
    this.#trace(user, 'Envoi', {
      demande: `Envoi de « ${withoutPrefix(draft.subject)} » à ${recipients.join(', ')} (boîte ${draft.bal})`,
      reussi: failure === null,
      reponse: answer,
    });
  }

  #trace({ nom }: User, action: string, rest: Omit<MailTrace, 'auteur' | 'action'>): void {
    this.#traces.add({ auteur: nom, action, ...rest });
  }

  #recipients(asked: readonly string[]): string[] {
    const { planted } = this.#cabinet;
    const kept = planted.has('envoi-premier-destinataire') ? asked.slice(0, 1) : asked;
    if (!planted.has('envoi-autre-destinataire')) return kept.map((address) => address.trim());
    return kept.map((address) => address.replace(/^[^@]*/, 'autre.correspondant'));
  }

  /** Where answers to the mailbox of the application go (MSS va1.18); it can't be that mailbox itself. */
  #returnAddress(): string {
    const chosen = this.#cabinet.settings.get('adresse_retour').trim();
    const { bal, balApp } = this.#accounts.access;
    const ignored = this.#cabinet.planted.has('adresse-retour-ignoree') || chosen === '' || chosen === balApp;
    return ignored ? bal : chosen;
  }

  #refusal(patient: Patient, canal: 'mss_patient' | 'mss_pro'): string | null {
    const { refusals, planted } = this.#cabinet;
    const ignored = canal === 'mss_pro' ? 'refus-pro-ignore' : 'refus-patient-ignore';
    if (!refusals.has(patient.id, canal) || planted.has(ignored)) return null;
    const whom = canal === 'mss_pro' ? 'de ses documents aux professionnels par MSSanté' : 'par Mon espace santé';
    return `Envoi bloqué : le patient refuse l’envoi ${whom}.`;
  }

  #unready({ etat }: MedicalDocument): string | null {
    if (etat === 'validé' || this.#cabinet.planted.has('envoi-brouillon')) return null;
    return `Envoi impossible : le document est ${etat === 'brouillon' ? 'un brouillon, validez-le d’abord' : etat}.`;
  }

  #blocked(act: Act, refusal: string): string[] {
    this.#cabinet.journals.access(act, 'Envoi non effectué', refusal);
    return this.#cabinet.planted.has('refus-sans-message') ? [] : [refusal];
  }

  #noAddress({ statut }: Patient): string[] {
    if (this.#cabinet.planted.has('adresse-patient-muette')) return [];
    return [`Le patient n’a pas d’adresse : son INS n’est pas qualifiée (identité ${statut}).`];
  }

  #shared(document: MedicalDocument, recipients: readonly string[], { left, messages }: Sent): string[] {
    if (left) document.partages.push(`MSSanté : ${recipients.join(', ')}`);
    return messages;
  }
}
