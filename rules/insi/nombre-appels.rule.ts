import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { ownExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const nombreAppels = defineRule({
  id: 'insi.nombre-appels',
  version: '1',
  title: 'Le produit appelle INSi le nombre de fois attendu',
  source: 'INSI-07 et INSI-14 ; faits INSi §1.8 (arrêt au premier 00 ou à une erreur technique, pas de boucle)',
  appliesTo: 'echanges',
  parameters: z.object({ appels: z.number().int().min(0) }),
  check(inputs, { appels }) {
    return unlessEqual({
      code: 'nombre-appels',
      where: 'echanges',
      expected: String(appels),
      got: String(ownExchanges(inputs).length),
      message: 'Le nombre d’appels INSi n’est pas celui attendu.',
      remedy:
        'Arrêtez-vous au premier retour 00 et à la première erreur technique, ne relancez pas seul un appel en erreur, et ne rappelez INSi que sur un geste de l’utilisateur.',
    });
  },
});
