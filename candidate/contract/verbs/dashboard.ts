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
      periode,
      parMois: text.describe(
        'Nombre de documents par mois ; chacun est déposé au DMP, envoyé à un professionnel et au patient',
      ),
      echecsDmp: text.describe('Nombre de documents par mois dont le dépôt au DMP échoue'),
      echecsMss: text.describe('Nombre de documents par mois dont l’envoi MSSanté au professionnel échoue'),
    }),
    result: shown,
  },
  lireTableauDeBord: {
    kind: 'lecture',
    summary: 'Lire le tableau de bord des dépôts DMP et des envois MSSanté sur une période',
    args: z.object({ periode, finess: text, rpps: text.describe('Vide : tous ceux de ce FINESS') }),
    result: z.object({
      periode: text.describe('Période affichée'),
      lignes: z.array(
        z.object({
          finess: text,
          rpps: text,
          documents: text.describe('Nombre de documents produits'),
          depotsDmp: text.describe('Nombre de dépôts au DMP réussis'),
          envoisPro: text.describe('Nombre d’envois MSSanté réussis à des professionnels'),
          envoisPatient: text.describe('Nombre d’envois MSSanté réussis au patient'),
          echecsDmp: text,
          echecsMss: text,
        }),
      ),
    }),
  },
  extraireTableauDeBord: {
    kind: 'action',
    summary:
      'Extraire le tableau de bord de la période dans un fichier texte (CSV) ; les titres de ses colonnes disent FINESS, RPPS, ' +
      'documents, DMP, professionnels, patients, échecs DMP et échecs MSS',
    args: z.object({ periode }),
    result: file,
  },
} as const satisfies Record<string, VerbDefinition>;
