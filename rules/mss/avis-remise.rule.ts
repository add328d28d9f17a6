import { z } from 'zod';
import type { Finding, MimePart } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import type { Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachSuchMail, natureOf } from './nature.ts';
import { fieldGroups, fieldOf, type ReportFields, statusOf } from './report.ts';

const reportType = 'delivery-status';
const statusType = 'message/delivery-status';

/** Classes of status that go with each action (RFC 3464 §2.3.3 and 2.3.4): a failure may be one that lasted. */
const classes: Readonly<Record<string, RegExp>> = {
  delivered: /^2/,
  relayed: /^2/,
  expanded: /^2/,
  delayed: /^4/,
  failed: /^[45]/,
};

/** More recipients than this are not looked at one by one. */
const mostRecipients = 200;

const mails = { such: (message: MimePart) => natureOf(message) === 'remise', expected: 'un avis de remise' };

export const avisRemise = defineRule({
  id: 'mss.avis-remise',
  version: '1',
  title: 'L’avis de remise (DSN) dit, pour chaque destinataire, si le courriel lui a été remis',
  source:
    'RFC 3464 §2, RFC 6522 : la forme de l’accusé que demande Return-Receipt-To (ECO.2.3.1). Un opérateur le produit, et non un logiciel de santé (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachSuchMail(inputs, mails, (mail) => {
      const status = statusOf(mail, reportType);
      if (status === null) return [notAReport(mail)];
      const [first, ...recipients] = fieldGroups(status);
      return [...server(mail, first), ...(recipients.length === 0 ? [nobody(mail)] : eachOf(mail, recipients))];
    }),
});

function notAReport(mail: Mail): Finding {
  return discrepancy({
    code: 'pas-un-dsn',
    where: mail.at('Content-Type'),
    expected: `multipart/report; report-type=${reportType}, avec une partie ${statusType}`,
    got: mail.message.contentType.type,
    message: 'Ce courriel n’est pas un avis de remise.',
    remedy: `Composez l’avis en multipart/report; report-type=${reportType} : le texte, la partie ${statusType}, puis le courriel d’origine ou ses en-têtes.`,
  });
}

function server(mail: Mail, fields: ReportFields | undefined): Finding[] {
  const got = fieldOf(fields, 'reporting-mta');
  return unless(/^[a-z0-9-]+\s*;\s*\S/i.test(got ?? ''), {
    code: 'reporting-mta',
    where: mail.at(`${statusType} · Reporting-MTA`),
    expected: 'dns; <nom du serveur>',
    got,
    message: 'L’avis ne dit pas quel serveur l’a fait.',
    remedy: 'Écrivez Reporting-MTA, une fois, dans le premier groupe de champs.',
  });
}

function nobody(mail: Mail): Finding {
  return discrepancy({
    code: 'destinataire-absent',
    where: mail.at(statusType),
    expected: 'un groupe de champs par destinataire',
    got: null,
    message: 'L’avis ne parle d’aucun destinataire.',
    remedy: 'Écrivez, après une ligne vide, Final-Recipient, Action et Status pour chaque destinataire.',
  });
}

function eachOf(mail: Mail, recipients: ReportFields[]): Finding[] {
  return recipients.slice(0, mostRecipients).flatMap((fields, i) => recipient(fields, place(mail, i + 1)));
}

function place(mail: Mail, n: number): (name: string) => string {
  return (name) => mail.at(`${statusType} · destinataire ${n} · ${name}`);
}

function recipient(fields: ReportFields, at: (name: string) => string): Finding[] {
  const final = fieldOf(fields, 'final-recipient');
  const action = fieldOf(fields, 'action')?.toLowerCase() ?? '';
  const status = fieldOf(fields, 'status') ?? '';
  const allowed = Object.hasOwn(classes, action) ? classes[action] : undefined;
  return [
    ...unless(/^rfc822\s*;\s*[^\s@]+@[^\s@]+$/i.test(final ?? ''), {
      code: 'final-recipient',
      where: at('Final-Recipient'),
      expected: 'rfc822;<adresse>',
      got: final,
      message: 'L’avis ne dit pas de quel destinataire il parle.',
      remedy: 'Écrivez « Final-Recipient: rfc822;adresse » pour chaque destinataire.',
    }),
    ...unless(allowed !== undefined, {
      code: 'action',
      where: at('Action'),
      expected: Object.keys(classes),
      got: action,
      message: 'L’avis ne dit pas ce qu’est devenu le courriel.',
      remedy: 'Écrivez Action: delivered, failed, delayed, relayed ou expanded.',
    }),
    ...unless(/^[245]\.\d{1,3}\.\d{1,3}\b/.test(status) && (allowed?.test(status) ?? true), {
      code: 'status',
      where: at('Status'),
      expected: action === 'failed' ? '5.x.y (ou 4.x.y)' : 'un code RFC 3463 du même sens que Action',
      got: status,
      message: 'Le code de l’avis est absent, mal formé ou dit autre chose que son action.',
      remedy: 'Écrivez Status: 2.x.y pour une remise, 4.x.y pour un retard, 5.x.y pour un échec (RFC 3463).',
    }),
  ];
}
