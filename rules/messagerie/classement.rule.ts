import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const classement = defineRule({
  id: 'messagerie.classement',
  version: '1',
  title: 'Le document reçu est classé en une action dans le dossier du patient, ou ne l’est pas et un message le dit',
  source:
    'MSS/va1.28 ; SC.MSS/UX.02 (jamais le matricule seul) et UX.07 (INS qualifiée strictement égale à celle du dossier) pour ce qui ne se classe pas (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** The patient's file; null when the document must not be filed in one action. */
    dossier: z.string().nullable(),
  }),
  check(inputs, { dossier: expected }) {
    const schema = z.object({ dossier: z.string().nullable(), messages: z.array(z.string()) });
    const { dossier, messages } = observed(inputs, 'lecture', schema);
    return [
      ...unlessEqual({
        code: expected === null ? 'classe-a-tort' : 'dossier-inattendu',
        where: 'dossier',
        expected,
        got: dossier,
        message:
          expected === null
            ? 'Le document a été classé sans que son patient soit sûr.'
            : 'Le document n’a pas été classé dans le dossier de son patient.',
        remedy:
          expected === null
            ? 'Ne classez en une action que sur l’égalité stricte du matricule, de l’OID et de tous les traits avec une identité qualifiée ; sinon proposez le rattachement à l’utilisateur.'
            : 'Classez dans le dossier dont l’INS qualifiée (matricule, OID et traits) est celle de l’en-tête du CDA.',
      }),
      ...unless(
        messages.some((message) => message.trim() !== ''),
        {
          code: 'message-absent',
          where: 'messages',
          expected: 'un message',
          got: messages,
          message: 'Rien ne dit ce qu’est devenu le document.',
          remedy:
            'Affichez un message après le classement : le dossier où le document est allé, ou pourquoi il n’a pas été classé.',
        },
      ),
    ];
  },
});
