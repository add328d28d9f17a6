import { z } from 'zod';
import { headersNamed } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const messageId = defineRule({
  id: 'mss.message-id',
  version: '1',
  title: 'Chaque courriel porte un Message-ID, et un seul',
  source: 'ECO.2.2.1, MSS/va1.12 ; RFC 5322 §3.6.4',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const seen = new Set<string>();
    return eachMail(inputs, (mail) => {
      const values = headersNamed(mail.message, 'message-id').map(({ value }) => value);
      const [value = ''] = values;
      const repeated = seen.has(value);
      seen.add(value);
      const details = { where: mail.at('Message-ID'), expected: 'un identifiant <gauche@droite>, unique', got: values };
      return [
        ...unless(values.length === 1 && /^<[^\s<>@]+@[^\s<>@]+>$/.test(value), {
          ...details,
          code: 'message-id',
          message: 'Le Message-ID est absent, répété ou mal formé.',
          remedy:
            'Posez un Message-ID, un seul, de la forme <identifiant unique@domaine de la boîte>, avant d’envoyer ; ne comptez pas sur l’opérateur pour l’ajouter.',
        }),
        ...unless(value === '' || !repeated, {
          ...details,
          code: 'message-id-repete',
          message: 'Deux courriels portent le même Message-ID.',
          remedy:
            'Tirez un identifiant neuf (un UUID) pour chaque courriel, y compris pour un nouvel envoi du même document.',
        }),
      ];
    });
  },
});
