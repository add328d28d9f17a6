import { z } from 'zod';
import { unless } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { dayOf } from './shown.ts';

const stateSchema = z.object({ automatique: z.string(), prochain: z.string(), professionnels: z.string() });

export const etat = defineRule({
  id: 'annuaire.etat',
  version: '1',
  title: 'L’annuaire s’est chargé sans intervention, et se chargera de nouveau à l’échéance réglée',
  source: 'ANN/va1.01, ANN/va1.04 (étapes déduites)',
  appliesTo: 'lecture',
  /** Days of the setting, where it was set. A load put off to the night may come a day sooner or later. */
  parameters: z.object({ jours: z.number().optional() }),
  check(inputs, { jours }) {
    const { automatique, prochain, professionnels } = observed(inputs, 'lecture', stateSchema);
    const [last, next] = [dayOf(automatique), dayOf(prochain)];
    const days = last === null || next === null ? null : next - last;
    return [
      ...unless(dated.test(automatique), {
        code: 'chargement-automatique-absent',
        where: 'automatique',
        expected: 'une date et une heure',
        got: automatique,
        message: 'Aucun chargement de l’annuaire n’a été fait sans intervention.',
      }),
      ...unless(Number(professionnels.replaceAll(/\D/g, '')) > 0, {
        code: 'annuaire-vide',
        where: 'professionnels',
        expected: 'des professionnels chargés',
        got: professionnels,
        message: 'L’annuaire du produit est vide.',
      }),
      ...unless(jours === undefined || (days !== null && Math.abs(days - jours) <= 1), {
        code: 'echeance-inattendue',
        where: 'prochain',
        expected: `${jours} jours après ${automatique}`,
        got: prochain,
        message: 'Le prochain chargement ne suit pas la périodicité réglée.',
      }),
    ];
  },
});
