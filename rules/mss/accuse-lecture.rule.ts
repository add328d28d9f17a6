import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn } from './text.ts';

export const accuseLecture = defineRule({
  id: 'mss.accuse-lecture',
  version: '1',
  title: 'Le courriel demande un accusé de lecture',
  source: 'ECO.2.3.2, SC.MSS/UX.33 : Disposition-Notification-To (RFC 8098 §2.1)',
  appliesTo: 'echanges',
  parameters: z.object({ adresse: z.string().optional() }),
  check: (inputs, { adresse }) =>
    eachMail(inputs, (mail) => {
      const got = addressesIn(mail, 'disposition-notification-to');
      return unless(got.length > 0 && (adresse === undefined || got.includes(adresse.toLowerCase())), {
        code: 'disposition-notification-to',
        where: mail.at('Disposition-Notification-To'),
        expected: adresse ?? 'une adresse',
        got,
        message: 'Le courriel ne demande pas d’accusé de lecture.',
        remedy:
          'Ajoutez l’en-tête Disposition-Notification-To avec l’adresse de la boîte qui envoie quand l’utilisateur demande un accusé de lecture (ECO.2.3.2).',
      });
    }),
});
