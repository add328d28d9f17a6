import { z } from 'zod';
import type { Finding, MimePart } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import type { Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type Disposition, dispositionOf } from './disposition.ts';
import { eachSuchMail, natureOf } from './nature.ts';
import {
  codeList,
  documentPrefix,
  failureSubject,
  fieldGroups,
  fieldOf,
  has,
  idOf,
  integrationCodes,
  originalOf,
  type ReportFields,
  statusOf,
} from './report.ts';
import { addressesIn, subjectOf, wordsOf } from './text.ts';

const mails = {
  such: (message: MimePart) => natureOf(message) === 'accuse',
  expected: 'un accusé de lecture ou d’intégration',
};

export const accuseIntegration = defineRule({
  id: 'mss.accuse-integration',
  version: '1',
  title: 'L’accusé renvoyé (MDN) dit au demandeur si le courriel a été lu, ou son document intégré',
  source:
    'SC.MSS/UX.34 (ECO.3.1.6) et volet CI-SIS « Transmission au LPS d’un document CDA provenant d’un courriel MSSanté », structure du MDN (lu ; les formes bb83dc2 et 1.1.3 sont admises) ; RFC 8098',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachSuchMail(inputs, mails, (mail) => {
      const status = statusOf(mail, reportType);
      if (status === null) return [notAReport(mail)];
      const [fields] = fieldGroups(status);
      const disposition = dispositionOf(fields);
      return [
        ...form(mail),
        ...stated(mail, fields, disposition),
        ...wanted(mail, disposition),
        ...(disposition?.type === 'processed' ? integration(mail, disposition) : []),
      ];
    }),
});

const reportType = 'disposition-notification';
const statusType = 'message/disposition-notification';

function notAReport(mail: Mail): Finding {
  return discrepancy({
    code: 'pas-un-mdn',
    where: mail.at('Content-Type'),
    expected: `multipart/report; report-type=${reportType}, avec une partie ${statusType}`,
    got: mail.message.contentType.type,
    message: 'Ce courriel n’est pas un accusé de lecture ou d’intégration.',
    remedy: `Composez l’accusé en multipart/report; report-type=${reportType} : le texte, la partie ${statusType}, puis le courriel d’origine.`,
  });
}

function form(mail: Mail): Finding[] {
  const types = mail.message.parts.map(({ contentType }) => contentType.type);
  const files = mail.message.parts.some(({ filename }) => /\.zip$/i.test(filename ?? ''));
  return [
    ...unlessEqual({
      code: 'parties',
      where: mail.at('parties'),
      expected: ['text/plain', statusType],
      got: types.slice(0, 2),
      message: 'Les deux premières parties de l’accusé ne sont pas le texte puis le compte rendu.',
      remedy: `Placez en premier un text/plain qui dit le résultat à une personne, en deuxième la partie ${statusType}.`,
    }),
    ...unless(types.includes('message/rfc822') || files, {
      code: 'origine',
      where: mail.at('parties'),
      expected: 'le courriel d’origine (message/rfc822), ou son archive et ses PDF',
      got: types,
      message: 'L’accusé ne rend pas le courriel d’origine.',
      remedy: 'Joignez le courriel reçu entier, tel que relevé, en message/rfc822 (guide 1.1.3).',
    }),
  ];
}

function stated(mail: Mail, fields: ReportFields | undefined, disposition: Disposition | null): Finding[] {
  const at = (name: string): string => mail.at(`${statusType} · ${name}`);
  const recipient = fieldOf(fields, 'final-recipient');
  const id = idOf(originalOf(mail));
  const told = fieldOf(fields, 'original-message-id');
  return [
    ...unless(disposition !== null, {
      code: 'disposition',
      where: at('Disposition'),
      expected: 'automatic-action/MDN-sent-automatically; processed (ou processed/error)',
      got: fields?.get('disposition') ?? null,
      message: 'Disposition est absent, répété ou mal formé.',
      remedy:
        'Écrivez Disposition une fois, de la forme « mode d’action/mode d’envoi; type », suivi de « /error » en échec.',
    }),
    ...unless(/^rfc822\s*;\s*[^\s@]+@[^\s@]+$/i.test(recipient ?? ''), {
      code: 'final-recipient',
      where: at('Final-Recipient'),
      expected: 'rfc822;<adresse de la boîte qui a reçu>',
      got: recipient,
      message: 'L’accusé ne dit pas quelle boîte a reçu le courriel.',
      remedy: 'Écrivez « Final-Recipient: rfc822;adresse » avec l’adresse de la boîte relevée.',
    }),
    ...unless(told !== null && (id === null || told === id), {
      code: 'original-message-id',
      where: at('Original-Message-ID'),
      expected: id ?? 'le Message-ID du courriel d’origine',
      got: told,
      message: 'L’accusé ne désigne pas le courriel dont il parle : le demandeur ne peut pas l’en rapprocher.',
      remedy: 'Recopiez dans Original-Message-ID le Message-ID du courriel reçu, chevrons compris.',
    }),
    ...unless(fieldOf(fields, 'original-recipient') !== null, {
      code: 'original-recipient',
      severity: 'avertissement',
      where: at('Original-Recipient'),
      expected: 'rfc822;<adresse à laquelle le courriel a été écrit>',
      got: null,
      message: 'L’accusé ne dit pas à quelle adresse le courriel avait été écrit.',
      remedy: 'Ajoutez Original-Recipient avec l’adresse de To qui a mené le courriel à cette boîte.',
    }),
  ];
}

// An MDN is due to who asked for it, once (RFC 8098 §2.1), and not by itself when that is not the sender (guide).
function wanted(mail: Mail, disposition: Disposition | null): Finding[] {
  const original = originalOf(mail);
  const asked = original === null ? [] : addressesIn(original, 'disposition-notification-to');
  const sender = original === null ? [] : addressesIn(original, 'return-path');
  const to = addressesIn(mail, 'to');
  const unknown = original === null || !has(original, 'message-id');
  return [
    ...unless(unknown || asked.length > 0, {
      code: 'non-demande',
      where: mail.at('courriel d’origine · Disposition-Notification-To'),
      expected: 'une demande d’accusé',
      got: null,
      message: 'Le courriel d’origine ne demandait pas d’accusé.',
      remedy:
        'Ne renvoyez un MDN qu’à un courriel qui porte Disposition-Notification-To ; dites l’échec aux autres par le courriel d’erreur standard.',
    }),
    ...unless(asked.length === 0 || to.some((address) => asked.includes(address)), {
      code: 'destinataire',
      where: mail.at('To'),
      expected: asked,
      got: to,
      message: 'L’accusé ne va pas à l’adresse qui le demande.',
      remedy:
        'Adressez l’accusé à l’adresse de Disposition-Notification-To du courriel reçu, non à From ni à Reply-To.',
    }),
    ...unless(
      disposition?.sending !== 'automatically' || sender.length === 0 || asked.every((one) => sender.includes(one)),
      {
        code: 'automatique',
        where: mail.at('courriel d’origine · Return-Path'),
        expected: asked,
        got: sender,
        message: 'L’accusé est parti sans accord, alors que son demandeur n’est pas l’expéditeur.',
        remedy:
          'Demandez l’accord de l’utilisateur quand Disposition-Notification-To diffère de Return-Path, et dites « manual-action/MDN-sent-manually ».',
      },
    ),
    ...unless(!has(mail, 'disposition-notification-to'), {
      code: 'boucle',
      where: mail.at('Disposition-Notification-To'),
      expected: null,
      got: addressesIn(mail, 'disposition-notification-to'),
      message: 'L’accusé demande lui-même un accusé.',
      remedy: 'N’écrivez ni Disposition-Notification-To ni Return-Receipt-To sur un accusé (RFC 8098 §2.1).',
    }),
  ];
}

function integration(mail: Mail, { failed, code }: Disposition): Finding[] {
  return failed ? failure(mail, code) : success(mail);
}

function success(mail: Mail): Finding[] {
  const original = originalOf(mail);
  const expected = original === null ? `${documentPrefix}…` : subjectOf(original);
  const got = subjectOf(mail);
  return unless(original === null ? got.startsWith(documentPrefix) : got === expected, {
    code: 'objet',
    where: mail.at('Subject'),
    expected,
    got,
    message: 'L’objet de l’accusé d’intégration n’est pas celui du courriel d’origine.',
    remedy: 'Reprenez tel quel l’objet du courriel reçu (XDM/1.0/DDM+…) : ni « Re: », ni « Lu : ».',
  });
}

function failure(mail: Mail, code: string | null): Finding[] {
  const subject = failureSubject(mail);
  const original = originalOf(mail);
  const text = wordsOf(mail.message.parts[0] ?? mail.message);
  const known = code !== null && Object.hasOwn(integrationCodes, code);
  const rest = original === null ? documentPrefix : subjectOf(original);
  return [
    ...unless(known, {
      code: 'code-erreur',
      where: mail.at(`${statusType} · Error`),
      expected: codeList,
      got: code,
      message: 'L’échec n’a pas de code métier connu.',
      remedy:
        'Écrivez « Error: 902^libellé^… » avec le code du guide : 900 version, 901 auteur, 902 patient inconnu, 903 INS absente, 904 différente, 905 incomplète, 906 autre.',
    }),
    ...unless(subject !== null && (!known || subject.code === code) && subject.rest.startsWith(rest), {
      code: 'objet',
      where: mail.at('Subject'),
      expected: `[KO Intégration système !][${known ? code : 'code'}] ${rest}`,
      got: subjectOf(mail),
      message: 'L’objet ne dit pas l’échec et son code.',
      remedy: 'Faites précéder l’objet du courriel reçu de « [KO Intégration système !][code] ».',
    }),
    ...unless(!known || text.includes(code), {
      code: 'texte',
      where: mail.at('text/plain'),
      expected: `${code} et son libellé`,
      got: text.slice(0, 200),
      message: 'Le texte ne dit pas pourquoi le document n’a pas été intégré.',
      remedy: 'Écrivez dans le texte le code et son libellé : c’est tout ce qu’une personne lira.',
    }),
  ];
}
