import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const utilisateur = defineRule({
  id: 'psc.utilisateur',
  version: '1',
  title: 'L’utilisateur connecté est reconnu à son identifiant national, pas à son nom',
  source: 'PSC-11 ; faits PSC §3.4 (SubjectNameID) ; se voit avec un homonyme parmi les utilisateurs du produit',
  appliesTo: 'lecture',
  parameters: z.object({ identifiant: z.string() }),
  check: (inputs, { identifiant }) =>
    unlessEqual({
      code: 'utilisateur',
      where: 'identifiant',
      expected: identifiant,
      got: observed(inputs, 'lecture', z.object({ identifiant: z.string() })).identifiant.replaceAll(/\s/g, ''),
      message: 'Le compte ouvert n’est pas celui de cet identifiant national.',
      remedy:
        'Enregistrez l’identifiant national (SubjectNameID) dans chaque compte du produit et cherchez le compte par lui seul, à égalité stricte ; n’employez ni le nom, ni le prénom, ni l’adresse électronique.',
    }),
});
