import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { submittedMails } from './submissions.ts';

export const nombreEnvois = defineRule({
  id: 'mss.nombre-envois',
  version: '1',
  title: 'Le nombre de courriels acceptés pour cette personne est celui qui est attendu',
  source: 'MSS/va1.01, MSS/va1.17, MSS/va1.37 (un courriel à chacun) ; faits MSS §8',
  appliesTo: 'echanges',
  parameters: z.object({ nombre: z.number().int().nonnegative() }),
  check(inputs, { nombre }) {
    const own = submittedMails(inputs).filter(({ attribution }) => attribution === 'personne');
    // A refused message (4yz, 5yz) may be submitted again: it is not sent.
    const accepted = own.filter(({ response }) => response !== undefined && response.status < 400);
    return unlessEqual({
      code: 'nombre-envois',
      where: 'echanges',
      expected: nombre,
      got: accepted.length,
      message: 'Le nombre de courriels envoyés n’est pas celui qui est attendu.',
      remedy:
        'Envoyez un courriel et un seul par document et par destinataire : ne renvoyez pas ce que l’opérateur a accepté (250), et ne vous arrêtez pas au premier destinataire.',
    });
  },
});
