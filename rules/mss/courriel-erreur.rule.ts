import { z } from 'zod';
import type { Finding, MimePart } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import type { Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachSuchMail, natureOf } from './nature.ts';
import { codeList, documentPrefix, failureSubject, has, integrationCodes, originalOf } from './report.ts';
import { bodyTexts, subjectOf, wordsOf } from './text.ts';

const originalName = 'message_original.eml';

const mails = { such: (message: MimePart) => natureOf(message) === 'erreur', expected: 'un courriel d’erreur' };

export const courrielErreur = defineRule({
  id: 'mss.courriel-erreur',
  version: '1',
  title: 'Le courriel d’erreur standard dit pourquoi un document reçu n’a pas été intégré, et le rend',
  source:
    'Volet CI-SIS « Transmission au LPS d’un document CDA provenant d’un courriel MSSanté », structure du courriel standard (lu) : quand aucun MDN n’est demandé. L’objet « [Erreur d’intégration !] » d’un exemple du guide est admis',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachSuchMail(inputs, mails, (mail) => {
      const subject = failureSubject(mail);
      return [...titled(mail, subject), ...said(mail, subject), ...returned(mail)];
    }),
});

type Subject = ReturnType<typeof failureSubject>;

function titled(mail: Mail, subject: Subject): Finding[] {
  const original = originalOf(mail);
  const rest = original === null ? documentPrefix : subjectOf(original);
  if (subject !== null && Object.hasOwn(integrationCodes, subject.code) && subject.rest.startsWith(rest)) return [];
  return [
    discrepancy({
      code: 'objet',
      where: mail.at('Subject'),
      expected: `[KO Intégration système !][code] ${rest}, ${codeList}`,
      got: subjectOf(mail),
      message: 'L’objet ne dit pas l’échec, son code et le courriel dont il s’agit.',
      remedy:
        'Faites précéder l’objet du courriel reçu de « [KO Intégration système !][code] » : 900 version, 901 auteur, 902 patient inconnu, 903 INS absente, 904 différente, 905 incomplète, 906 autre.',
    }),
  ];
}

function said(mail: Mail, subject: Subject): Finding[] {
  const texts = bodyTexts(mail).map(wordsOf);
  return unless(subject === null || texts.every((text) => text.includes(subject.code)), {
    code: 'texte',
    where: mail.at('corps'),
    expected: `${subject?.code} et son libellé`,
    got: texts.map((text) => text.slice(0, 200)),
    message: 'Le texte ne dit pas pourquoi le document n’a pas été intégré.',
    remedy: 'Écrivez dans le corps le code de l’échec et son libellé.',
  });
}

function returned(mail: Mail): Finding[] {
  const enclosed = mail.message.parts.find(({ contentType }) => contentType.type === 'message/rfc822');
  const original = originalOf(mail);
  const names = mail.message.parts.flatMap(({ filename }) => filename ?? []);
  const joined = (extension: RegExp): boolean => names.some((name) => extension.test(name));
  return [
    ...unless(enclosed?.filename === originalName, {
      code: 'origine',
      where: mail.at('pièces jointes'),
      expected: `message/rfc822 nommé ${originalName}`,
      got: enclosed === undefined ? null : (enclosed.filename ?? 'sans nom'),
      message: 'Le courriel d’erreur ne rend pas le courriel d’origine.',
      remedy: `Joignez le courriel reçu entier en message/rfc822, sous le nom ${originalName}.`,
    }),
    ...unless(joined(/\.zip$/i) && joined(/\.pdf$/i), {
      code: 'pieces',
      where: mail.at('pièces jointes'),
      expected: 'l’archive et les PDF du courriel d’origine',
      got: names,
      message: 'Le courriel d’erreur ne rend pas les pièces du courriel d’origine.',
      remedy: 'Joignez à nouveau l’archive IHE_XDM.ZIP et les PDF reçus, à côté du courriel d’origine.',
    }),
    ...unless(original === null || !has(original, 'disposition-notification-to'), {
      code: 'mdn-attendu',
      where: mail.at(`${originalName} · Disposition-Notification-To`),
      expected: 'un MDN',
      got: 'un courriel d’erreur standard',
      message: 'Le courriel d’origine demandait un accusé : c’est par lui que l’échec se dit.',
      remedy:
        'Répondez par un MDN (multipart/report; report-type=disposition-notification) à un courriel qui porte Disposition-Notification-To.',
    }),
  ];
}
