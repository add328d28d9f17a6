import type { ServiceOperation } from '../operation.ts';

const here = 'mocks/hl7';

/** What the mocked platform of interoperability does (docs/hl7.md). */
export const hl7Operations: readonly ServiceOperation[] = [
  {
    id: 'MLLP',
    title: 'Trames MLLP reçues du produit, acquittées une à une',
    status: 'fidele',
    source:
      'HL7 v2, Minimal Lower Layer Protocol : 0x0B … 0x1C 0x0D. Déduit : une trame non fermée, trop grosse ou des octets hors trame sont gardés, et ferment la connexion quand la suite ne peut plus être lue.',
    tests: [
      `${here}/hl7.test.ts › acknowledges what the product sends, however its bytes come`,
      `${here}/mllp-reader.test.ts › tells bytes outside any frame`,
      'test/peers/hl7-mllp.peer.test.ts › acknowledges what the MLLP client of python-hl7 sends',
    ],
  },
  {
    id: 'ACK',
    title: 'Acquittement AA, AE ou AR des ADT, MDM, ORU et OUL, programmable',
    status: 'deduit',
    source:
      'Volet CI-SIS « Transmission d’un document CDA-R2 en HL7v2 » : MSA, ERR, tables 0357 et 0533. Déduit : un message lisible est accepté, la conformité est jugée par les règles.',
    tests: [
      `${here}/hl7.test.ts › answers what was prepared for somebody`,
      `${here}/hl7.test.ts › refuses what it can’t read, and says why`,
    ],
  },
  {
    id: 'ADT',
    title: 'Identités et mouvements envoyés au produit : A28, A31, A47, A01, A03…',
    status: 'deduit',
    source:
      'Exemples PAM France 2.11 de l’ANS (PID-3 INS, PID-32, ZFD, ZBE). Déduit : la suppression de l’INS par la valeur nulle de HL7 ("") en PID-3.',
    tests: [`${here}/hl7.test.ts › sends an identity that the rules accept`],
  },
  {
    id: 'MDM-LPS',
    title: 'Document reçu par MSSanté, remis au produit (MDM^T02, T04, T10)',
    status: 'deduit',
    source:
      'Volet CI-SIS « Transmission au LPS d’un document CDA provenant d’un courriel MSSanté » 1.1 (ORC-1 = SC, TXA-17 = LA).',
    tests: [`${here}/hl7.test.ts › hands over a document that the rules accept`],
  },
  {
    id: 'ZAM',
    title: 'Accusé métier d’un document : DMP (Z01), boîte MSSanté (Z02), lecture (Z03)',
    status: 'deduit',
    source: 'Volet CI-SIS « Transmission d’un document CDA-R2 en HL7v2 » 2.1, messages ZAM et table AckMetierZAM.',
    tests: [`${here}/hl7.test.ts › reports on the last document of a patient`],
  },
];
