import { z } from 'zod';
import { identifiants } from '../hl7/identifiants.rule.ts';
import { patient } from '../hl7/patient.rule.ts';
import { statutIdentite } from '../hl7/statut-identite.rule.ts';
import { traits } from '../hl7/traits.rule.ts';
import { defineRule } from '../rule.ts';
import { eachSent } from './sent.ts';

export const identite = defineRule({
  id: 'hl7-flux.identite',
  version: '1',
  title: 'Le PID des messages envoyés porte l’identité attendue, et l’INS si elle est qualifiée',
  source:
    'INS/va1.59 et INS/va1.60 (ni matricule ni OID hors identité qualifiée), INS/va1.61 et INS/va1.71 (INS dans le PID de tous les messages) ; contenu : hl7.identifiants, hl7.traits, hl7.statut-identite, hl7.patient',
  appliesTo: 'echanges',
  parameters: z.object({
    type: z.string().optional(),
    evenements: z.array(z.string()).optional(),
    ins: z.enum(['presente', 'absente']),
    /** Parameters of `hl7.patient`. */
    patient: z.record(z.string(), z.string()),
  }),
  check: (inputs, { ins, patient: person, ...wanted }) =>
    eachSent(inputs, wanted, async ({ message }) => {
      const found = await Promise.all([
        identifiants.check({ message }, {}),
        traits.check({ message }, {}),
        statutIdentite.check({ message }, { ins }),
        patient.check({ message }, person),
      ]);
      return found.flat();
    }),
});
