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
        remedy:
          'Programmez dans le produit une tâche qui charge l’annuaire seule, sans bouton, et montrez à l’écran la date et l’heure de son dernier passage.',
      }),
      ...unless(Number(professionnels.replaceAll(/\D/g, '')) > 0, {
        code: 'annuaire-vide',
        where: 'professionnels',
        expected: 'des professionnels chargés',
        got: professionnels,
        message: 'L’annuaire du produit est vide.',
        remedy:
          'Lisez l’extraction publique jusqu’à sa dernière ligne (PROBANT_ANNUAIRE_URL au banc), enregistrez-en les professionnels, et montrez leur nombre ; un chargement qui échoue ne doit pas vider l’annuaire.',
      }),
      ...unless(jours === undefined || (days !== null && Math.abs(days - jours) <= 1), {
        code: 'echeance-inattendue',
        where: 'prochain',
        expected: `${jours} jours après ${automatique}`,
        got: prochain,
        message: 'Le prochain chargement ne suit pas la périodicité réglée.',
        remedy:
          'Recalculez le prochain chargement quand le réglage change : date du dernier chargement plus le nombre de jours réglé, et montrez cette date.',
      }),
    ];
  },
});
