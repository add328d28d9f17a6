import { z } from 'zod';
import { addressesOf, type Finding, headersNamed } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

/** RFC 5322 §3.6: fields of which a message has one at most; RFC 2045 adds its own, the Réf. #2 the X-MSS ones. */
const once = [
  'Date',
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Disposition-Notification-To',
  'Return-Receipt-To',
  'X-MSS-CODECDA',
  'X-MSS-INS',
];

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

// RFC 5322 §3.3, without the obsolete zones; a comment may follow the zone.
const rfcDate = new RegExp(
  `^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), {1,4})?\\d{1,2} (?:${months}) \\d{4} \\d\\d:\\d\\d(?::\\d\\d)? [+-]\\d{4}(?: \\([^()]{0,40}\\))?$`,
);

export const entetes = defineRule({
  id: 'mss.entetes',
  version: '1',
  title: 'Le courriel a les en-têtes que tout courriel doit avoir, une fois chacun',
  source:
    'ECO.1.0.1 (RFC 5321) et le format de message qu’elle suppose, RFC 5322 §3.6 : Date et From, une fois au plus les autres ; RFC 2045 §4 : MIME-Version ; To requis (volet « Transmission au LPS », lu)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) => eachMail(inputs, (mail) => [...repeated(mail), ...date(mail), ...ends(mail), ...mime(mail)]),
});

function values({ message }: Mail, name: string): string[] {
  return headersNamed(message, name).map(({ value }) => value);
}

function repeated(mail: Mail): Finding[] {
  return once.flatMap((name) => {
    const got = values(mail, name);
    return unless(got.length < 2, {
      code: 'entete-repete',
      where: mail.at(name),
      expected: `${name}, une fois`,
      got: `${got.length} fois`,
      message: 'Cet en-tête est répété : chaque lecteur peut en lire un autre.',
      remedy: `Écrivez ${name} une seule fois ; plusieurs valeurs s’y suivent, séparées par une virgule.`,
    });
  });
}

function date(mail: Mail): Finding[] {
  const [got = ''] = values(mail, 'Date');
  const text = got.replaceAll(/\s+/g, ' ');
  return unless(rfcDate.test(text) && !Number.isNaN(Date.parse(text)), {
    code: 'date',
    where: mail.at('Date'),
    expected: 'une date de la forme « Mon, 02 Mar 2026 09:15:30 +0100 »',
    got,
    message: 'Le courriel n’a pas de date lisible.',
    remedy: 'Écrivez Date à l’envoi, en anglais, avec le décalage horaire en chiffres (RFC 5322 §3.3).',
  });
}

function ends(mail: Mail): Finding[] {
  const addresses = (name: string): number => values(mail, name).flatMap((value) => addressesOf(value)).length;
  return [
    ...unless(addresses('From') > 0, {
      code: 'from-absent',
      where: mail.at('From'),
      expected: 'une adresse',
      got: values(mail, 'From'),
      message: 'Le courriel n’a pas d’expéditeur.',
      remedy: 'Écrivez dans From l’adresse de la boîte qui envoie, avec son libellé.',
    }),
    ...unless(addresses('To') > 0, {
      code: 'to-absent',
      where: mail.at('To'),
      expected: 'une adresse',
      got: values(mail, 'To'),
      message: 'Le courriel n’a pas de destinataire dans To.',
      remedy: 'Écrivez dans To l’adresse de chaque destinataire, et n’envoyez pas par Cci seulement.',
    }),
    ...unless(values(mail, 'Bcc').length === 0, {
      code: 'bcc',
      severity: 'avertissement',
      where: mail.at('Bcc'),
      expected: null,
      got: `${addresses('Bcc')} adresse(s)`,
      message: 'Le courriel transmis montre ses destinataires cachés.',
      remedy: 'Ôtez Bcc du message avant de l’envoyer : ces destinataires ne vont que dans RCPT TO.',
    }),
  ];
}

function mime(mail: Mail): Finding[] {
  const [version = ''] = values(mail, 'MIME-Version');
  const needed = values(mail, 'Content-Type').length > 0;
  return unless(!needed || /^1\.0(?:\s|\(|$)/.test(version), {
    code: 'mime-version',
    where: mail.at('MIME-Version'),
    expected: '1.0',
    got: version,
    message: 'Le message n’est pas déclaré MIME : un lecteur peut le montrer comme un seul texte.',
    remedy: 'Ajoutez « MIME-Version: 1.0 » à tout message qui a un Content-Type.',
  });
}
