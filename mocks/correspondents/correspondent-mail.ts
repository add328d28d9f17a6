import { type Correspondent, sha256, testMailDomain } from '../../core/index.ts';
import { writeCda } from './cda-header.ts';
import { labReportBody } from './lab-report.ts';
import { headerText, type JoinedFile, type Message, mailDate, writeMessage } from './message.ts';
import type { ArchivedDocument } from './metadata.ts';
import { readableCopy } from './readable-copy.ts';
import { kindOf, localPatient, utcInstant } from './sender.ts';
import type { KnownPatient, Sending, SentDocument } from './sent-document.ts';
import { xdmArchive } from './xdm-archive.ts';

/** A mail that a correspondent writes to the product. */
export interface CorrespondentMail {
  from: Correspondent;
  /** Address of the product's mailbox. */
  to: string;
  /** `2026-03-02T09:15:00Z`. */
  date: string;
  /** Wording of the subject; the patient follows when there is a document. */
  libelle: string;
  texte: string;
  /** Whom the documents are about; needed with documents. */
  patient?: KnownPatient;
  documents?: readonly SentDocument[];
  /** `suppression` announces that the documents are deleted: they are sent again (facts, MSS §5.2). `ajout` unless said. */
  action?: ArchivedDocument['action'];
  /** Asks for a notice of reading. */
  accuseLecture?: boolean;
  /** Whom the subject and the names of the files speak of, where it is not the patient: nobody may be identified by them (ECO 2.1.2). */
  objetSur?: KnownPatient;
  /** Whom METADATA.XML speaks of, where it is not the patient of the CDA: a faulty sender. */
  metadonneesSur?: KnownPatient;
  /** Ordinary files, joined besides. */
  pieces?: readonly JoinedFile[];
}

/**
 * The bytes of a mail from a correspondent, as ECO 2.1 and 2.2 want it: documents as CDA R2 in an IHE_XDM.ZIP, each of them as
 * PDF/A-1 besides. Same mail, same bytes.
 */
export async function correspondentMail(mail: CorrespondentMail): Promise<Buffer> {
  const { pieces = [] } = mail;
  return writeMessage({ headers: headersOf(mail), text: mail.texte, files: [...(await filesOf(mail)), ...pieces] });
}

/** The CDA that a mail conveys, in its order: the same bytes as in its archive. */
export async function sentCdas(mail: CorrespondentMail): Promise<Buffer[]> {
  return (await writtenOf(mail)).map(({ archived: { bytes } }) => bytes);
}

/** The Message-ID of a mail. */
export function messageIdOf({ from, libelle, date }: Pick<CorrespondentMail, 'from' | 'libelle' | 'date'>): string {
  return `<${sha256(`${from.adresse} ${libelle} ${date}`).slice(0, 32)}@${testMailDomain}>`;
}

function headersOf(mail: CorrespondentMail): Message['headers'] {
  const { from, to, date, documents = [], accuseLecture = false } = mail;
  const codes = documents.map((document) => kindOf(document).type.code).join(',');
  return [
    ['From', `${headerText(`Dr_${from.prenom}_${from.nom}`)} <${from.adresse}>`],
    ['To', `<${to}>`],
    ['Subject', headerText(subjectOf(mail))],
    ['Message-ID', messageIdOf(mail)],
    ['Date', mailDate(date)],
    // A number of product that no publisher has (ECO 2.4.3).
    ['X-MSS-NIL', '9999'],
    ...(documents.length === 0
      ? []
      : ([
          ['X-MSS-CODECDA', codes],
          ['X-MSS-INS', 'O'],
        ] as const)),
    ...(accuseLecture ? ([['Disposition-Notification-To', `<${from.adresse}>`]] as const) : []),
  ];
}

/** The subject of a mail, as it leaves: `XDM/1.0/DDM+<libellé> <NOM> <prénom> <date>` with documents (ECO 2.1.3). */
export function subjectOf({ libelle, patient, objetSur = patient, documents = [] }: CorrespondentMail): string {
  if (objetSur === undefined || documents.length === 0) return libelle;
  const birth = objetSur.dateNaissance.split('-').reverse().join('/');
  return `XDM/1.0/DDM+${libelle} ${objetSur.nomNaissance} ${objetSur.prenom} ${birth}`;
}

async function filesOf(mail: CorrespondentMail): Promise<JoinedFile[]> {
  const written = await writtenOf(mail);
  if (written.length === 0) return [];
  const content = await xdmArchive(written.map(({ archived }) => archived));
  return [{ name: 'IHE_XDM.ZIP', type: 'application/zip', content }, ...written.map(({ copy }) => copy)];
}

/** Each document, as it stands in the archive and as people read it. */
async function writtenOf(mail: CorrespondentMail): Promise<Array<{ archived: ArchivedDocument; copy: JoinedFile }>> {
  const { from, patient, documents = [], action = 'ajout', objetSur = patient, metadonneesSur } = mail;
  if (patient === undefined || objetSur === undefined) return [];
  const written: Array<{ archived: ArchivedDocument; copy: JoinedFile }> = [];
  for (const [i, document] of documents.entries()) {
    const sending: Sending = { from, patient, document };
    const pdf = await readableCopy(sending);
    const uri = `DOC${String(i + 1).padStart(4, '0')}.XML`;
    const described = metadonneesSur === undefined ? {} : { described: metadonneesSur };
    const bytes = writeCda(sending, bodyOf(document, pdf));
    written.push({
      archived: { sending, uri, bytes, action, ...described },
      copy: { name: copyName({ ...sending, patient: objetSur }), type: 'application/pdf', content: pdf },
    });
  }
  return written;
}

function bodyOf(document: SentDocument, pdf: Buffer): string {
  if (document.resultats !== undefined) return labReportBody(document, pdf);
  const text = `<text mediaType="application/pdf" representation="B64">${pdf.toString('base64')}</text>`;
  return `<nonXMLBody>${text}</nonXMLBody>`;
}

/** `<date of the act>_<type>_<NOM>_<prénom>_<record>.pdf` (ECO 2.1.6). */
function copyName(sending: Sending): string {
  const { patient, document } = sending;
  const type = document.resultats === undefined ? 'Courrier' : 'Biologie';
  const day = utcInstant(document.date).slice(0, 8);
  return `${[day, type, patient.nomNaissance, patient.prenom, localPatient(sending).numero].join('_')}.pdf`;
}
