import { z } from 'zod';
import { unless } from '../findings.ts';
import { shows } from '../messagerie/shown.ts';
import { observed, ownExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

const line = z.object({ mois: z.string(), auteur: z.string(), deposes: z.string(), echecs: z.string() });

export const indicateur = defineRule({
  id: 'dmp.indicateur',
  version: '1',
  title: 'L’indicateur mensuel compte les documents antérieurs déposés, les échecs à part',
  source: 'DMP/HISTO.07 (étapes déduites) ; le mois est celui des échanges que le banc a vus',
  appliesTo: 'lecture',
  parameters: z.object({ auteur: z.string(), deposes: z.number().int(), echecs: z.number().int() }),
  check(inputs, { auteur, deposes, echecs }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(line) }));
    const months = new Set(ownExchanges(inputs).flatMap(({ at }) => monthsAround(at)));
    const found = lignes.find(
      (one) => shows(one.auteur, auteur) && [...months].some((month) => names(one.mois, month)),
    );
    const details = { where: `lignes (${auteur})`, got: lignes.map((one) => `${one.mois} ${one.auteur}`) };
    if (found === undefined) {
      return unless(false, {
        ...details,
        code: 'mois-absent',
        expected: [...months],
        message: 'L’indicateur n’a pas de ligne pour le mois de ces dépôts.',
        remedy: 'Comptez les dépôts de l’historique mois par mois, et montrez le mois et l’année de chaque compte.',
      });
    }
    return (['deposes', 'echecs'] as const).flatMap((name) => {
      const expected = name === 'deposes' ? deposes : echecs;
      return unless(Number(found[name].replaceAll(/\s/g, '') || Number.NaN) === expected, {
        code: 'compte-inattendu',
        where: `${details.where}.${name}`,
        expected: String(expected),
        got: found[name],
        message: 'L’indicateur ne compte pas les documents antérieurs que le lot a déposés.',
        remedy:
          'Comptez un document par dépôt accepté, et à part ceux que le DMP a refusés ; écrivez 0 plutôt que rien.',
      });
    });
  },
});

/** The month of an instant, and the one where some time zone already is, or still is: `AAAA-MM`. */
function monthsAround(at: string): string[] {
  const hours = 14 * 3_600_000;
  return [-hours, 0, hours].map((shift) => new Date(Date.parse(at) + shift).toISOString().slice(0, 7));
}

function names(displayed: string, month: string): boolean {
  const [year = '', number = ''] = month.split('-');
  return new RegExp(`${year}\\D${number}|${number}\\D${year}`).test(displayed);
}
