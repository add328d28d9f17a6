import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const ecranConnexion = defineRule({
  id: 'psc.ecran-connexion',
  version: '1',
  title: 'L’écran de connexion propose Pro Santé Connect et mène à des conditions d’utilisation qui en parlent',
  source: 'PSC.01 (« lire les CGU jusqu’au passage PSC », « page de connexion, bouton PSC ») ; mots cherchés : déduit',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const { moyens, conditions } = observed(
      inputs,
      'lecture',
      z.object({ moyens: z.array(z.string()), conditions: z.string() }),
    );
    return [
      ...unless(moyens.some(names), {
        code: 'bouton-absent',
        where: 'moyens',
        expected: 'Pro Santé Connect',
        got: moyens,
        message: 'L’écran de connexion ne propose pas Pro Santé Connect.',
        remedy: 'Mettez le bouton Pro Santé Connect sur l’écran de connexion, son nom en toutes lettres.',
      }),
      ...unless(names(conditions), {
        code: 'conditions',
        where: 'conditions',
        expected: 'un passage sur Pro Santé Connect',
        got: conditions,
        message: 'Les conditions générales d’utilisation ne disent rien de Pro Santé Connect.',
        remedy:
          'Ajoutez aux conditions générales un passage sur la connexion par Pro Santé Connect, et menez-y depuis l’écran de connexion.',
      }),
    ];
  },
});

function names(text: string): boolean {
  return /pro\s+sant[ée]\s+connect/i.test(text);
}
