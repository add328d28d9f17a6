import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'xds.associations': { file: 'depot', right: 'targetObject="Document01"', wrong: 'targetObject="Document02"' },
  'xds.codes': { file: 'depot', right: 'nodeRepresentation="SA07"', wrong: 'nodeRepresentation="SA999"' },
  'xds.coherence-cda': {
    file: 'depot',
    right: '<r:LocalizedString value="Lettre de liaison"/>',
    wrong: '<r:LocalizedString value="Ordonnance"/>',
  },
  'xds.coherence-vihf': { file: 'depot', right: '899900000017^TEMOIN', wrong: '899900000025^TEMOIN' },
  'xds.confidentialite': { file: 'depot', right: 'nodeRepresentation="N"', wrong: 'nodeRepresentation="MASQUE_PS"' },
  'xds.empreinte': {
    file: 'archive',
    inside: 'IHE_XDM/SUBSET01/DOC0001.XML',
    right: '<title>Lettre de liaison</title>',
    wrong: '<title>Lettre</title>',
  },
  'xds.fiche': { file: 'depot', right: '20260302081530', wrong: '02/03/2026 09:15' },
  'xds.lot': { file: 'depot', right: '20260302081531', wrong: '02/03/2026 09:15' },
  'xds.patient': { file: 'depot', right: 'value="279035121518989^^^', wrong: 'value="279035121518991^^^' },
};
