import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'hl7.msh': { file: 'mdm', right: 'MDM^T02^MDM_T02', wrong: 'MDM^T02' },
  'hl7.structure': { file: 'mdm', right: 'EVN||202603020915\r', wrong: '' },
  'hl7.jeu-de-caracteres': { file: 'mdm', right: 'UNICODE UTF-8', wrong: '8859/1' },
  'hl7.echappements': { file: 'mdm', right: '|Cabinet^', wrong: '|Cabinet A\\B^' },
  'hl7.identifiants': { file: 'mdm', right: '0042^^^CABINET&1.2.250.1.213.9.1&ISO^PI', wrong: '0042^^^^PI' },
  'hl7.traits': { file: 'mdm', right: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L', wrong: 'PAT-TROIS^DOMINIQUE^DOMINIQUE' },
  'hl7.statut-identite': { file: 'mdm', right: '|VALI', wrong: '|PROV' },
  'hl7.patient': {
    file: 'mdm',
    right: 'BDL^^63220',
    // A postcode where the code of the commune is due.
    wrong: 'BDL^^63600',
    parameters: {
      matricule: '279035121518989',
      oid: '1.2.250.1.213.1.4.10',
      nomNaissance: 'PAT-TROIS',
      prenoms: 'DOMINIQUE',
      dateNaissance: '1979-03-28',
      sexe: 'F',
      lieuNaissance: '63220',
    },
  },
  'hl7.venue': { file: 'mdm', right: 'PV1|1|I|', wrong: 'PV1|1|H|' },
  'hl7.mouvement': { file: 'adt', right: 'ZBE|312^CHU|', wrong: 'ZBE||' },
  'hl7.consentement': { file: 'adt', right: '|INO|20260302091530|', wrong: '|INO|2026-03-02T09:15:30|' },
  'hl7.zfd': { file: 'adt', right: '|INSI|20260302', wrong: '|TEL|20260302' },
  'hl7.demande': { file: 'mdm', right: 'ORC|NW', wrong: 'ORC|RO' },
  'hl7.document': { file: 'mdm', right: '^text^XML^Base64^', wrong: '^application^pdf^Base64^' },
  'hl7.txa': { file: 'mdm', right: '||||AU', wrong: '||||DI' },
  'hl7.coherence-cda': { file: 'mdm', right: '||19790328|F|', wrong: '||19790329|F|' },
  'hl7.metadonnees': {
    file: 'mdm',
    right: 'MASQUE_PS^Libellé^MetaDMPMSS||N^',
    wrong: 'MASQUE_PS^Libellé^MetaDMPMSS||false^',
  },
  'hl7.participations': { file: 'mdm', right: 'SB^Send by^participation', wrong: 'AUT^Author^participation' },
  'hl7.diffusion': {
    file: 'mdm',
    right: 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||N^',
    wrong: 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||Y^',
  },
  'hl7.reponse-usager': { file: 'mdm-fin', right: 'NTE|1|||FIN', wrong: 'NTE|1||FIN', parameters: { fin: true } },
  'hl7.acquittement': { file: 'ack', right: 'MSA|AA|M-1', wrong: 'MSA|CA|M-1' },
  'hl7.accuse-metier': { file: 'zam', right: '|M-1|Y^', wrong: '|M-1|N^' },
};
