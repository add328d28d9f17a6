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
  version: '2',
  title: 'La messagerie montre le courriel reçu du correspondant, et signale son document',
  source: 'MSS/va1.25 (étapes déduites) ; SC.MSS/UX.01 : repérer les courriels portant une archive IHE XDM',
  appliesTo: 'lecture',
  parameters: z.object({
    correspondant: z.string(),
    objet: z.string(),
    /** False for a mail without archive, that must not be marked (UX.01). */
    signale: z.boolean().default(true),
  }),
  check(inputs, { correspondant, objet, signale }) {
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
    return unless(line.documents === signale, {
      code: signale ? 'document-non-signale' : 'document-signale-a-tort',
      where: `${where}.documents`,
      expected: signale ? 'un document signalé' : 'aucun document signalé',
      got: signale ? 'aucun' : 'un document signalé',
      message: signale
        ? 'La messagerie ne signale pas le document du courriel.'
        : 'La messagerie signale un document dans un courriel sans archive IHE_XDM.',
      remedy: signale
        ? 'Repérez la pièce IHE_XDM.ZIP (casse indifférente) ou le préfixe XDM/1.0/DDM+ de l’objet, et marquez la ligne du courriel.'
        : 'Ne marquez que les courriels dont une pièce est une archive IHE_XDM : toute autre pièce jointe n’est pas un document à intégrer.',
    });
  },
});
