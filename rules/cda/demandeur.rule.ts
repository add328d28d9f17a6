import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements } from './reading.ts';

const requester = 'h:participant[@typeCode="REF"]/h:associatedEntity';
const place = '/ClinicalDocument/participant[@typeCode=REF]/associatedEntity';

export const demandeur = defineRule({
  id: 'cda.demandeur',
  version: '1',
  title: 'Le compte rendu nomme le demandeur de l’examen, et donne son adresse MSSanté',
  source:
    'DOC/va1.17 (imagerie), DOC/va1.28 (biologie) ; exemple CR-BIO 2024.01 de l’ANS : participant REF (prescripteur) et telecom « mailto: » (lu). Que l’adresse soit dans cet élément est déduit',
  appliesTo: 'echanges',
  parameters: z.object({ nom: z.string(), adresse: z.string() }),
  check: (inputs, { nom, adresse }) =>
    eachDocument(inputs, ({ root, at }) => {
      const found = elements(root, requester);
      const names = found.map((one) => (elements(one, 'h:associatedPerson/h:name/h:family')[0]?.content ?? '').trim());
      const rank = names.findIndex((name) => name.toUpperCase() === nom.toUpperCase());
      const telecoms = rank < 0 ? [] : elements(found[rank] as (typeof found)[number], 'h:telecom');
      const addresses = telecoms.map((telecom) => attribute(telecom, 'value') ?? '');
      return [
        ...unless(rank >= 0, {
          code: 'demandeur-absent',
          where: at(place),
          expected: nom,
          got: names,
          message: 'Le document ne nomme pas le professionnel qui a demandé l’examen.',
          remedy:
            'Écrivez un participant typeCode="REF" entre legalAuthenticator et documentationOf : son identifiant national et son nom (associatedPerson).',
        }),
        ...unless(rank < 0 || addresses.some((one) => one.toLowerCase() === `mailto:${adresse}`.toLowerCase()), {
          code: 'adresse-absente',
          where: at(`${place}/telecom`),
          expected: `mailto:${adresse}`,
          got: addresses,
          message: 'Le document ne donne pas l’adresse MSSanté du demandeur.',
          remedy:
            'Écrivez dans le participant REF un telecom dont la valeur est « mailto: » et l’adresse MSSanté du demandeur, prise dans l’Annuaire Santé.',
        }),
      ];
    }),
});
