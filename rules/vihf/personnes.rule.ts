import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachVihf, vihfText } from './assertion.ts';

/** RPPS or ADELI: what names one person in the whole country (facts, DMP §3). */
const national = /^(?:8\d{11}|0\d{2}[0-9A-Z]{6,7})$/;

export const personnes = defineRule({
  id: 'vihf.personnes',
  version: '1',
  title: 'Chaque professionnel est nommé dans le VIHF par son identifiant national réel, jamais par celui d’un autre',
  source: 'DMP/AIRS.06 ; Subject/NameID (faits DMP §3 : PS_IdNat, 8 et le RPPS ou 0 et l’ADELI)',
  appliesTo: 'echanges',
  parameters: z.object({
    /** How many professionals have made the requests. */
    professionnels: z.number().int().positive(),
  }),
  check(inputs, { professionnels }) {
    const named = new Set<string>();
    const findings = eachVihf(inputs, (vihf) => {
      const name = vihfText(vihf, 'saml:Subject/saml:NameID') ?? '';
      if (national.test(name)) named.add(name);
      return [];
    });
    return [
      ...findings,
      ...unlessEqual({
        code: 'identifiant-generique',
        where: 'saml:Subject/saml:NameID',
        expected: `${professionnels} identifiants nationaux`,
        got: `${named.size} identifiants nationaux`,
        message: 'Les requêtes de professionnels différents ne portent pas chacune l’identifiant national du sien.',
        remedy:
          'Écrivez dans NameID le PS_IdNat (8 et le RPPS) de l’utilisateur connecté qui fait la requête ; ni un compte technique, ni l’identifiant d’un responsable, ni celui de la session précédente.',
      }),
    ];
  },
});
