import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const accuseDemande = defineRule({
  id: 'messagerie.accuse-demande',
  version: '1',
  title: 'L’écran dit si l’expéditeur demande un accusé de lecture',
  source: 'SC.MSS/UX.34 (ECO.3.1.6) : l’accusé part éventuellement après accord de l’utilisateur (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ demande: z.boolean() }),
  check(inputs, { demande }) {
    return unlessEqual({
      code: 'demande-inattendue',
      where: 'accuseDemande',
      expected: demande ? 'un accusé demandé' : 'aucun accusé demandé',
      got: observed(inputs, 'lecture', z.object({ accuseDemande: z.boolean() })).accuseDemande
        ? 'un accusé demandé'
        : 'aucun accusé demandé',
      message: 'L’écran ne dit pas ce que l’expéditeur demande.',
      remedy:
        'Dites, en ouvrant un message qui porte Disposition-Notification-To, que son expéditeur demande un accusé de lecture, et offrez de le renvoyer ; ne dites rien pour les autres.',
    });
  },
});
