import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { fromDmpRequests } from './requests.ts';

export const nombreDepots = defineRule({
  id: 'dmp.nombre-depots',
  version: '1',
  title: 'Le produit dépose le nombre de lots attendu',
  source: 'EX_GEN-1060 : un document inchangé n’est pas envoyé de nouveau (faits DMP §8, seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ depots: z.number().int().min(0) }),
  check(inputs, { depots }) {
    const { values, findings } = fromDmpRequests(inputs, ({ transaction }) => transaction);
    const sent = values.filter((transaction) => transaction === 'TD2.1').length;
    return [
      ...findings,
      ...unlessEqual({
        code: 'nombre-depots',
        where: 'echanges',
        expected: String(depots),
        got: String(sent),
        message: 'Le nombre de dépôts au DMP n’est pas celui attendu.',
        remedy:
          'Déposez une fois chaque document validé, et seulement s’il a changé depuis le dernier dépôt (EX_GEN-1060) ; ne renvoyez pas un lot que le DMP a accepté.',
      }),
    ];
  },
});
