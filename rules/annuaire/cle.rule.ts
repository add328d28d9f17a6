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
          message: 'L’appel n’a pas la clé de l’API.',
          remedy:
            'Mettez la clé du portail dans l’en-tête ESANTE-API-KEY de chaque appel ; posez-la dans le client HTTP lui-même, pour que les pages suivantes (link[next]) l’aient aussi.',
        }),
        ...unless(!shown && (key === '' || !call.address.includes(key)), {
          code: 'cle-dans-l-adresse',
          where: call.where('adresse'),
          expected: 'aucune clé dans l’adresse',
          got: 'présente',
          message: 'La clé est dans l’adresse, que les journaux gardent.',
          remedy:
            'Retirez la clé des paramètres, envoyez-la dans l’en-tête ESANTE-API-KEY, et demandez-en une nouvelle au portail : celle-ci est dans des journaux.',
        }),
        ...unless(origin === undefined, {
          code: 'navigateur',
          where: call.where('Origin'),
          expected: 'un appel du serveur',
          got: origin,
          message: 'L’appel vient d’un navigateur, où chacun peut lire la clé.',
          remedy:
            'Faites passer la recherche par un serveur du produit, qui seul connaît la clé et rend à la page les résultats.',
        }),
      ];
    }),
});
