import { z } from 'zod';
import { headersNamed } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const xMssNil = defineRule({
  id: 'mss.x-mss-nil',
  version: '1',
  title: 'X-MSS-NIL donne la référence du logiciel dans tout courriel',
  source:
    'ECO.2.4.3, SC.MSS/CONF.16 : « référence produit » Convergence du logiciel qui a produit le message, un nombre (vus : 3734, DEV935997 ; seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ nil: z.string().optional() }),
  check: (inputs, { nil }) =>
    eachMail(inputs, (mail) => {
      const values = headersNamed(mail.message, 'x-mss-nil').map(({ value }) => value);
      return unless(
        values.length === 1 && (nil === undefined ? /^(?:DEV)?\d+$/.test(values[0] ?? '') : values[0] === nil),
        {
          code: values.length === 0 ? 'x-mss-nil-absent' : 'x-mss-nil',
          where: mail.at('X-MSS-NIL'),
          expected: nil ?? 'la référence du produit, une fois',
          got: values,
          message: 'X-MSS-NIL est absent, répété ou ne désigne pas le produit.',
          remedy:
            'Posez X-MSS-NIL une fois sur tout courriel, avec la « référence produit » que Convergence donne au logiciel.',
        },
      );
    }),
});
