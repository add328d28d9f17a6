import { z } from 'zod';
import { discrepancy, unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';

const schema = z.object({
  propositions: z.array(z.object({ nom: z.string(), prenom: z.string(), adresse: z.string().nullable() })),
});

export const usagerPropose = defineRule({
  id: 'messagerie.usager-propose',
  version: '1',
  title: 'La base des patients propose l’adresse de l’usager à l’INS qualifiée, et d’aucun autre',
  source: 'SC.MSS/UX.32 (ECO.3.1.5), ECO.2.2.6 : adresse bâtie de la seule INS qualifiée',
  appliesTo: 'lecture',
  parameters: z.object({
    nom: z.string(),
    prenom: z.string(),
    /** Null when the INS is not qualified: the user may be listed, without address. */
    adresse: z.string().nullable(),
  }),
  check(inputs, { nom, prenom, adresse }) {
    const { propositions } = observed(inputs, 'lecture', schema);
    const found = propositions.find((one) => shows(one.nom, nom) && shows(one.prenom, prenom));
    const where = `propositions (${nom} ${prenom})`;
    if (found === undefined) {
      if (adresse === null) return [];
      const got = propositions.map((one) => `${one.nom} ${one.prenom}`);
      const message = 'La base des patients ne propose pas cet usager.';
      const remedy =
        'Cherchez le nom saisi parmi les noms de naissance des dossiers, et proposez ceux qui commencent ainsi.';
      return [discrepancy({ code: 'usager-non-propose', where, expected: adresse, got, message, remedy })];
    }
    return unlessEqual({
      code: 'adresse-inattendue',
      where: `${where}.adresse`,
      expected: adresse,
      got: found.adresse,
      message: 'L’adresse proposée n’est pas celle de l’INS qualifiée de l’usager.',
      remedy:
        'Bâtissez <matricule de 15 caractères>@patient.mssante.fr de la seule INS qualifiée ; sans elle, ne proposez pas d’écrire.',
    });
  },
});
