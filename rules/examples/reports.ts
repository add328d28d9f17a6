import type { MailFile } from './pieces.ts';

const subject = "XDM/1.0/DDM+CR d'examens biologiques PAT-TROIS DOMINIQUE 28/03/1979";

/** The head of the mail that the reports are about (facts, MSS §4), in a form short enough to be read. */
const head = `Return-Path: <labo-app@test.mssante.fr>
Date: Mon, 02 Mar 2026 09:15:30 +0100
From: Laboratoire des charmes <labo-app@test.mssante.fr>
To: <medecin@test.mssante.fr>
Message-ID: <orig-1@test.mssante.fr>
Subject: ${subject}
Disposition-Notification-To: <labo-app@test.mssante.fr>
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
`;

const original = `${head}
Voici le compte rendu.
`;

/** What a test or an example changes of a report. */
export interface ReportChanges {
  /** Headers, one a line, beside those that it has. */
  headers?: string;
  subject?: string;
  text?: string;
  /** Fields of the status, after those about whom it is. */
  fields?: string;
  /** The mail that it is about; null for none. */
  original?: string | null;
  files?: MailFile[];
}

interface Report extends ReportChanges {
  from: string;
  type: string;
  status?: { type: string; fields: string };
  originalName?: string;
}

/** A right MDN of a document that was taken in (facts, MSS §6). */
export function mdnMail(changes: ReportChanges = {}): string {
  const { fields = 'Disposition: automatic-action/MDN-sent-automatically; processed\n' } = changes;
  const about =
    'Reporting-UA: medecin.test.mssante.fr; Produit\nOriginal-Recipient: rfc822;medecin@test.mssante.fr\nFinal-Recipient: rfc822;medecin@test.mssante.fr\nOriginal-Message-ID: <orig-1@test.mssante.fr>\n';
  return reportMail({
    subject,
    text: 'Le document a été intégré.',
    ...changes,
    from: 'medecin@test.mssante.fr',
    type: 'multipart/report; report-type=disposition-notification',
    status: { type: 'message/disposition-notification', fields: `${about}${fields}` },
  });
}

/** What an MDN changes to tell that a document was not taken in: in the form of the guide 1.1.3. */
export const failed: ReportChanges = {
  subject: `=?UTF-8?Q?[KO_Int=C3=A9gration_syst=C3=A8me_!][902]?= ${subject}`,
  text: 'Le document n’a pas pu être intégré : 902^Identifiant de patient inconnu',
  fields:
    'Disposition: automatic-action/MDN-sent-automatically; processed/error\nError: 902^Identifiant de patient inconnu^applicationErrorCondition\n',
};

/** A right standard mail of a failure: nobody asked for an MDN (facts, MSS §6). */
export function failureMail(changes: ReportChanges = {}): string {
  return reportMail({
    ...failed,
    headers: 'X-MSS-NIL: 123456\n',
    original: original.replace(/Disposition-Notification-To:.*\n/, ''),
    files: [
      { name: 'IHE_XDM.ZIP', type: 'application/zip', bytes: Buffer.from('PK') },
      { name: 'cr.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') },
    ],
    ...changes,
    from: 'medecin@test.mssante.fr',
    type: 'multipart/mixed',
    originalName: 'message_original.eml',
  });
}

/** A right notice of an operator: the mail was delivered (RFC 3464). */
export function deliveryNotice(changes: ReportChanges = {}): string {
  const { fields = 'Final-Recipient: rfc822; medecin@test.mssante.fr\nAction: delivered\nStatus: 2.0.0\n' } = changes;
  return reportMail({
    subject: 'Successful Mail Delivery Report',
    text: 'Remis.',
    ...changes,
    from: 'MAILER-DAEMON@operateur.mssante.fr',
    type: 'multipart/report; report-type=delivery-status',
    status: {
      type: 'message/delivery-status',
      fields: `Reporting-MTA: dns; operateur.mssante.fr\n${fields === '' ? '' : `\n${fields}`}`,
    },
  });
}

function reportMail({ status, originalName, files = [], ...report }: Report): string {
  const enclosed = report.original === undefined ? original : report.original;
  const disposition = originalName === undefined ? '' : `Content-Disposition: attachment; filename="${originalName}"\n`;
  const parts = [
    `Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n${report.text}\n`,
    ...(status === undefined ? [] : [`Content-Type: ${status.type}\n\n${status.fields}`]),
    ...(enclosed === null ? [] : [`Content-Type: message/rfc822\n${disposition}\n${enclosed}`]),
    ...files.map(filePart),
  ];
  const lines = `Date: Mon, 02 Mar 2026 09:20:00 +0100
From: <${report.from}>
To: <labo-app@test.mssante.fr>
Message-ID: <accuse-1@test.mssante.fr>
In-Reply-To: <orig-1@test.mssante.fr>
Subject: ${report.subject}
Auto-Submitted: auto-replied
${report.headers ?? ''}MIME-Version: 1.0
Content-Type: ${report.type}; boundary="=_r"

${parts.map((part) => `--=_r\n${part}\n`).join('')}--=_r--
`;
  return lines.replaceAll('\n', '\r\n');
}

function filePart({ name, type, bytes }: MailFile): string {
  return `Content-Type: ${type}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="${name}"\n\n${bytes.toString('base64')}\n`;
}
