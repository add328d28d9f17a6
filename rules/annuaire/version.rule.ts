import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachCall } from './calls.ts';

/** Systems of the first version, and those that took their place (facts, Annuaire §4.4). */
const replaced: ReadonlyArray<readonly [RegExp, string]> = [
  [/^http:\/\/(?:www\.)?rpps\.fr\/?$/, 'https://rpps.esante.gouv.fr'],
  [/^https?:\/\/finess\.sante\.gouv\.fr\/?$/, 'https://finess.esante.gouv.fr'],
];

export const version = defineRule({
  id: 'annuaire.version',
  version: '1',
  title: 'L’API est appelée dans sa version 2, avec ses systèmes d’identifiants',
  source: 'ANN-08 ; faits Annuaire §4.1 (v1 à l’arrêt en 2026 ; /fhir sans version : les textes divergent) et §4.4',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachCall(inputs, (call) => {
      const asked = /^\/fhir\/(v\d+)(?:\/|$)/.exec(call.path)?.[1];
      return [
        ...unless(asked === undefined || asked === 'v2', {
          code: 'ancienne-version',
          where: call.where('adresse'),
          expected: '/fhir/v2',
          got: call.path,
          message: 'Cette version de l’API est arrêtée.',
          remedy:
            'Remplacez la base par https://gateway.api.esante.gouv.fr/fhir/v2 (au banc : PROBANT_ANNUAIRE_FHIR_URL), et relisez les ressources selon la version 2.',
        }),
        ...unless(asked !== undefined, {
          code: 'sans-version',
          where: call.where('adresse'),
          expected: '/fhir/v2',
          got: call.path,
          message: 'L’adresse ne dit pas la version, et changera de sens.',
          remedy: 'Écrivez la version dans l’adresse de base du produit : …/fhir/v2.',
          severity: 'avertissement',
        }),
        ...call.parameters.flatMap(([name, value]) =>
          value
            .split(',')
            .map((one) => one.split('|')[0] ?? '')
            .flatMap((system) => {
              const current = replaced.find(([old]) => old.test(system))?.[1];
              return unless(current === undefined, {
                code: 'ancien-systeme',
                where: call.where(name),
                expected: current,
                got: system,
                message: 'Ce système d’identifiants est celui de la version 1, et ne trouvera rien.',
                remedy: `Cherchez par ${current}|<valeur>, et remplacez aussi ce système dans ce que le produit a déjà enregistré.`,
              });
            }),
        ),
      ];
    }),
});
