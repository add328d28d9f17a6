import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const adresse = defineRule({
  id: 'messagerie.adresse',
  version: '1',
  title: 'Le produit propose l’adresse du patient, et n’en propose pas sans INS qualifiée',
  source: 'MSS/va1.19, ECO 2.2.6 (faits MSS §2.2)',
  appliesTo: 'lecture',
  parameters: z.object({ adresse: z.string().nullable() }),
  check(inputs, { adresse: expected }) {
    const { destinataire } = observed(inputs, 'lecture', z.object({ destinataire: z.string().nullable() }));
    return unlessEqual({
      code: 'adresse-inattendue',
      where: 'destinataire',
      expected,
      got: destinataire,
      message: 'L’adresse du patient que le produit propose n’est pas celle qui est attendue.',
      remedy:
        'Bâtissez l’adresse <matricule de 15 caractères>@patient.mssante.fr de la seule INS qualifiée, et n’en proposez aucune tant que l’identité n’est pas qualifiée.',
    });
  },
});
