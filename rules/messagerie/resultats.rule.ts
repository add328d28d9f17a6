import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { defineRule } from '../rule.ts';
import { resultOf, type ShownResult } from './results.ts';
import { plain, showsNumber, unlessShown } from './shown.ts';

const meanings = {
  normal: /^(?:n\b|normal)/,
  anormal: /anormal|haut|bas|eleve|patholog|superieur|inferieur|^[hla]{1,2}$/,
  critique: /critique|^(?:hh|ll|aa)$/,
} as const;

const expectedSchema = z.object({
  analyse: z.string(),
  valeur: z.string(),
  /** UCUM, then the ways in which screens write the same unit. */
  unites: z.array(z.string()).min(1),
  bas: z.string().optional(),
  haut: z.string().optional(),
  interpretation: z.enum(['normal', 'anormal', 'critique']).optional(),
});

type Expected = z.infer<typeof expectedSchema>;

export const resultats = defineRule({
  id: 'messagerie.resultats',
  version: '1',
  title: 'Le compte rendu ouvert montre chaque résultat : valeur, unité, intervalle, interprétation',
  source: 'BIO/va1.03, BIO/va1.04 (étapes déduites) ; unités en UCUM ou dans leur écriture usuelle',
  appliesTo: 'lecture',
  parameters: z.object({ resultats: z.array(expectedSchema) }),
  check: (inputs, { resultats: list }) =>
    list.flatMap((expected) => judged(resultOf(inputs, expected.analyse), expected)),
});

function judged(line: ShownResult | undefined, expected: Expected): Finding[] {
  const where = `resultats (${expected.analyse})`;
  if (line === undefined) {
    return unlessShown(false, { what: 'resultat', where, expected: expected.analyse, got: null });
  }
  const { valeur, unites, bas, haut, interpretation } = expected;
  const bounds = [bas, haut].filter((bound) => bound !== undefined);
  return [
    ...unlessShown(showsNumber(line.valeur, valeur), {
      what: 'valeur',
      where: `${where}.valeur`,
      expected: valeur,
      got: line.valeur,
    }),
    ...unlessShown(unites.includes(line.unite.trim()), {
      what: 'unite',
      where: `${where}.unite`,
      expected: unites,
      got: line.unite,
    }),
    ...unlessShown(
      bounds.every((bound) => showsNumber(line.reference, bound)),
      { what: 'intervalle', where: `${where}.reference`, expected: bounds, got: line.reference },
    ),
    ...unlessShown(interpretation === undefined || meanings[interpretation].test(plain(line.interpretation)), {
      what: 'interpretation',
      where: `${where}.interpretation`,
      expected: interpretation,
      got: line.interpretation,
    }),
  ];
}
