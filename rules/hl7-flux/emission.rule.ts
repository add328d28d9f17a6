import { z } from 'zod';
import { echappements } from '../hl7/echappements.rule.ts';
import { jeuDeCaracteres } from '../hl7/jeu-de-caracteres.rule.ts';
import { msh } from '../hl7/msh.rule.ts';
import { structure } from '../hl7/structure.rule.ts';
import type { RuleInputs } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { eachSent, transport } from './sent.ts';

const form = [msh, structure, jeuDeCaracteres, echappements];

export const emission = defineRule({
  id: 'hl7-flux.emission',
  version: '1',
  title: 'Le produit envoie le message attendu, lisible et acquitté',
  source:
    'Règle 27 du guide d’implémentation de l’INS (INS/va1.60 : propagation par ADT^A31), INS/va1.61, INS/va1.71 ; forme : hl7.msh, hl7.structure, hl7.jeu-de-caracteres, hl7.echappements ; trame : HL7 v2, MLLP',
  appliesTo: 'echanges',
  parameters: z.object({
    /** MSH-9.1: `ADT`… */
    type: z.string().optional(),
    /** MSH-9.2, any of them: `A31`… */
    evenements: z.array(z.string()).optional(),
  }),
  check: (inputs, wanted) =>
    eachSent(inputs, wanted, async (sent) => {
      const message: RuleInputs = { message: sent.message };
      const found = await Promise.all(form.map((rule) => rule.check(message, {})));
      return [...transport(sent), ...found.flat()];
    }),
});
