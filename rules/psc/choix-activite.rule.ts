import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const choixActivite = defineRule({
  id: 'psc.choix-activite',
  version: '1',
  title: 'Un professionnel qui a plusieurs activités choisit la sienne',
  source: 'PSC-07 ; faits PSC §3.4 (PSC ne choisit pas : le produit doit laisser l’utilisateur choisir)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** What tells each activity apart on the screen, such as the name of its structure. */
    activites: z.array(z.string()).min(1),
  }),
  check(inputs, { activites }) {
    const { choix } = observed(inputs, 'lecture', z.object({ choix: z.array(z.string()) }));
    const offered = choix.map((one) => one.toLowerCase());
    const missing = activites.filter((one) => !offered.some((text) => text.includes(one.toLowerCase())));
    return [
      ...unless(activites.length < 2 || offered.length > 1, {
        code: 'choix-absent',
        where: 'choix',
        expected: activites,
        got: choix,
        message:
          'Le professionnel a plusieurs activités et n’a rien à choisir : Pro Santé Connect ne choisit pas pour lui.',
        remedy:
          'Après la lecture de l’userinfo, affichez une liste d’une ligne par activité (SubjectRefPro.exercices[].activities[]) et faites choisir avant d’ouvrir le dossier.',
      }),
      ...unless(offered.length === 0 || missing.length === 0, {
        code: 'activite-manquante',
        where: 'choix',
        expected: missing,
        got: choix,
        message: 'Une activité de l’userinfo n’est pas proposée.',
        remedy:
          'Parcourez tous les éléments de exercices, et pour chacun tous ceux de activities, et non le premier ; nommez chaque activité par raisonSocialeSite, ou par enseigneCommercialeSite quand elle est vide.',
      }),
    ];
  },
});
