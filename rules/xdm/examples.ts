import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'xdm.archive': { file: 'archive', right: 'IHE_XDM/SUBSET01/DOC0001.XML', wrong: 'IHE_XDM/SUBSET01/doc00-1.xml' },
  'xdm.metadonnees': {
    file: 'archive',
    inside: 'IHE_XDM/SUBSET01/METADATA.XML',
    right: 'DOC0001.XML',
    wrong: 'DOC0002.XML',
  },
  'xdm.un-usager': {
    file: 'archive',
    inside: 'IHE_XDM/SUBSET01/METADATA.XML',
    right: '279035121518989',
    wrong: '279035121518991',
  },
};
