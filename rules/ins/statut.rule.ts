import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const statut = defineRule({
  id: 'ins.statut',
  version: '1',
  title: 'La fiche porte le statut attendu',
  source: 'INSI-12 ; INS/va1.40, .43, .45, .54, .44 ; RNIV EXI SI 07 (faits INSi §1.11, seconde main)',
  appliesTo: 'lecture',
  parameters: z.object({ statut: z.enum(['PROV', 'RECUP', 'VALI', 'QUAL']) }),
  check(inputs, parameters) {
    const fiche = observed(inputs, 'lecture', z.object({ statut: z.string().nullable() }));
    return unlessEqual({
      code: 'statut-inattendu',
      where: 'statut',
      expected: parameters.statut,
      got: fiche.statut,
      message: 'Le statut de l’identité n’est pas celui que la matrice des statuts donne.',
      remedy:
        'Déduisez le statut des deux faits que le produit garde : INS rendue par INSi, identité contrôlée sur un justificatif fort (PROV : aucun ; RECUP : le premier ; VALI : le second ; QUAL : les deux), et faites-le tomber à PROV si l’identité est douteuse ou fictive.',
    });
  },
});
