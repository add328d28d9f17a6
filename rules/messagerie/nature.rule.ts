import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { plain, shows } from './shown.ts';

const schema = z.object({
  lignes: z.array(z.object({ sens: z.string(), correspondant: z.string(), nature: z.string() })),
});

/** Words by which a screen tells one from the other; none is imposed (inferred). */
const words = {
  patient: /patient|usager|assure|mon espace sante/,
  professionnel: /prof|\bps\b|confrere|medecin|correspondant|soignant/,
} as const;

export const nature = defineRule({
  id: 'messagerie.nature',
  version: '1',
  title: 'La messagerie dit si un message vient d’un professionnel ou d’un patient',
  source: 'SC.MSS/UX.25 (ECO.3.1.1) : distinguer dans la liste ; les mots et le signe sont libres (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** Name of the sender, drawn from the run. */
    correspondant: z.string(),
    nature: z.enum(['patient', 'professionnel']),
  }),
  check(inputs, { correspondant, nature: expected }) {
    const { lignes } = observed(inputs, 'lecture', schema);
    const line = lignes.find((one) => one.sens === 'recu' && shows(one.correspondant, correspondant));
    const where = `lignes (${correspondant}).nature`;
    if (line === undefined) {
      const got = lignes.map((one) => one.correspondant).slice(0, 20);
      const message = 'La messagerie ne montre pas le message reçu de cet expéditeur.';
      const remedy = 'Relevez la boîte de réception entière, et montrez sur chaque ligne le nom de l’expéditeur.';
      return [discrepancy({ code: 'message-non-montre', where, expected: correspondant, got, message, remedy })];
    }
    const other = expected === 'patient' ? 'professionnel' : 'patient';
    return unless(words[expected].test(plain(line.nature)) && !words[other].test(plain(line.nature)), {
      code: 'nature-inattendue',
      where,
      expected,
      got: line.nature,
      message: 'La liste ne distingue pas les messages de professionnels de ceux de patients.',
      remedy:
        'Marquez chaque ligne d’après le domaine de l’expéditeur : @patient.mssante.fr pour un patient, tout autre domaine de l’espace de confiance pour un professionnel.',
    });
  },
});
