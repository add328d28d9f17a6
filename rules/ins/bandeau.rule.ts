import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const bandeau = defineRule({
  id: 'ins.bandeau',
  version: '1',
  title: 'Le bandeau d’identité montre les champs attendus',
  source: 'INS/va1.36, règle 3 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ champs: z.record(z.string(), z.string()) }),
  check(inputs, { champs }) {
    const schema = z.object({ champs: z.array(z.object({ champ: z.string(), valeur: z.string() })) });
    const shown = observed(inputs, 'lecture', schema).champs;
    return Object.entries(champs).flatMap(([name, value]) =>
      unlessEqual({
        code: `champ-inattendu-${name}`,
        where: `champs.${name}`,
        expected: value,
        got: shown.find(({ champ }) => champ === name)?.valeur,
        message: `Le bandeau ne montre pas le champ ${name} attendu.`,
        remedy: `Ajoutez ${name} au bandeau d’identité, et montrez-y la valeur entière que garde la fiche.`,
      }),
    );
  },
});
