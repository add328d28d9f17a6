import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'datamatrix.contenu': { file: 'datamatrix', right: 'S626-02-1997', wrong: 'S61997-02-26' },
};
