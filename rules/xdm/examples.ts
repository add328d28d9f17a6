import type { DomainExamples } from '../examples/index.ts';
import { archiveFile } from '../examples/pieces.ts';

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
  'xdm.feuille-de-style': {
    seen: {
      right: 'Le document nomme la feuille LABO.XSL, jointe à l’archive.',
      wrong: 'Le document la nomme, mais l’archive ne la porte pas.',
    },
    inputs: async (side) => {
      const document = `<?xml-stylesheet type="text/xsl" href="../../LABO.XSL"?><ClinicalDocument/>`;
      const sheet = side === 'right' ? { 'LABO.XSL': '<xsl:stylesheet/>' } : {};
      const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': document, ...sheet });
      return { document: bytes };
    },
  },
};
