import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachCall, isSearch } from './calls.ts';

/** Resources whose searches have the parameter (facts, Annuaire §4.3); Device says `status`. */
const withActive = ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService'];

export const actifs = defineRule({
  id: 'annuaire.actifs',
  version: '1',
  title: 'Les recherches ne retiennent que ce qui est actif',
  source:
    'ANN-04 ; faits Annuaire §4.2 (les fiches inactives sont rendues sauf filtre, documenté) : un produit peut aussi les écarter lui-même, ce que le fil ne montre pas, d’où l’avertissement',
  appliesTo: 'echanges',
  /** `requis`: the product says that it relies on the filter. */
  parameters: z.object({ filtre: z.enum(['requis', 'conseille']).default('conseille') }),
  check: (inputs, { filtre }) =>
    eachCall(inputs, (call) => {
      // An update asks for what stopped too, for it is how what stopped is known.
      const isUpdate = call.parameters.some(([name]) => name.split(':')[0] === '_lastUpdated');
      if (!isSearch(call) || isUpdate || !withActive.includes(call.resource)) return [];
      const values = call.parameters.filter(([name]) => name === 'active').map(([, value]) => value);
      return unless(values.includes('true'), {
        code: 'inactifs',
        where: call.where('active'),
        expected: 'active=true',
        got: values,
        message: 'La recherche rend aussi ceux qui ont cessé leur activité.',
        remedy:
          'Ajoutez active=true à la recherche ; à défaut, écartez à la lecture toute ressource dont active vaut false, y compris celles que _include et _revinclude rapportent.',
        severity: filtre === 'requis' ? 'bloquant' : 'avertissement',
      });
    }),
});
