import { randomUUID } from 'node:crypto';
import type { Cabinet } from '../cabinet.ts';
import type { Act } from '../journals.ts';
import type { Patient, User } from '../model.ts';
import { type ArchivedDocument, isStyleSheet, readArchive, type StyleSheet } from './archive.ts';
import { isFailure } from './failures.ts';
import type { Fetched, ImapClient } from './imap-client.ts';
import type { MailLog } from './mail-log.ts';
import { type MailFile, type ParsedMail, parseMail } from './mail-parser.ts';
import type { MailTrace, MailTraces } from './mail-traces.ts';
import { candidatesOf, type Match, matchPatient, namedIn } from './matching.ts';
import { type Report, readReport } from './notice-reader.ts';
import type { MailFacts, Outbox } from './outbox.ts';
import { writeReadingReport } from './reading-report.ts';
import type { Integration, ReceivedMail, ReceivedPiece } from './received-mail.ts';
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
  readonly #traces: MailTraces;
  readonly #imap: ImapClient;
  readonly #received: ReceivedMail[] = [];

  constructor(facts: MailFacts, outbox: Outbox, imap: ImapClient) {
    this.#cabinet = facts.cabinet;
    this.#facts = facts;
    this.#outbox = outbox;
    this.#log = facts.log;
    this.#traces = facts.traces;
    this.#imap = imap;
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
    const reussi = !isFailure(fetched);
    const reponse = isFailure(fetched) ? fetched.failure : `OK, ${fetched.length} nouveau(x) message(s)`;
    this.#trace(user, 'Relève', { demande: `Relève de la boîte ${bal} (INBOX)`, reussi, reponse });
    if (isFailure(fetched)) {
      this.#log.received(
        this.#line(user, { partenaire: bal, objet: 'Relève', reussi: false, reponse: fetched.failure }),
      );
      return this.#cabinet.planted.has('releve-echec-muette') ? [] : [`Relève impossible. ${fetched.failure}`];
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

  /** Whose the documents of a message are: one user's, or nobody's for sure (CONF.23). */
  match({ documents, mail }: ReceivedMail): Match {
    const { planted } = this.#cabinet;
    const patients = this.#cabinet.patients();
    const told = planted.has('usager-de-l-objet') ? namedIn(mail.subject, patients) : undefined;
    if (told !== undefined) return { kind: 'sûr', patient: told };
    const all = documents.map((document) => matchPatient(document, patients, planted));
    const [first = { kind: 'inconnu' as const }] = all;
    const same = all.every((one) => one.kind === 'sûr' && first.kind === 'sûr' && one.patient === first.patient);
    if (same || first.kind !== 'sûr') return first;
    return { kind: 'proposé', patients: [...new Set(all.flatMap(candidatesOf))] };
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
    received.read = true;
    this.#integrate(received, act, 'manuelle');
    const demande = `Message de ${received.mail.from.address} : classement dans le dossier ${patient.id}`;
    this.#trace(act.user, 'Classement', { demande, reussi: true, reponse: 'sans échange avec le serveur' });
    const told = await this.acknowledge(received, act.user, patient);
    return { dossier: patient.id, messages: [`Document classé dans le dossier ${patient.id}.`, ...told] };
  }

  /** Notes that somebody looks at the documents of a message: what is filed by itself waits for that (UX.40). */
  open(received: ReceivedMail, user: User): void {
    received.read = true;
    this.traceReading(received, user);
    if (received.documents.length === 0 || this.#cabinet.planted.has('ouverture-recu-non-tracee')) return;
    this.#logDeed(received, user, { geste: 'Ouverture d’un document reçu', reponse: 'affiché' });
  }

  /** Sends the notice of reading that a message asks for; its user agrees by asking for it, or by filing (UX.34). */
  async acknowledge(received: ReceivedMail, user: User, patient: Patient | null): Promise<string[]> {
    const { planted } = this.#cabinet;
    const { wantsReading, from: sender } = received.mail;
    const recipient = wantsReading ?? (planted.has('accuse-lecture-sans-demande') ? sender.address : null);
    if (recipient === null || received.acknowledged || planted.has('accuse-lecture-non-rendu')) return [];
    const from = this.#facts.accounts.address(received.bal);
    const raw = writeReadingReport({ from, recipient, received, planted });
    const failure = await this.#outbox.report(user, { bal: received.bal, recipient, raw, patient });
    received.acknowledged = failure === null;
    return failure === null
      ? [`Accusé de lecture envoyé à ${recipient}.`]
      : [`Accusé de lecture non envoyé. ${failure}`];
  }

  /** The user sends back the notice that a message asks for; says so when it asks for none (UX.34). */
  async acknowledgeById(id: string, user: User): Promise<string[]> {
    const received = this.find(id);
    if (received === undefined) return ['Ce message n’existe pas.'];
    const told = await this.acknowledge(received, user, null);
    return told.length > 0 ? told : ['Aucun accusé de lecture à renvoyer.'];
  }

  /** Traces that a message was read; what it says is not kept (CONF.17). */
  traceReading({ mail }: ReceivedMail, user: User): void {
    const demande = `Message de ${mail.from.address} : ${mail.subject}`;
    this.#trace(user, 'Lecture', { demande, reussi: true, reponse: 'sans échange avec le serveur' });
  }

  #trace({ nom }: Pick<User, 'nom'>, action: string, rest: Omit<MailTrace, 'auteur' | 'action'>): void {
    this.#traces.add({ auteur: nom, action, ...rest });
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
    this.#integrateAlone(user, received);
    return documents.length;
  }

  /**
   * Files without anybody, where the practice chose so, what is surely a patient's (UX.07). What replaces or deletes a document
   * waits for the user's eyes (LGC UX.05). Nobody has read it yet: no notice of reading leaves.
   */
  #integrateAlone(user: User, received: ReceivedMail): void {
    const { planted, settings } = this.#cabinet;
    const chosen = settings.get('integration_automatique') === 'oui' && !planted.has('integration-auto-absente');
    if (!chosen && !planted.has('integration-auto-non-reglee')) return;
    const match = this.match(received);
    const [loose] = planted.has('integration-auto-traits-seuls') ? candidatesOf(match) : [];
    const patient = match.kind === 'sûr' ? match.patient : loose;
    if (patient === undefined || received.documents.some(({ action }) => action !== 'ajout')) return;
    this.#integrate(received, { patient, user }, 'automatique');
  }

  #integrate(received: ReceivedMail, act: Act, how: Integration): void {
    const { planted, journals } = this.#cabinet;
    if (!planted.has('classement-sans-effet')) this.#keepInFile(received, act.patient);
    received.listed = false;
    received.filed = act.patient.id;
    received.integration = how;
    if (planted.has('classement-vide-la-liste')) this.#unlistNamesakes(received);
    const deed = how === 'automatique' ? 'Intégration automatique d’un document reçu' : 'Classement d’un document reçu';
    journals.access(act, deed, received.documents[0]?.cda.title ?? '');
    if (planted.has('classement-recu-non-trace')) return;
    this.#logDeed(received, act.user, { geste: deed, reponse: 'classé dans le dossier' });
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

  #add(given: Omit<ReceivedMail, 'id' | 'listed' | 'read' | 'filed' | 'integration' | 'acknowledged'>): ReceivedMail {
    const listed = given.documents.length > 0 && !this.#cabinet.planted.has('document-recu-non-liste');
    const state = { listed, read: false, filed: null, integration: null, acknowledged: false };
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

  /** Where a filed document came from, at a glance: by which way, and from whom (CDA/INT.08). */
  #origin({ mail: { from } }: ReceivedMail): string {
    const sender = from.name || from.address;
    return this.#cabinet.planted.has('origine-document-absente') ? sender : `MSSanté, ${sender}`;
  }

  #keepInFile(received: ReceivedMail, patient: Patient): void {
    const { planted } = this.#cabinet;
    const documents = planted.has('xdm-premier-cda-seul') ? received.documents.slice(0, 1) : received.documents;
    for (const { cda, bytes, later, styleSheet } of documents) {
      const contenu = planted.has('cda-integre-reecrit') ? Buffer.from(`${bytes.toString('utf8').trim()}\n\n`) : bytes;
      const kept = this.#cabinet.documents.receive({
        dossier: patient.id,
        titre: cda.title,
        type: cda.type,
        origine: this.#origin(received),
        uniqueId: cda.id,
        feuille: planted.has('visu-feuille-non-gardee') ? null : styleSheet,
        date: cda.at ?? received.at,
        fichier: { nom: `${cda.title || randomUUID()}.xml`, typeMime: 'text/xml', contenu },
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

  #unlistNamesakes({ documents: [filed] }: ReceivedMail): void {
    const name = filed?.cda.patient.nomNaissance;
    for (const other of this.#received) {
      if (other.documents.some(({ cda }) => cda.patient.nomNaissance === name)) other.listed = false;
    }
  }

  /** Notes what was done of received documents, until they are dealt with (UX.37). */
  #logDeed(received: ReceivedMail, user: User, told: { geste: string; reponse: string }): void {
    const match = this.match(received);
    this.#log.received(
      this.#line(user, {
        ...told,
        partenaire: received.mail.from.address,
        objet: received.documents.map(({ cda }) => cda.title).join(', '),
        dossier: received.filed ?? (match.kind === 'sûr' ? match.patient.id : null),
        ins: received.documents.some(({ cda }) => cda.patient.ins !== ''),
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
