import { z } from 'zod';
import { type Environment, isoNow, packageVersion } from '../../core/index.ts';
import { allRules } from '../../rules/index.ts';
import { ruleDigest, ruleSetDigest } from '../digests.ts';

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
  date: z.string().describe('Instant où la liste a été établie'),
  empreinte: digest.describe('SHA-256 du jeu de règles, celle que portent les dossiers'),
  regles: z.array(ruleSchema),
});

export type RuleSetManifest = z.infer<typeof ruleSetSchema>;

/** The rules of this release: their names, versions, sources, and the digests that tell a judgement that changed. */
export function ruleSetManifest(environment: Pick<Environment, 'clock'>): RuleSetManifest {
  return {
    format: 'probant-regles/1',
    probant: packageVersion(),
    date: isoNow(environment),
    empreinte: ruleSetDigest(),
    regles: allRules().map(({ id, version, title, source, appliesTo }) => ({
      id,
      version,
      titre: title,
      source,
      porte_sur: appliesTo,
      empreinte: ruleDigest(id),
    })),
  };
}
