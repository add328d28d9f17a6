import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const matricule = defineRule({
  id: 'ins.matricule',
  version: '1',
  title: 'La fiche porte le matricule et l’OID attendus, ou n’en porte aucun',
  source:
    'INSI-12 ; INS/va1.35, .44, .60 ; EXI REC 08 (données rendues par INSi gardées telles quelles, clé comprise : CNDA 2.08)',
  appliesTo: 'lecture',
  parameters: z.object({ matricule: z.string().nullable(), oid: z.string().nullable() }),
  check(inputs, expected) {
    const fiche = observed(
      inputs,
      'lecture',
      z.object({ matricule: z.string().nullable(), oid: z.string().nullable() }),
    );
    return (['matricule', 'oid'] as const).flatMap((field) =>
      unlessEqual({
        code: expected[field] === null ? `${field}-conserve` : `${field}-inattendu`,
        where: field,
        expected: expected[field],
        got: fiche[field],
        message:
          expected[field] === null
            ? `Le champ ${field} devait être vide.`
            : `Le champ ${field} n’est pas celui rendu par INSi.`,
        remedy:
          expected[field] === null
            ? `Videz ${field}, en base et à l’écran, dès que l’identité n’est plus récupérée ni qualifiée ; matricule et OID s’effacent ensemble.`
            : `Enregistrez ${field} tel qu’INSi le rend (INSACTIF), clé comprise : ne la recalculez pas, et gardez l’OID rendu, NIR ou NIA.`,
      }),
    );
  },
});
