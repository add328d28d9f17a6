import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const schema = z.object({
  traits: z.record(z.string(), z.string().nullable()),
  statut: z.string().nullable(),
  attributs: z.array(z.string()),
  matricule: z.string().nullable(),
  oid: z.string().nullable(),
});

export const inchange = defineRule({
  id: 'ins.inchange',
  version: '1',
  title: 'La fiche n’a pas changé',
  source: 'INS/va1.28 et .31, règles 11 et 12 : rien n’est rapatrié ; INS/va1.18, règle 26',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const flat = (name: string): Array<[string, unknown]> => {
      const { traits, ...rest } = observed(inputs, name, schema);
      return Object.entries({ ...traits, ...rest });
    };
    const before = new Map(flat('avant'));
    return flat('apres').flatMap(([field, value]) =>
      unlessEqual({
        code: `modifie-${field}`,
        where: field,
        expected: before.get(field),
        got: value,
        message: `Le champ ${field} a changé alors que rien ne devait changer.`,
        remedy: `N’écrivez pas ${field} quand l’opération est refusée ou que rien n’est accepté : contrôlez avant d’enregistrer, et annulez tout en cas de refus.`,
      }),
    );
  },
});
