import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { acquittement } from '../hl7/acquittement.rule.ts';
import { ownExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const reponse = defineRule({
  id: 'hl7-envoi.reponse',
  version: '1',
  title: 'Le produit acquitte chaque message de la plateforme, et l’accepte',
  source:
    'INS/va1.62, INS/va1.67, INS/va1.68, INS/va1.69, INS/va1.72, INS/va1.73 (intégrer les messages reçus) ; acquittement : hl7.acquittement ; que AA soit dû à un message conforme est déduit',
  appliesTo: 'echanges',
  parameters: z.object({
    /** MSA-1 that is wanted. */
    code: z.enum(['AA', 'AE', 'AR']).default('AA'),
  }),
  check: (inputs, { code }) => {
    const sent = ownExchanges(inputs);
    if (sent.length === 0) return [silent('échanges', 'aucun message de la plateforme')];
    return sent.flatMap(({ n, request, response }): Finding[] => {
      if (response === undefined) return [silent(`échange ${n}`, null)];
      const message = inputs[response.input] ?? Buffer.alloc(0);
      const initial = inputs[request?.input ?? ''] ?? Buffer.alloc(0);
      return acquittement
        .check({ message, initial }, { code })
        .map((finding) => ({ ...finding, where: `échange ${n} : ${finding.where}` }));
    });
  },
});

function silent(where: string, got: string | null): Finding {
  return discrepancy({
    code: 'sans-acquittement',
    where,
    expected: 'un acquittement ACK',
    got,
    message: 'Le produit n’a pas acquitté le message de la plateforme.',
    remedy:
      'Écoutez en MLLP à l’adresse que le plan donne (banc.hl7.produit, ou la variable PROBANT_HL7_ECOUTE), lisez la trame de 0x0B à 0x1C 0x0D, et répondez sur la même connexion.',
  });
}
