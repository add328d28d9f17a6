import type { DomainExamples } from '../examples/index.ts';
import { exampleText } from './example-text.ts';

const mention = 'Vos droits : ecrire au secretariat.';

export const examples: DomainExamples = {
  'pdf.pdfa': { file: 'pdf', right: '<pdfaid:part>1</pdfaid:part>', wrong: '<pdfaid:part>3</pdfaid:part>' },
  'pdf.nom': {
    file: 'courriel',
    right: '20260302_Lettre de liaison_PAT-TROIS_DOMINIQUE_123456.pdf',
    wrong: 'document.pdf',
  },
  'pdf.texte': {
    seen: {
      right: 'Le bas de la page imprime la mention réglée.',
      wrong: 'Le bas de la page imprime une autre mention.',
    },
    inputs: (side) => ({ document: exampleText(side === 'right' ? mention : 'Document du cabinet.') }),
    parameters: { textes: [mention], pied: true },
  },
};
