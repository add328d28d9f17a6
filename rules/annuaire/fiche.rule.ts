import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { plain } from './shown.ts';

const fields = ['nom', 'prenom', 'rpps', 'profession', 'commune', 'mssante'] as const;
const record = z.object(Object.fromEntries(fields.map((name) => [name, z.string()])) as Record<Field, z.ZodString>);
type Field = (typeof fields)[number];

export const fiche = defineRule({
  id: 'annuaire.fiche',
  version: '1',
  title: 'La fiche d’un professionnel porte son RPPS et les éléments de l’annuaire',
  source: 'ANN/va1.02, ANN/va1.03 (étapes déduites)',
  appliesTo: 'lecture',
  /** Elements of the directory that the record has to show. */
  parameters: z.object({ fiche: record.partial() }),
  check(inputs, { fiche: expected }) {
    const shown = observed(inputs, 'lecture', record);
    const told = fields.flatMap((name) => (expected[name] === undefined ? [] : [[name, expected[name]] as const]));
    return [
      ...unless(/(^|\D)8?\d{11}$/.test(shown.rpps.replaceAll(/\s/g, '')), {
        code: 'rpps-absent',
        where: 'rpps',
        expected: '11 chiffres',
        got: shown.rpps,
        message: 'La fiche ne porte pas de RPPS.',
        remedy:
          'Montrez sur la fiche le RPPS du professionnel : la colonne « Identifiant PP » de l’extraction, ou l’identifier de système https://rpps.esante.gouv.fr de l’API, en entier.',
      }),
      ...told.flatMap(([name, value]) =>
        unless(plain(shown[name]).includes(plain(value)), {
          code: 'fiche-differente',
          where: name,
          expected: value,
          got: shown[name],
          message: 'La fiche ne porte pas ce que dit l’annuaire.',
          remedy: `Reprenez « ${name} » de l’annuaire dans la fiche à chaque chargement, pour la même ligne que ce RPPS ; n’abrégez pas la valeur et ne gardez pas l’ancienne.`,
        }),
      ),
    ];
  },
});
