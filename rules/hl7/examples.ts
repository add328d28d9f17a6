import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'hl7.zfd': { file: 'adt', right: '|INSI|20260302', wrong: '|TEL|20260302' },
  'hl7.acquittement': { file: 'ack', right: 'MSA|AA', wrong: 'MSA|XX' },
  'hl7.accuse-metier': { file: 'zam', right: 'ACK_RECEPTION_DMP^', wrong: 'ACK_AUTRE^' },
  'hl7.msh': { file: 'mdm', right: 'MDM^T02^MDM_T02', wrong: 'MDM^T02' },
  'hl7.structure': { file: 'mdm', right: 'EVN||202603020915\r', wrong: '' },
  'hl7.txa': { file: 'mdm', right: 'TXA|1|18748-4|TEXT|', wrong: 'TXA|1|18748-4|PDF|' },
  'hl7.document': { file: 'mdm', right: '^text^XML^Base64^', wrong: '^text^XML^A^' },
  'hl7.identifiants': { file: 'mdm', right: '279035121518989^^^', wrong: '279035121518988^^^' },
  'hl7.traits': { file: 'mdm', right: '|19790328|F|', wrong: '|28/03/1979|F|' },
  'hl7.statut-identite': { file: 'mdm', right: '|VALI', wrong: '|PROV' },
  'hl7.venue': { file: 'mdm', right: 'PV1|1|I|', wrong: 'PV1|1|X|' },
  'hl7.jeu-de-caracteres': { file: 'mdm', right: 'UNICODE UTF-8', wrong: '8859/1' },
  'hl7.metadonnees': {
    file: 'mdm',
    right: 'MASQUE_PS^Libellé^MetaDMPMSS||N^',
    wrong: 'MASQUE_PS^Libellé^MetaDMPMSS||X^',
  },
  'hl7.participations': { file: 'mdm', right: 'SB^Send by^participation', wrong: 'XX^Send by^participation' },
  'hl7.coherence-cda': { file: 'mdm', right: '||19790328|F|', wrong: '||19790329|F|' },
  'hl7.demande': { file: 'mdm', right: 'ORC|NW', wrong: 'ORC|ZZ' },
  'hl7.diffusion': {
    file: 'mdm',
    right: 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||N^',
    wrong: 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||Y^',
  },
};
