import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'insi.enveloppe': { file: 'insi', right: 'rechercherInsAvecTraitsIdentite', wrong: 'rechercherIns' },
  'insi.contexte-bam': { file: 'insi', right: 'Version="01_02"', wrong: 'Version="01_00"' },
  'insi.contexte-lps': { file: 'insi', right: '<IDAM R="4">1234567890</IDAM>', wrong: '<IDAM R="4"/>' },
  'insi.corps': { file: 'insi', right: '<i:Prenom>DOMINIQUE</i:Prenom>', wrong: '<i:Prenom>Dominique</i:Prenom>' },
  'insi.identifiants': { file: 'insi', right: '<a:MessageID>uuid:m-1</a:MessageID>', wrong: '' },
};
