import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

export const objetComplet = defineRule({
  id: 'messagerie.objet-complet',
  version: '1',
  title: 'Le message reçu se montre avec son objet complet : préfixe, libellé, nom, prénom, date de naissance',
  source:
    'SC.MSS/CONF.25 (ECO.2.1.3), étape « montrer la règle de nommage de l’objet » ; où le produit le montre est libre (déduit)',
  appliesTo: 'lecture',
  parameters: z.object({ objet: z.string() }),
  check(inputs, { objet }) {
    const schema = z.object({ objet: z.string(), objetComplet: z.string().nullable() });
    const shown = observed(inputs, 'lecture', schema);
    const got = shown.objetComplet ?? shown.objet;
    return unless(spaced(got) === spaced(objet), {
      code: 'objet-complet-non-montre',
      where: 'objetComplet',
      expected: objet,
      got,
      message: 'L’écran ne montre pas l’objet tel qu’il est arrivé.',
      remedy:
        'Montrez dans le détail du message, ou dans sa source, l’en-tête Subject décodé (RFC 2047) en entier, préfixe compris.',
    });
  },
});
