import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn, bodyTexts, wordsOf } from './text.ts';

export const balApp = defineRule({
  id: 'mss.bal-app',
  version: '1',
  title: 'Un courriel de boîte applicative se dit automatique et donne une boîte de contact',
  source:
    'ECO.2.2.5, MSS/va1.09 : mention « généré automatiquement » et adresse d’une BAL PER ou ORG en fin de message, et Reply-To de cette adresse. Les mots de la mention sont libres : « automatiquement » ou « automatique » est cherché',
  appliesTo: 'echanges',
  parameters: z.object({ contact: z.string().optional() }),
  check: (inputs, { contact }) =>
    eachMail(inputs, (mail) => {
      const replies = addressesIn(mail, 'reply-to');
      const [address = ''] = contact === undefined ? replies : [contact.toLowerCase()];
      const texts = bodyTexts(mail).map((part) => wordsOf(part).toLowerCase());
      return [
        ...unless(replies.includes(address) && !addressesIn(mail, 'from').includes(address), {
          code: 'reply-to',
          where: mail.at('Reply-To'),
          expected: contact ?? 'une autre adresse que celle de l’expéditeur',
          got: replies,
          message: 'Reply-To ne donne pas la boîte de contact.',
          remedy:
            'Posez sur tout courriel de la boîte applicative un Reply-To égal à l’adresse de retour réglée par l’utilisateur : une boîte PER ou ORG qu’une personne lit.',
        }),
        ...unless(
          texts.every((text) => /automatique/.test(text)),
          {
            code: 'mention',
            where: mail.at('corps'),
            expected: 'une mention « généré automatiquement »',
            got: null,
            message: 'Le corps ne dit pas que le courriel est automatique.',
            remedy:
              'Terminez le corps, dans sa version texte et dans sa version HTML, par « Ce message a été généré automatiquement » et l’adresse de contact.',
          },
        ),
        ...unless(address !== '' && texts.every((text) => text.includes(address)), {
          code: 'contact',
          where: mail.at('corps'),
          expected: contact ?? 'l’adresse de Reply-To',
          got: null,
          message: 'Le corps ne donne pas l’adresse de contact.',
          remedy: 'Écrivez dans la mention de fin, texte et HTML, l’adresse même que porte Reply-To.',
        }),
      ];
    }),
});
