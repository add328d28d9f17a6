import { randomUUID } from 'node:crypto';
import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { Patient, User } from '../model.ts';
import { type ArchivedDocument, isStyleSheet, readArchive, type StyleSheet } from './archive.ts';
import { isFailure } from './failures.ts';
import { type Fetched, ImapClient } from './imap-client.ts';
import type { MailLog } from './mail-log.ts';
import { type MailFile, type ParsedMail, parseMail } from './mail-parser.ts';
import { type Match, matchPatient } from './matching.ts';
import { type Report, readReport } from './notice-reader.ts';
import type { MailFacts, Outbox } from './outbox.ts';
import { writeReadingReport } from './reading-report.ts';
import type { ReceivedMail, ReceivedPiece } from './received-mail.ts';
import type { SentMail } from './sent-mail.ts';
import type { Bal } from './tls.ts';

/** Whether a received document could be filed, where, and what to say. */
export interface Filing {
  dossier: string | null;
  messages: string[];
}

const nothing: ParsedMail = {
  messageId: '',
  references: [],
  from: { name: '', address: '' },
  replyTo: '',
  subject: '(message illisible)',
  text: '',
  wantsReading: null,
  files: [],
  reportType: '',
};

/** Receives messages: reads them, recognises documents and reports, files documents. */
export class Inbox {
  readonly #cabinet: Cabinet;
  readonly #facts: MailFacts;
  readonly #outbox: Outbox;
  readonly #log: MailLog;
  readonly #imap: ImapClient;
  readonly #received: ReceivedMail[] = [];

  constructor(facts: MailFacts, outbox: Outbox) {
    this.#cabinet = facts.cabinet;
    this.#facts = facts;
    this.#outbox = outbox;
    this.#log = facts.log;
    this.#imap = new ImapClient(facts.accounts, facts.cabinet.planted);
  }

  /** Messages received, the oldest first. */
  get received(): readonly ReceivedMail[] {
    return this.#received;
  }

  find(id: string): ReceivedMail | undefined {
    return this.#received.find((received) => received.id === id);
  }

  /** Reads what has come since the last time. A failure is told, and stops nothing else (ECO 1.2.3). */
  async fetch(user: User, bal: Bal): Promise<string[]> {
    const fetched = await this.#imap.fetchNew(bal);
    if (isFailure(fetched)) {
      this.#log.received(
        this.#line(user, { partenaire: bal, objet: 'Relève', reussi: false, reponse: fetched.failure }),
      );
      return [`Relève impossible. ${fetched.failure}`];
    }
    let documents = 0;
    for (const message of fetched) documents += await this.#take(user, bal, message);
    const plural = fetched.length > 1 ? 's' : '';
    return [
      `${fetched.length} nouveau${fetched.length > 1 ? 'x' : ''} message${plural}, ${documents} document(s) reçu(s).`,
    ];
  }

  /** Puts a message in the work list by hand (ERGO/va1.08). */
  list(id: string): string[] {
    const received = this.find(id);
    if (received === undefined) return ['Ce message n’existe pas.'];
    if (!this.#cabinet.planted.has('liste-manuelle-sans-effet')) received.listed = true;
    return ['Message placé dans la liste de travail.'];
  }

  /** Takes a message that has been dealt with out of the work list; its documents, if any, still wait to be filed. */
  unlist(id: string): string[] {
    const received = this.find(id);
    if (received === undefined) return ['Ce message n’existe pas.'];
    if (received.documents.length > 0) return ['Ce message porte un document : classez-le.'];
    received.listed = false;
    received.read = true;
    return ['Message retiré de la liste de travail.'];
  }

  /** Whose the documents of a message are. */
  match({ documents: [first] }: ReceivedMail): Match {
    if (first === undefined) return { kind: 'inconnu' };
    return matchPatient(first, this.#cabinet.patients(), this.#cabinet.planted);
  }

  /** Files in one click where the software is sure; says what to do otherwise (MSS va1.28). */
  async file(id: string, user: User): Promise<Filing> {
    const received = this.find(id);
    if (received === undefined) return { dossier: null, messages: ['Ce message n’existe pas.'] };
    if (received.documents.length === 0)
      return { dossier: null, messages: ['Ce message ne porte aucun document à classer.'] };
    if (received.filed !== null) return { dossier: received.filed, messages: ['Ce document est déjà classé.'] };
    const match = this.match(received);
    if (match.kind === 'sûr') return this.attach(received, { patient: this.#target(match.patient), user });
    const names = match.kind === 'proposé' ? match.patients.map(({ id: dossier }) => dossier).join(', ') : '';
    const hint = names === '' ? 'aucun dossier ne lui correspond' : `dossier de mêmes traits à confirmer : ${names}`;
    return { dossier: null, messages: [`Document à rattacher : ${hint}.`] };
  }

  /** Files the documents of a message in the file that the user names; sends the notice of reading that is asked for. */
  async attach(received: ReceivedMail, act: Act): Promise<Filing> {
    const { patient } = act;
    if (!this.#cabinet.planted.has('classement-sans-effet')) this.#keepInFile(received, patient);
    received.read = true;
    received.listed = false;
    received.filed = patient.id;
    this.#cabinet.journals.access(act, 'Classement d’un document reçu', received.documents[0]?.cda.title ?? '');
    this.#log.received(
      this.#line(act.user, {
        partenaire: received.mail.from.address,
        objet: `Classement : ${received.documents.map(({ cda }) => cda.title).join(', ')}`,
        dossier: patient.id,
        ins: received.documents.some(({ cda }) => cda.patient.ins !== ''),
        reponse: 'classé dans le dossier',
      }),
    );
    const told = await this.acknowledge(received, act.user, patient);
    return { dossier: patient.id, messages: [`Document classé dans le dossier ${patient.id}.`, ...told] };
  }

  /** Sends the notice of reading that a message asks for; its user agrees by asking for it, or by filing (UX.34). */
  async acknowledge(received: ReceivedMail, user: User, patient: Patient | null): Promise<string[]> {
    const recipient = received.mail.wantsReading;
    const { planted } = this.#cabinet;
    if (recipient === null || received.acknowledged || planted.has('accuse-lecture-non-rendu')) return [];
    const from = this.#facts.accounts.address(received.bal);
    const raw = writeReadingReport({ from, recipient, received, planted });
    const failure = await this.#outbox.report(user, { bal: received.bal, recipient, raw, patient });
    received.acknowledged = failure === null;
    return failure === null
      ? [`Accusé de lecture envoyé à ${recipient}.`]
      : [`Accusé de lecture non envoyé. ${failure}`];
  }

  async #take(user: User, bal: Bal, { raw, at, size }: Fetched): Promise<number> {
    const mail = raw === null ? null : await parseMail(raw);
    if (mail === null) {
      const problem =
        raw === null ? `Message de ${size} octets : trop gros pour être lu.` : 'Message illisible, gardé.';
      this.#add({ bal, at, mail: nothing, raw, documents: [], problem });
      return 0;
    }
    const report = mail.reportType === '' ? null : readReport(mail);
    if (report !== null && this.#note(user, mail, report)) return 0;
    const { documents, problem } = await this.#open(mail);
    const received = this.#add({ bal, at, mail, raw, documents, problem });
    this.#logReception(user, received);
    return documents.length;
  }

  async #open(mail: ParsedMail): Promise<Pick<ReceivedMail, 'documents' | 'problem'>> {
    const documents: ReceivedPiece[] = [];
    const problems: string[] = [];
    for (const file of mail.files.filter(isArchive)) {
      const { documents: found, styleSheet, refusal } = await readArchive(file.content);
      for (const document of found) documents.push(this.#piece(document, styleSheet ?? joinedSheet(mail)));
      if (refusal !== null) problems.push(refusal);
    }
    return { documents, problem: problems.length === 0 ? null : problems.join(' ') };
  }

  /** Links a document to the one that it replaces or deletes (BIO/va1.02, va1.07); both stay. */
  #piece(document: ArchivedDocument, joined: StyleSheet | null): ReceivedPiece {
    const { cda, entry } = document;
    const { planted } = this.#cabinet;
    const deletes = entry.action.toUpperCase() === 'D' && !planted.has('bio-suppression-ignoree');
    const known = this.#received.flatMap(({ documents }) => documents);
    // A deletion sends the same document again: its own id is then the former's.
    const former =
      known.findLast(({ cda: other }) => other.id === cda.replaces || (deletes && other.id === cda.id)) ?? null;
    const action = deletes ? 'suppression' : former === null ? 'ajout' : 'remplacement';
    const piece: ReceivedPiece = { ...document, styleSheet: joined, former, action, later: null };
    if (former !== null) former.later = { piece, at: new Date() };
    return piece;
  }

  #add(given: Omit<ReceivedMail, 'id' | 'listed' | 'read' | 'filed' | 'acknowledged'>): ReceivedMail {
    const listed = given.documents.length > 0 && !this.#cabinet.planted.has('document-recu-non-liste');
    const state = { listed, read: false, filed: null, acknowledged: false };
    const received: ReceivedMail = { id: `R${this.#received.length + 1}`, ...given, ...state };
    this.#received.push(received);
    return received;
  }

  /** Puts a report with the message that it is about; false when we sent no such message. */
  #note(user: User, mail: ParsedMail, { about, notices }: Report): boolean {
    const sent = this.#reported(about);
    if (sent === undefined) return false;
    const flatter = this.#cabinet.planted.has('accuse-echec-pour-recu');
    sent.notices.push(
      ...notices.map((notice) => (flatter ? { ...notice, kind: 'reçu' as const, detail: '' } : notice)),
    );
    this.#log.received(
      this.#line(user, {
        partenaire: mail.from.address,
        objet: `Accusé : ${notices.map(({ kind, recipient }) => `${kind} ${recipient}`).join(', ')}`,
        dossier: sent.dossier,
        reponse: sent.subject,
      }),
    );
    return true;
  }

  #reported(about: readonly string[]): SentMail | undefined {
    const { sent } = this.#outbox;
    if (this.#cabinet.planted.has('accuse-autre-message')) return sent.at(-1);
    return about.map((id) => sent.find(({ messageId }) => messageId === id)).find((one) => one !== undefined);
  }

  #keepInFile(received: ReceivedMail, patient: Patient): void {
    for (const { cda, bytes, later } of received.documents) {
      const kept = this.#cabinet.documents.receive({
        dossier: patient.id,
        titre: cda.title,
        type: cda.type,
        origine: received.mail.from.name || received.mail.from.address,
        date: cda.at ?? received.at,
        fichier: { nom: `${cda.title || randomUUID()}.xml`, typeMime: 'text/xml', contenu: bytes },
      });
      if (later?.piece.action === 'suppression') kept.etat = 'supprimé';
    }
  }

  #target(patient: Patient): Patient {
    if (!this.#cabinet.planted.has('classement-autre-dossier')) return patient;
    return this.#cabinet.patients().find(({ id }) => id !== patient.id) ?? patient;
  }

  #logReception(user: User, received: ReceivedMail): void {
    const match = this.match(received);
    this.#log.received(
      this.#line(user, {
        partenaire: received.mail.from.address,
        objet: received.mail.subject,
        dossier: match.kind === 'sûr' ? match.patient.id : null,
        ins: received.documents.some(({ cda }) => cda.patient.ins !== ''),
        reponse: received.problem ?? 'reçu',
        reussi: received.problem === null,
      }),
    );
  }

  #line(
    user: User,
    given: Partial<Parameters<MailLog['received']>[0]> & { partenaire: string; objet: string },
  ): Parameters<MailLog['received']>[0] {
    return { auteur: user.nom, dossier: null, reussi: true, reponse: '', ins: false, ...given };
  }
}

// In the archive where it is complete; some join it to the message.
function joinedSheet({ files }: ParsedMail): StyleSheet | null {
  const found = files.find(({ name }) => isStyleSheet(name));
  return found === undefined ? null : { name: found.name, bytes: found.content };
}

function isArchive({ name, type }: MailFile): boolean {
  return /^ihe_xdm\.zip$/i.test(name) || (type === 'application/zip' && /\.zip$/i.test(name));
}
