import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const schema = z.object({
  identites: z.array(z.object({ matricule: z.string(), motif: z.string() })).catch([]),
  pieces_externes: z
    .array(z.object({ preuve: z.string(), reference: z.string().optional(), personne: z.string().optional() }))
    .catch([]),
});

/** The parts of a plan that a dossier shows. */
export type LoosePlan = z.infer<typeof schema>;
/** An external piece that the plan announces. */
export type ExternalPiece = LoosePlan['pieces_externes'][number];

/** Reads those parts only: the plan may need variables that this machine lacks, or be of another version. */
export function loosePlan(bytes: Buffer): LoosePlan {
  try {
    return schema.parse(parseYaml(bytes.toString('utf8'), { maxAliasCount: 50 }));
  } catch {
    return { identites: [], pieces_externes: [] };
  }
}
