import { z } from 'zod';
import { defectsOf, type Finding, type MimeDefectCode, type MimePart } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { bodyPart, bodyTexts, wordsOf } from './text.ts';

/** Defects by which a receiver loses nothing: told, not refused. */
const light = new Set<MimeDefectCode>(['fin-de-ligne', 'ligne-trop-longue', 'entete-non-ascii']);

export const corps = defineRule({
  id: 'mss.corps',
  version: '1',
  title: 'Le corps est un texte, ou deux textes identiques (text/plain puis text/html), en UTF-8',
  source:
    'ECO.2.2.4, MSS/va1.11 (forme) ; ECO.2.2.3 (UTF-8, CONF.19 obsolète) ; RFC 2045 à 2047 pour la forme du message. Les deux textes sont comparés mot à mot, balises ôtées',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachMail(inputs, (mail) => [
      ...forms(mail),
      ...bodyTexts(mail).flatMap((part) => encoding(mail, part)),
      ...defects(mail),
    ]),
});

function forms(mail: Mail): Finding[] {
  const part = bodyPart(mail);
  const types = bodyTexts(mail).map(({ contentType }) => contentType.type);
  const alternative = part.contentType.type === 'multipart/alternative';
  const right = alternative ? types.join() === 'text/plain,text/html' : types.join() === 'text/plain';
  if (!right) {
    return unless(false, {
      code: 'forme',
      where: mail.at(`octet ${part.start}`),
      expected: 'text/plain, ou multipart/alternative de text/plain puis text/html',
      got: alternative ? `multipart/alternative (${types.join(', ')})` : types,
      message: 'Le corps n’a pas la forme demandée.',
    });
  }
  const [plain, html] = bodyTexts(mail).map(wordsOf);
  return unless(html === undefined || plain === html, {
    code: 'textes-differents',
    where: mail.at(`octet ${part.start}`),
    expected: plain,
    got: html,
    message: 'Les deux versions du corps ne disent pas la même chose.',
  });
}

function encoding(mail: Mail, part: MimePart): Finding[] {
  const charset = part.contentType.params['charset'] ?? 'us-ascii';
  const ascii = part.body.every((byte) => byte < 128);
  // US-ASCII is the part of UTF-8 that every text without accents is written in.
  const declared = /^utf-?8$/i.test(charset) || (ascii && /^us-ascii$/i.test(charset));
  return unless(declared && (ascii || isUtf8(part.body)), {
    code: 'utf-8',
    where: mail.at(`octet ${part.bodyStart}`),
    expected: 'UTF-8, déclaré et suivi',
    got: charset,
    message: 'Le corps n’est pas en UTF-8.',
  });
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

function defects(mail: Mail): Finding[] {
  return defectsOf(mail.message).map(({ code, offset }) =>
    discrepancy({
      code: `mime-${code}`,
      severity: light.has(code) ? 'avertissement' : 'bloquant',
      where: mail.at(`octet ${offset}`),
      expected: 'un message MIME bien formé',
      got: code,
      message: 'Le message n’a pas la forme que les normes lui donnent.',
    }),
  );
}
