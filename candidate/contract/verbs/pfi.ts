import { z } from 'zod';
import { documentId, dossier, linesOf, shown, text, type VerbDefinition } from './common.ts';

/** What a hospital or a laboratory sends through its platform of interoperability (PFI). */
export const pfiVerbs = {
  transmettrePfi: {
    kind: 'action',
    summary:
      'Transmettre le document validé à la PFI, pour le DMP, des professionnels, le patient, selon ce qui est choisi',
    args: z.object({
      dossier,
      document: documentId,
      dmp: z.boolean().describe('Demander à la PFI de le déposer au DMP'),
      destinataires: z.array(text).describe('Adresses MSSanté des professionnels à qui la PFI l’envoie'),
      patient: z.boolean().describe('Demander à la PFI de l’envoyer au patient, dans Mon espace santé'),
      masquePs: z.boolean().describe('Masquer le document aux professionnels de santé'),
      invisiblePatient: z.boolean().describe('Ne pas le rendre visible au patient'),
      invisibleRepresentants: z.boolean().describe('Ne pas le rendre visible aux représentants légaux'),
    }),
    result: shown,
  },
  lireTransmissions: {
    kind: 'lecture',
    summary: 'Lire les transmissions à la PFI des documents du dossier, et ce que la PFI en a répondu',
    args: z.object({ dossier }),
    result: linesOf({
      titre: text.describe('Titre du document'),
      date: text.describe('Date et heure affichées'),
      destinations: text.describe('Où le document est destiné, tel qu’affiché'),
      acquittement: text.describe('Acquittement technique affiché : accepté, refusé… avec la raison'),
      dmp: text.describe('Suite donnée par le DMP, telle qu’affichée : déposé, en échec… ; vide si aucune'),
      mssante: text.describe('Suites données par MSSanté, telles qu’affichées : reçu, lu, en échec… ; vide si aucune'),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
