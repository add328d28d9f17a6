import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const cibaAffichage = defineRule({
  id: 'psc.ciba-affichage',
  version: '1',
  title: 'CIBA : l’écran du produit montre les deux chiffres de la demande',
  source: 'PSC-10 ; faits PSC §3.5 (binding_message montré à l’utilisateur, documenté)',
  appliesTo: 'lecture',
  /** The digits that the wire showed. */
  parameters: z.object({ chiffres: z.string().regex(/^\d\d$/) }),
  check(inputs, { chiffres }) {
    const { message } = observed(inputs, 'lecture', z.object({ message: z.string() }));
    return unless(message.split(/\D+/).includes(chiffres), {
      code: 'chiffres-non-montres',
      where: 'message',
      expected: chiffres,
      got: message,
      message:
        'L’écran ne montre pas les deux chiffres que l’e-CPS affichera : l’utilisateur ne peut pas les comparer.',
      remedy:
        'Affichez à l’écran d’attente la valeur de binding_message telle qu’envoyée, zéro de tête compris (« 07 »), seule et en grand, jusqu’à la réponse de l’e-CPS.',
    });
  },
});
