import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const creationRefusee = defineRule({
  id: 'ins.creation-refusee',
  version: '1',
  title: 'La création sans un trait strict est refusée, avec un message',
  source: 'INS/va1.21, règle 5',
  appliesTo: 'lecture',
  parameters: z.object({ sans: z.string() }),
  check(inputs, { sans }) {
    const { dossier, messages } = observed(
      inputs,
      'lecture',
      z.object({ dossier: z.string().nullable(), messages: z.array(z.string()) }),
    );
    return [
      ...unless(dossier === null, {
        code: `creation-acceptee-sans-${sans}`,
        where: 'dossier',
        expected: 'aucun dossier créé',
        got: dossier,
        message: `L’identité a été créée sans ${sans}.`,
        remedy: `Rendez ${sans} obligatoire dans l’enregistrement lui-même, pas seulement à l’écran, et ne créez rien tant qu’il manque.`,
      }),
      ...unless(dossier !== null || messages.length > 0, {
        code: 'refus-sans-message',
        where: 'messages',
        expected: 'un message',
        got: 'aucun',
        message: `Le refus de créer sans ${sans} n’est pas expliqué.`,
        remedy: `Affichez, avec le refus, un message qui nomme le champ manquant (${sans}).`,
      }),
    ];
  },
});
