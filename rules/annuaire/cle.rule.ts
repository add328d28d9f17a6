import { z } from 'zod';
import { unless } from '../findings.ts';
import { browserOrigin, headerOf } from '../http-calls.ts';
import { defineRule } from '../rule.ts';
import { eachCall } from './calls.ts';

export const cle = defineRule({
  id: 'annuaire.cle',
  version: '1',
  title: 'Chaque appel porte la clé en en-tête, et elle ne sort pas du serveur',
  source: 'ANN-01 ; faits Annuaire §4.1 (en-tête ESANTE-API-KEY, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachCall(inputs, (call) => {
      const key = headerOf(call, 'esante-api-key') ?? '';
      const shown = call.parameters.some(
        ([name, value]) =>
          /^(?:esante-)?(?:api[-_]?key|gravitee-api-key)$/i.test(name) || (key !== '' && value === key),
      );
      const origin = browserOrigin(call);
      return [
        ...unless(key !== '' || call.resource === 'metadata', {
          code: 'cle-absente',
          where: call.where('ESANTE-API-KEY'),
          expected: 'la clé du portail',
          got: null,
          message:
            'L’appel n’a pas la clé : mettez-la dans l’en-tête ESANTE-API-KEY de chaque appel, pages suivantes comprises.',
        }),
        ...unless(!shown && (key === '' || !call.address.includes(key)), {
          code: 'cle-dans-l-adresse',
          where: call.where('adresse'),
          expected: 'aucune clé dans l’adresse',
          got: 'présente',
          message: 'La clé est dans l’adresse, que les journaux gardent : mettez-la en en-tête.',
        }),
        ...unless(origin === undefined, {
          code: 'navigateur',
          where: call.where('Origin'),
          expected: 'un appel du serveur',
          got: origin,
          message: 'L’appel vient d’un navigateur, où chacun peut lire la clé : faites-le du serveur.',
        }),
      ];
    }),
});
