import { z } from 'zod';
import { defectsOf, type Finding, type MimeDefectCode, type MimePart } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { bodyPart, bodyTexts, longestText, wordsOf } from './text.ts';

/** Defects by which a receiver loses nothing: told, not refused. */
const light = new Set<MimeDefectCode>(['fin-de-ligne', 'ligne-trop-longue', 'entete-non-ascii']);

const mending: Readonly<Record<MimeDefectCode, string>> = {
  'frontiere-absente':
    'Déclarez boundary dans le Content-Type du multipart, et écrivez « --frontière » avant chaque partie.',
  'frontiere-finale-absente': 'Terminez le multipart par « --frontière-- » : le message a pu être coupé à l’envoi.',
  'entete-malforme':
    'Écrivez chaque en-tête « Nom: valeur », et pliez les lignes longues par un blanc en début de ligne.',
  'entete-non-ascii':
    'Encodez les accents des en-têtes en mots encodés (RFC 2047) et ceux des noms de fichiers selon la RFC 2231.',
  'entetes-sans-fin': 'Séparez les en-têtes du corps par une ligne vide, dans le message et dans chaque partie.',
  'fin-de-ligne': 'Terminez chaque ligne par CR LF.',
  'ligne-trop-longue': 'Coupez les lignes à 998 octets : base64 par lignes de 76, quoted-printable pour un texte long.',
  'base64-invalide':
    'Encodez la pièce en base64 entier (multiple de quatre caractères, aucun autre signe que les fins de ligne).',
  'qp-invalide': 'En quoted-printable, écrivez « =XX » en hexadécimal pour tout octet hors ASCII et pour « = ».',
  'encodage-inconnu': 'Déclarez Content-Transfer-Encoding 7bit, 8bit, quoted-printable ou base64, et encodez de même.',
  'encodage-interdit':
    'N’encodez que les parties simples : un multipart ou un message/rfc822 se transmet en 7bit ou 8bit.',
};

export const corps = defineRule({
  id: 'mss.corps',
  version: '2',
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
      remedy:
        'Placez en première partie un text/plain, ou un multipart/alternative de deux parties : text/plain puis text/html ; les pièces jointes viennent après, dans le multipart/mixed.',
    });
  }
  return alternative ? compared(mail, part) : [];
}

function compared(mail: Mail, { start, parts }: MimePart): Finding[] {
  const where = mail.at(`octet ${start}`);
  const longest = Math.max(...parts.map(({ body }) => body.length));
  if (longest > longestText) {
    return unless(false, {
      code: 'texte-trop-long',
      where,
      expected: `${longestText} octets au plus`,
      got: `${longest} octets`,
      message: 'Les deux versions du corps sont trop longues pour être comparées.',
      remedy: 'Mettez un texte si long dans une pièce jointe, et n’en laissez qu’un résumé dans le corps.',
    });
  }
  const [plain = '', html = ''] = parts.map(wordsOf);
  const [expected, got] = atDifference(plain, html);
  return unless(plain === html, {
    code: 'textes-differents',
    where,
    expected,
    got,
    message: 'Les deux versions du corps ne disent pas la même chose.',
    remedy: 'Produisez la partie text/plain à partir du HTML (ou l’inverse) : mêmes mots, mention de fin comprise.',
  });
}

/** A line of each text, from a little before they part. */
function atDifference(plain: string, html: string): [string, string] {
  let i = 0;
  while (i < plain.length && plain[i] === html[i]) i += 1;
  const shown = (text: string): string => text.slice(Math.max(0, i - 40), i + 160);
  return [shown(plain), shown(html)];
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
    remedy: 'Encodez le texte en UTF-8 et déclarez charset=UTF-8 dans le Content-Type de chaque partie de texte.',
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
      remedy: mending[code],
    }),
  );
}
