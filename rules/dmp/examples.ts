import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'dmp.enveloppe': { file: 'recherche', right: 'RegistryStoredQuery<', wrong: 'RetrieveDocumentSet<' },
  'dmp.consultation': { file: 'recherche', right: "&amp;ISO^NH'</", wrong: '&amp;ISO^NH</' },
  'dmp.patient': { file: 'recherche', right: "'279035121518989", wrong: "'279035121518991" },
  'dmp.mtom': { file: 'depot', right: 'Content-Type: application/xop+xml', wrong: 'Content-Type: text/xml' },
};
