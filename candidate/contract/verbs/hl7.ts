import { z } from 'zod';
import { dossier, linesOf, shown, text, type VerbDefinition } from './common.ts';

/** Exchanges with the platform of interoperability. */
export const hl7Verbs = {
  transmettreIdentite: {
    kind: 'action',
    summary: 'Transmettre l’identité du patient aux systèmes raccordés, en HL7 v2',
    args: z.object({ dossier }),
    result: shown,
  },
  lireEchangesHl7: {
    kind: 'lecture',
    summary: 'Lire le journal des messages HL7 v2 du patient, émis et reçus',
    args: z.object({ dossier }),
    result: linesOf({
      date: text.describe('Date et heure affichées'),
      sens: text.describe('Émis ou reçu, tel qu’affiché'),
      type: text.describe('Type de message, tel qu’affiché (ADT^A31…)'),
      identifiant: text.describe('Identifiant du message (MSH-10)'),
      acquittement: text.describe('Ce que le destinataire a répondu, tel qu’affiché'),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
