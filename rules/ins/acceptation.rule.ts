import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const acceptation = defineRule({
  id: 'ins.acceptation',
  version: '1',
  title: 'Le retour INSi est proposé à l’acceptation, ou ne l’est pas',
  source:
    'INSI-14 (retours 00, 01 et 02, et leurs variantes) ; INS/va1.28 et .31, règles 11 et 12 : une INS inexploitable n’est pas rapatriée ; INS/va1.20, règle 25',
  appliesTo: 'lecture',
  parameters: z.object({ proposee: z.boolean() }),
  check(inputs, { proposee }) {
    const { acceptation: offered } = observed(inputs, 'lecture', z.object({ acceptation: z.boolean() }));
    return unlessEqual({
      code: proposee ? 'acceptation-absente' : 'rapatriement-propose',
      where: 'acceptation',
      expected: proposee ? 'proposée' : 'non proposée',
      got: offered ? 'proposée' : 'non proposée',
      message: proposee ? 'Le retour INSi n’est pas proposé à l’acceptation.' : 'Le rapatriement devait être bloqué.',
      remedy: proposee
        ? 'Après un retour 00 exploitable, montrez les données d’INSi et un geste d’acceptation explicite ; n’enregistrez rien avant ce geste.'
        : 'Ne proposez aucune acceptation après un retour 01 ou 02, une erreur, une date dont le jour ou le mois vaut 00, ou un nom, des prénoms ou un sexe vides.',
    });
  },
});
