import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const rechercheRefusee = defineRule({
  id: 'ins.recherche-refusee',
  version: '1',
  title: 'La recherche par un matricule incomplet ou à la clé fausse est refusée, avec un message',
  source: 'INS/va1.41, règle 17 (15 caractères, contrôle de la clé)',
  appliesTo: 'lecture',
  parameters: z.object({ saisie: z.string() }),
  check(inputs, { saisie }) {
    const schema = z.object({ messages: z.array(z.string()), resultats: z.array(z.object({ dossier: z.string() })) });
    const { messages, resultats } = observed(inputs, 'lecture', schema);
    return unless(messages.length > 0 && resultats.length === 0, {
      code: 'recherche-acceptee',
      where: 'messages, resultats',
      expected: `refus motivé de « ${saisie} »`,
      got: `${messages.length} message, ${resultats.length} résultat`,
      message: 'La recherche devait être refusée avec un message.',
      remedy:
        'Exigez 15 caractères dont une clé juste (97 − N modulo 97 ; 2A compte 19, 2B compte 18) avant de chercher, et dites ce qui ne va pas dans la saisie.',
    });
  },
});
