import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { ownExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

/** What the clock of the journal and the timers of a product may differ by, in milliseconds. */
const tolerance = 50;

export const cadence = defineRule({
  id: 'dmp.cadence',
  version: '1',
  title: 'L’alimentation automatique du DMP ne dépasse pas la vitesse réglée',
  source:
    'DMP/HISTO.06.03 (documenté : 4 transactions par seconde) ; déduit : toute transaction avec le DMP compte, sur une seconde glissante, ' +
    'aux instants du journal du banc et à 50 ms près',
  appliesTo: 'echanges',
  parameters: z.object({ parSeconde: z.number().int().min(1) }),
  check(inputs, { parSeconde }) {
    const instants = ownExchanges(inputs)
      .map(({ at }) => Date.parse(at))
      .sort((one, other) => one - other);
    if (instants.length <= parSeconde) {
      return [
        discrepancy({
          code: 'trop-peu',
          where: 'echanges',
          expected: `plus de ${parSeconde} transactions`,
          got: String(instants.length),
          message: 'Trop peu de transactions pour que leur vitesse se mesure.',
          remedy: 'Déposez en lot tous les documents antérieurs du patient, puis rejouez.',
        }),
      ];
    }
    const spans = instants.slice(parSeconde).map((at, rank) => at - (instants[rank] ?? at));
    const shortest = Math.min(...spans);
    return unless(shortest >= 1000 - tolerance, {
      code: 'trop-vite',
      where: 'echanges',
      expected: `${parSeconde} transactions par seconde au plus`,
      got: `${parSeconde + 1} en ${shortest} ms`,
      message: 'L’alimentation automatique dépasse la vitesse maximale réglée.',
      remedy:
        'Espacez les transactions d’un lot selon la vitesse réglée (un quart de seconde pour 4 par seconde), tests d’existence compris, et n’en menez pas plusieurs de front.',
    });
  },
});
