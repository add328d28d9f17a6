import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import { MailAccounts } from './account.ts';
import { DocumentViews } from './document-views.ts';
import { ImapClient } from './imap-client.ts';
import { Inbox } from './inbox.ts';
import { MailConnection } from './mail-connection.ts';
import { MailLog } from './mail-log.ts';
import { MailTraces } from './mail-traces.ts';
import { MailViews } from './mail-views.ts';
import { MailWatch } from './mail-watch.ts';
import { MessageViews } from './message-views.ts';
import { type Answered, Outbox } from './outbox.ts';
import type { ReceivedPiece } from './received-mail.ts';
import { receptionStatistics } from './reception-statistics.ts';
import { ReportDispatch } from './report-dispatch.ts';
import { WorkList, type WorkQuery } from './work-list.ts';

/** The whole mail of the practice; the screens and the adapter are two faces of it. */
export class MailService {
  readonly accounts: MailAccounts;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly reports: ReportDispatch;
  readonly workList: WorkList;
  readonly views: MailViews;
  readonly documents: DocumentViews;
  readonly reading: MessageViews;
  /** Sessions that their user keeps open. */
  readonly watch: MailWatch;
  readonly connection: MailConnection;
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    const { planted, services, settings } = cabinet;
    this.#cabinet = cabinet;
    this.accounts = new MailAccounts({ services, settings, planted });
    const log = new MailLog(cabinet.exchanges, planted);
    const facts = { cabinet, accounts: this.accounts, log, traces: new MailTraces(planted) };
    const imap = new ImapClient(this.accounts, planted);
    this.outbox = new Outbox(facts);
    this.inbox = new Inbox(facts, this.outbox, imap);
    this.watch = new MailWatch(facts, imap);
    this.connection = new MailConnection(facts, this);
    this.views = new MailViews(cabinet);
    this.documents = new DocumentViews(planted);
    this.reading = new MessageViews(cabinet, this.views);
    this.workList = new WorkList({ views: this.documents, planted, match: (received) => this.inbox.match(received) });
    this.reports = new ReportDispatch(cabinet, this.outbox);
    cabinet.documents.onValidated((act, document) => this.outbox.afterValidation(act, document));
    cabinet.documents.onValidated((act, document) => this.reports.afterValidation(act, document));
  }

  /** Sends a message without document; an answer keeps the thread of the conversation. */
  send(user: User, { reponseA, ...args }: VerbArgs<'envoyerMessage'>): Promise<string[]> {
    return this.outbox.free(user, args, reponseA === null ? null : this.#answered(reponseA));
  }

  /** Records or lifts a refusal (MSS va1.20, va1.22). */
  refuse(act: Act, canal: VerbArgs<'enregistrerRefus'>['canal'], refus: boolean): string[] {
    const { planted, refusals, journals } = this.#cabinet;
    if (refus && !planted.has('refus-non-enregistre')) refusals.set(act.patient.id, canal, true);
    if (!refus && !planted.has('refus-non-leve')) refusals.set(act.patient.id, canal, false);
    const lifted = canal === 'dmp' ? 'Non-opposition du patient enregistrée' : 'Refus du patient levé';
    const action = refus ? 'Refus du patient enregistré' : lifted;
    if (!planted.has('refus-non-trace')) journals.access(act, action, canalLabels[canal]);
    return [`${refus ? 'Refus enregistré' : 'Refus levé'} : ${canalLabels[canal]}.`];
  }

  messages(): VerbResult<'lireMessagerie'> {
    return { lignes: this.views.messages(this.inbox.received, this.outbox.sent) };
  }

  waiting(query: WorkQuery): VerbResult<'lireListeTravail'> {
    return { lignes: this.workList.lines(this.inbox.received, query) };
  }

  /** What a received document says; it is then read. */
  open(message: string, user: User, unit?: string): VerbResult<'lireDocumentRecu'> | null {
    const received = this.inbox.find(message);
    if (received === undefined) return null;
    this.inbox.open(received, user);
    return this.documents.show(received, unit);
  }

  /** A message as its screen shows it; one without document is then read. */
  message(id: string): VerbResult<'lireMessage'> | null {
    const received = this.inbox.find(id);
    if (received === undefined) return null;
    received.read = received.read || received.documents.length === 0;
    return this.reading.show(received);
  }

  /** What the software filed by itself and nobody has looked at (UX.40). */
  integratedUnseen(): VerbResult<'lireIntegresNonConsultes'> {
    return { lignes: this.workList.integratedUnseen(this.inbox.received) };
  }

  /** How the documents received came to the files, by type (UX.16). */
  statistics(): VerbResult<'lireStatistiquesReception'> {
    const typeOf = (piece: ReceivedPiece): string => this.documents.typeOf(piece);
    return { lignes: receptionStatistics(this.inbox.received, typeOf, this.#cabinet.planted) };
  }

  #answered(id: string): Answered | null {
    const received = this.inbox.find(id)?.mail;
    const sent = this.outbox.sent.find((one) => one.id === id);
    return received ?? sent ?? null;
  }
}

/** Ways of transmission that a patient may refuse, in words. */
export const canalLabels = {
  mss_patient: 'envois à Mon espace santé',
  mss_pro: 'envois aux professionnels par MSSanté',
  dmp: 'dépôts au DMP',
} as const;
