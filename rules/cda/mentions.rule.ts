import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { elements } from './reading.ts';

export const mentions = defineRule({
  id: 'cda.mentions',
  version: '1',
  title: 'Le texte lisible du document structuré porte les mentions attendues',
  source:
    'DOC/va1.18 (examen validé automatiquement), DOC/va1.29 (accréditation Cofrac) ; CDA R2 §4.3.5 : ce que le lecteur doit voir est dans section/text. Les mots des mentions sont ceux que le produit est réglé pour écrire',
  appliesTo: 'echanges',
  parameters: z.object({ textes: z.array(z.string()).min(1) }),
  check: (inputs, { textes }) =>
    eachDocument(inputs, ({ root, at }) => {
      const shown = bare(
        elements(root, './/h:section/h:text')
          .map(({ content }) => content)
          .join(' '),
      );
      return textes
        .filter((wanted) => !shown.includes(bare(wanted)))
        .flatMap((wanted) =>
          unless(false, {
            code: 'mention-absente',
            where: at('/ClinicalDocument/component/structuredBody//section/text'),
            expected: wanted,
            got: `${shown.length} caractères sans cette mention`,
            message: 'Une mention attendue n’est pas dans le texte du document.',
            remedy: 'Écrivez la mention réglée dans le texte (section/text) de la section qu’elle concerne.',
          }),
        );
    }),
});

function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}
