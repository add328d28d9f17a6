import { z } from 'zod';
import { textsAt } from '../../core/index.ts';
import { unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { fromRequests, ns } from './soap.ts';

export const prenoms = defineRule({
  id: 'insi.prenoms',
  version: '1',
  title: 'Un prénom par appel, chacun à son tour, puis tous ensemble',
  source:
    'INSI-07 ; faits INSi §1.8 (tests CNDA : un Prenom par appel, arrêt au premier 00, dernier essai avec tous les prénoms)',
  appliesTo: 'echanges',
  parameters: z.object({ essais: z.array(z.string()) }),
  check(inputs, { essais }) {
    const { values, findings } = fromRequests(inputs, ({ document }) =>
      textsAt(document, '//ins:RECSANSVITALE/ins:Prenom', ns).join(' + '),
    );
    const order = unlessEqual({
      code: 'ordre-des-prenoms',
      where: '//ins:RECSANSVITALE/ins:Prenom',
      expected: essais.join(' | '),
      got: values.join(' | '),
      message: 'Les prénoms ne sont pas essayés dans l’ordre et au rythme attendus.',
      remedy:
        'Essayez un prénom par appel, dans l’ordre de la pièce d’identité ; passez au suivant sur un 01, arrêtez-vous au premier 00 ou à une erreur, et finissez par tous les prénoms joints par des espaces dans un seul Prenom.',
    });
    // What cannot be read says nothing of an order.
    return findings.length > 0 ? findings : order;
  },
});
