import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';

const schema = z.object({
  lignes: z.array(z.object({ sens: z.string(), correspondant: z.string(), objet: z.string(), documents: z.boolean() })),
});

export const documentSignale = defineRule({
  id: 'messagerie.document-signale',
  version: '1',
  title: 'La messagerie montre le courriel reçu du correspondant, et signale son document',
  source: 'MSS/va1.25 (étapes déduites) ; SC.MSS/UX.01 : repérer les courriels portant une archive IHE XDM',
  appliesTo: 'lecture',
  parameters: z.object({ correspondant: z.string(), objet: z.string() }),
  check(inputs, { correspondant, objet }) {
    const { lignes } = observed(inputs, 'lecture', schema);
    const line = lignes.find(
      (one) => one.sens === 'recu' && shows(one.correspondant, correspondant) && shows(one.objet, objet),
    );
    const where = `lignes (${objet})`;
    if (line === undefined) {
      return unless(false, {
        code: 'courriel-non-montre',
        where,
        expected: `${objet}, de ${correspondant}`,
        got: lignes.map((one) => one.objet).slice(0, 20),
        message: 'La messagerie ne montre pas le courriel reçu.',
        remedy:
          'Relevez la boîte de réception entière et montrez chaque courriel avec son expéditeur et son objet (le préfixe XDM/1.0/DDM+ peut être masqué).',
      });
    }
    return unless(line.documents, {
      code: 'document-non-signale',
      where: `${where}.documents`,
      expected: 'un document signalé',
      got: 'aucun',
      message: 'La messagerie ne signale pas le document du courriel.',
      remedy:
        'Repérez la pièce IHE_XDM.ZIP (casse indifférente) ou le préfixe XDM/1.0/DDM+ de l’objet, et marquez la ligne du courriel.',
    });
  },
});
