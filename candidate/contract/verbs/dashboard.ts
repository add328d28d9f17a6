import { z } from 'zod';
import { file, shown, text, type VerbDefinition } from './common.ts';

const periode = z.object({ debut: text.describe('AAAA-MM'), fin: text.describe('AAAA-MM') });

/** The dashboard of deposits and sendings (TBB). */
export const dashboardVerbs = {
  genererActivite: {
    kind: 'action',
    summary: 'Générer un jeu d’essai : des documents par mois pour un FINESS et un RPPS, avec leurs dépôts et envois',
    args: z.object({
      finess: text,
      rpps: text,
      mois: text.describe('Nombre de mois, jusqu’au mois en cours'),
      parMois: text.describe('Nombre de documents par mois'),
    }),
    result: shown,
  },
  lireTableauDeBord: {
    kind: 'lecture',
    summary: 'Lire le tableau de bord des dépôts DMP et des envois MSSanté sur une période',
    args: z.object({ periode, finess: text.optional(), rpps: text.optional() }),
    result: z.object({
      periode: text.describe('Période affichée'),
      lignes: z.array(
        z.object({
          finess: text,
          rpps: text,
          documents: text.describe('Nombre de documents produits'),
          depotsDmp: text.describe('Nombre de dépôts au DMP'),
          envoisPro: text.describe('Nombre d’envois MSSanté à des professionnels'),
          envoisPatient: text.describe('Nombre d’envois MSSanté au patient'),
          echecsDmp: text,
          echecsMss: text,
        }),
      ),
    }),
  },
  extraireTableauDeBord: {
    kind: 'action',
    summary: 'Extraire le tableau de bord de la période dans un fichier',
    args: z.object({ periode }),
    result: file,
  },
} as const satisfies Record<string, VerbDefinition>;
