import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'vihf.presence': { file: 'vihf', right: 'Version="2.0"', wrong: 'Version="1.1"' },
  'vihf.attributs': { file: 'vihf', right: 'urn:dmp<', wrong: 'urn:autre<' },
  'vihf.auteur': { file: 'vihf', right: 'NameID>899900000017<', wrong: 'NameID>Alix TEMOIN<' },
  'vihf.fraicheur': { file: 'vihf', right: '2026-03-02T09:15:28.000Z', wrong: '2026-03-02T10:15:28+01:00' },
  'vihf.patient': { file: 'vihf', right: '&amp;ISO^NH<', wrong: '&amp;ISO^PI<' },
};
