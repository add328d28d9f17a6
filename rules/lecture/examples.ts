import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'lecture.critere': {
    read: { right: { critere: 'matricule 2 97 02 2A 020 778 78' }, wrong: { critere: '' } },
    parameters: { critere: '297022A02077878' },
  },
  'lecture.fraicheur': {
    read: { right: { bandeau: { nomUtilise: 'USAGEBACO' } }, wrong: { bandeau: { nomUtilise: 'USAGEDEFI' } } },
    parameters: { nomUtilise: 'USAGEBACO' },
  },
  'lecture.reglage': { read: { right: { valeur: '15' }, wrong: { valeur: '7' } }, parameters: { valeur: '15' } },
};
