import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'identite.traits': { file: 'identite', right: '"lieuNaissance": "2A020"', wrong: '"lieuNaissance": "AJACCIO"' },
  'identite.numero': { file: 'identite', right: '"oid": "1.2.250.1.213.1.4.8"', wrong: '"oid": null' },
  'identite.statut': { file: 'identite', right: '"statut": "QUAL"', wrong: '"statut": "VALI"' },
};
