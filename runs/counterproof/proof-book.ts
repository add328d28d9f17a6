import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf, ProbantError } from '../../core/index.ts';
import { locations } from '../locations.ts';

const proofBookSchema = z.object({
  version: z.literal(1),
  points: z.record(
    z.string(),
    z.object({
      digest: z.string(),
      rules: z.array(z.string()),
      seen: z.array(z.object({ defect: z.string(), rule: z.string() })),
    }),
  ),
});

/**
 * By which planted defect and rule each point was seen red, keyed by the digest of what judged it: a changed feature,
 * step or rule makes the point `non éprouvé` until it is proved again.
 */
export type ProofBook = z.infer<typeof proofBookSchema>;

const plantedSchema = z.record(
  z.string(),
  z.object({
    /** Point → rules that make it red. */
    rouges: z.record(z.string(), z.array(z.string()).min(1)),
    /** Point → verdict, for the points that the defect keeps from being judged. */
    suites: z.record(z.string(), z.string()).default({}),
  }),
);

/** Planted defect → what it does to the points. Nothing else may change. */
export type PlantedDefects = z.infer<typeof plantedSchema>;

/** The proofs shipped with this release; empty when none were made. */
export function readProofBook(): ProofBook {
  return readJson(locations.counterProof, proofBookSchema) ?? { version: 1, points: {} };
}

/** The control points that ask a rule, as far as they were proved. */
export function pointsThatAsk(rule: string, { points }: ProofBook = readProofBook()): string[] {
  return Object.keys(points).filter((point) => points[point]?.rules.includes(rule));
}

/** The declared effect of each planted defect: a file may add to what another one says of the same defect. */
export function readPlantedDefects(): PlantedDefects {
  const files = readdirSync(locations.plantedDefects).filter((name) => name.endsWith('.json'));
  const all: PlantedDefects = {};
  for (const name of files.sort()) {
    for (const [defect, told] of Object.entries(readJson(join(locations.plantedDefects, name), plantedSchema) ?? {})) {
      const known = all[defect];
      all[defect] = {
        rouges: { ...known?.rouges, ...told.rouges },
        suites: { ...known?.suites, ...told.suites },
      };
    }
  }
  return all;
}

function readJson<S extends z.ZodType>(path: string, schema: S): z.infer<S> | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new ProbantError('contre_preuve_invalide', { chemin: path, detail: messageOf(thrown) }, thrown);
  }
}
