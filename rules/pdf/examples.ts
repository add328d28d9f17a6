import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'pdf.pdfa': { file: 'pdf', right: '<pdfaid:part>1</pdfaid:part>', wrong: '<pdfaid:part>3</pdfaid:part>' },
  'pdf.nom': {
    file: 'courriel',
    right: '20260302_Lettre de liaison_PAT-TROIS_DOMINIQUE_123456.pdf',
    wrong: 'document.pdf',
  },
};
