import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const foundSchema = z.object({ propositions: z.array(z.object({ code: z.string(), libelle: z.string() })) });

export const nomenclature = defineRule({
  id: 'ergo.nomenclature',
  version: '1',
  title: 'La saisie propose le terme, son code et son libellé, et pas ce qui n’y répond pas',
  source: 'ERGO/va1.01, ERGO/va1.02 (étapes déduites)',
  appliesTo: 'lecture',
  /** Code that has to be proposed, a word of its label, and a code that must not be. */
  parameters: z.object({ code: z.string(), mot: z.string(), exclut: z.string().optional() }),
  check(inputs, { code, mot, exclut }) {
    const { propositions } = observed(inputs, 'lecture', foundSchema);
    const codes = propositions.map((one) => one.code);
    const found = propositions.find((one) => same(one.code, code));
    return [
      ...unless(found !== undefined, {
        code: 'terme-non-propose',
        where: 'propositions',
        expected: code,
        got: codes,
        message: 'Le terme n’est pas proposé.',
        remedy:
          'Chargez la nomenclature entière et cherchez la saisie dans les codes et dans les libellés, sans tenir compte des accents ni de la casse.',
      }),
      ...unless(found === undefined || bare(found.libelle).includes(bare(mot)), {
        code: 'libelle-inattendu',
        where: `propositions (${code}).libelle`,
        expected: mot,
        got: found?.libelle,
        message: 'Le terme proposé n’a pas le libellé de ce code.',
        remedy: 'Montrez avec le code le libellé de la nomenclature, tel qu’elle le publie.',
      }),
      ...unless(exclut === undefined || !codes.some((one) => same(one, exclut)), {
        code: 'terme-etranger-propose',
        where: 'propositions',
        expected: `sans ${exclut}`,
        got: codes,
        message: 'Un terme qui ne répond pas à la saisie est proposé.',
        remedy: 'Ne proposez que les termes dont le code ou le libellé répond à la saisie.',
      }),
    ];
  },
});

/** Codes are written with or without their dot (CIM-10). */
function same(one: string, other: string): boolean {
  return one.replaceAll('.', '').trim().toUpperCase() === other.replaceAll('.', '').toUpperCase();
}

function bare(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}
