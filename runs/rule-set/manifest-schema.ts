import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const ruleSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  titre: z.string(),
  source: z.string(),
  porte_sur: z.string(),
  empreinte: digest.describe('SHA-256 de la règle et de ce qu’elle importe'),
});

/** What `probant rules --json` writes. */
export const ruleSetSchema = z.strictObject({
  format: z.literal('probant-regles/1'),
  probant: z.string().describe('Version de Probant'),
  version: z.string().describe('Version du jeu ; un + dit qu’il a changé depuis qu’elle a été fixée'),
  date: z.string().describe('Instant où la version a été fixée, ou sinon celui où la liste a été établie'),
  empreinte: digest.describe('SHA-256 du jeu de règles, celle que portent les dossiers'),
  regles: z.array(ruleSchema),
});

export type RuleSetManifest = z.infer<typeof ruleSetSchema>;
