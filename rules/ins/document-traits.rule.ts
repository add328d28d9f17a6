import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { documentText } from './document-text.ts';

export const documentTraits = defineRule({
  id: 'ins.document-traits',
  version: '1',
  title: 'L’édition porte les traits attendus, dans leurs mots',
  source: 'INS/va1.15 et INS/va1.10, règle 32 (étapes déduites)',
  appliesTo: 'document',
  parameters: z.object({ traits: z.record(z.string(), z.string()) }),
  check(inputs, { traits }) {
    const text = documentText(inputs).replaceAll(/<style[\s\S]*?<\/style>/g, '');
    return Object.entries(traits).flatMap(([name, value]) =>
      unless(
        spellings(name, value).some((form) => text.includes(form)),
        {
          code: `trait-non-imprime-${name}`,
          where: `document (${name})`,
          expected: value,
          got: 'absent',
          message: `L’édition ne porte pas le trait ${name}.`,
          remedy: `Ajoutez ${name} au modèle de l’édition, pris dans la fiche ; les cinq traits, le matricule et sa nature en sont le minimum (règle 32).`,
        },
      ),
    );
  },
});

/** The ways to write a trait; text has lost its spaces, so a single letter is looked for as a whole cell. */
function spellings(name: string, value: string): string[] {
  const compact = value.replaceAll(/\s/g, '');
  if (name === 'sexe') return [`>${compact}<`, value === 'F' ? 'Féminin' : 'Masculin'];
  if (name !== 'dateNaissance') return [compact];
  const [year, month, day] = value.split('-');
  return [compact, `${day}/${month}/${year}`];
}
