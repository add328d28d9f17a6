import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn } from './text.ts';

export const accuseReception = defineRule({
  id: 'mss.accuse-reception',
  version: '1',
  title: 'Le courriel demande un accusé de réception',
  source:
    'ECO.2.3.1, MSS/va1.15 : en-tête Return-Receipt-To positionné. NOTIFY= (RFC 3461) seul ne suffit pas : le texte nomme l’en-tête',
  appliesTo: 'echanges',
  parameters: z.object({ adresse: z.string().optional() }),
  check: (inputs, { adresse }) =>
    eachMail(inputs, (mail) => {
      const got = addressesIn(mail, 'return-receipt-to');
      return unless(got.length > 0 && (adresse === undefined || got.includes(adresse.toLowerCase())), {
        code: 'return-receipt-to',
        where: mail.at('Return-Receipt-To'),
        expected: adresse ?? 'une adresse',
        got,
        message: 'Le courriel ne demande pas d’accusé de réception.',
        remedy:
          'Ajoutez l’en-tête Return-Receipt-To avec l’adresse de la boîte qui envoie ; NOTIFY= dans RCPT TO peut s’y ajouter, non le remplacer (ECO.2.3.1).',
      });
    }),
});
