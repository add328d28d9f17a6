import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachEntry, slotValues } from '../xds/entries.ts';

/** Half a day of noon, and the widest offset of a time zone: what the day of an act may be in UTC. */
const widest = 26 * 3_600_000;

export const dateMetier = defineRule({
  id: 'dmp.date-metier',
  version: '1',
  title: 'Le document antérieur est déposé à sa date métier',
  source: 'DMP/HISTO.03 (étapes documentées) ; serviceStartTime et creationTime sont en UTC (faits DMP §5.2)',
  appliesTo: 'echanges',
  /** Day of the act, `AAAA-MM-JJ`. */
  parameters: z.object({ date: z.string() }),
  check: (inputs, { date }) =>
    eachEntry(
      inputs,
      ({ element, at }) =>
        ['serviceStartTime', 'creationTime'].flatMap((name) => {
          const [got = ''] = slotValues(element, name);
          return unless(isOfDay(got, date), {
            code: 'autre-date',
            where: at(name),
            expected: date,
            got,
            message: 'La date du document déposé n’est pas la date métier de l’acte.',
            remedy:
              'Tirez serviceStartTime de la date de l’acte et creationTime de celle du document d’origine : la date du dépôt n’est que celle du lot (submissionTime).',
          });
        }),
      ['depot'],
    ),
});

function isOfDay(instant: string, day: string): boolean {
  const [, y, mo, d, h = '12', mi = '00'] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?/.exec(instant) ?? [];
  return Math.abs(Date.parse(`${y}-${mo}-${d}T${h}:${mi}:00Z`) - Date.parse(`${day}T12:00:00Z`)) <= widest;
}
