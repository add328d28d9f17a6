import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { bodyTexts, subjectOf, wordsOf } from './text.ts';

export const texte = defineRule({
  id: 'mss.texte',
  version: '1',
  title: 'Le courriel porte les textes attendus',
  source:
    'MSS/va1.30, MSS/va1.37 (message type aux destinataires d’un document supprimé) : le texte est celui que le produit est réglé pour écrire, cherché dans l’objet et le corps (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({ textes: z.array(z.string()).min(1) }),
  check: (inputs, { textes }) =>
    eachMail(inputs, (mail) => {
      const shown = bare([subjectOf(mail), ...bodyTexts(mail).map(wordsOf)].join(' '));
      return textes
        .filter((wanted) => !shown.includes(bare(wanted)))
        .flatMap((wanted) =>
          unless(false, {
            code: 'texte-absent',
            where: mail.at('objet, corps'),
            expected: wanted,
            got: null,
            message: 'Le courriel ne porte pas le texte attendu.',
            remedy: 'Écrivez dans le corps du courriel le message type réglé, et ce dont il parle (titre du document).',
          }),
        );
    }),
});

function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}
