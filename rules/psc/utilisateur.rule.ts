import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shown = z.object({ identifiant: z.string(), compte: z.string().optional() });

export const utilisateur = defineRule({
  id: 'psc.utilisateur',
  version: '2',
  title: 'L’utilisateur connecté est reconnu à son identifiant national, pas à son nom',
  source:
    'PSC-11 ; PSC.02 (un seul compte, rapproché par le RPPS) ; faits PSC §3.4 (SubjectNameID) ; se voit avec un homonyme parmi les utilisateurs du produit',
  appliesTo: 'lecture',
  parameters: z.object({
    /** National id of who is signed in; empty for nobody. */
    identifiant: z.string(),
    /** Account of the product that has to be open; absent: not looked at. */
    compte: z.string().optional(),
  }),
  check(inputs, { identifiant, compte }) {
    const read = observed(inputs, 'lecture', shown);
    const got = read.identifiant.replaceAll(/\s/g, '');
    if (identifiant === '') {
      return unlessEqual({
        code: 'session-ouverte',
        where: 'identifiant',
        expected: '',
        got,
        message: 'Une session est ouverte, alors que la connexion devait être refusée.',
        remedy:
          'N’ouvrez la session qu’après toutes les vérifications (state, jeton d’identité, userinfo, accord de l’utilisateur) ; si l’une échoue, effacez les jetons et montrez l’écran de connexion avec la raison.',
      });
    }
    return [
      ...unlessEqual({
        code: 'utilisateur',
        where: 'identifiant',
        expected: identifiant,
        got,
        message: 'Le compte ouvert n’est pas celui de cet identifiant national.',
        remedy:
          'Enregistrez l’identifiant national (SubjectNameID) dans chaque compte du produit et cherchez le compte par lui seul, à égalité stricte ; n’employez ni le nom, ni le prénom, ni l’adresse électronique.',
      }),
      ...(compte === undefined
        ? []
        : unlessEqual({
            code: 'compte',
            where: 'compte',
            expected: compte,
            got: read.compte ?? '',
            message: 'Pro Santé Connect et l’autre moyen de connexion n’ouvrent pas le même compte.',
            remedy:
              'À la connexion par Pro Santé Connect, cherchez le compte local qui porte le même RPPS (SubjectNameID sans son premier chiffre) et ouvrez-le ; n’en créez un autre que si aucun ne le porte.',
          })),
    ];
  },
});
