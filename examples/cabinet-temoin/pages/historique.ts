// History: documents of before.
import type { Page } from 'playwright';
import { attribut, dansAdresse, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, messages } from './outils.ts';

interface Filtres {
  debut?: string | undefined;
  fin?: string | undefined;
  type?: string | undefined;
  auteur?: string | undefined;
}

async function filtrer(page: Page, dossier: string, { debut, fin, type, auteur }: Filtres): Promise<void> {
  await page.goto(`/patients/${dossier}/anterieurs`);
  await page.getByTestId('filtre-debut').fill(debut ?? '');
  await page.getByTestId('filtre-fin').fill(fin ?? '');
  await page.getByTestId('filtre-type').selectOption(type ?? '');
  await page.getByTestId('filtre-auteur').fill(auteur ?? '');
}

export const historique: PageFunctions = {
  async reprendreDocument({ page }, { dossier, type, titre, texte, date, auteur }) {
    await page.goto(`/patients/${dossier}/anterieurs`);
    await page.getByTestId('reprise-type').selectOption(type);
    await page.getByTestId('reprise-titre').fill(titre);
    await page.getByTestId('reprise-date').fill(date);
    await page.getByTestId('reprise-auteurNom').fill(auteur.nom);
    await page.getByTestId('reprise-auteurPrenom').fill(auteur.prenom);
    await page.getByTestId('reprise-auteurRpps').fill(auteur.rpps);
    await page.getByTestId('reprise-texte').fill(texte);
    await envoyer(page, page.getByTestId('reprendre'));
    return { document: dansAdresse(page, /[?&]document=([^&]+)$/), messages: messages(page) };
  },

  async lireDocumentsAnterieurs({ page }, { dossier, ...filtres }) {
    await filtrer(page, dossier, filtres);
    await envoyer(page, page.getByTestId('filtrer-anterieurs'));
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('anterieur'), {
        document: (row) => attribut(row, 'data-document'),
        titre: '[data-champ=titre]',
        type: '[data-champ=type]',
        auteur: '[data-champ=auteur]',
        date: '[data-champ=date]',
        depot: '[data-champ=depot]',
      }),
    };
  },

  async deposerHistorique({ page }, { dossier, ...filtres }) {
    await filtrer(page, dossier, filtres);
    await envoyer(page, page.getByTestId('deposer-historique'));
    return { messages: messages(page) };
  },

  async lireIndicateurHistorique({ page }) {
    await page.goto('/indicateur-historique');
    return {
      lignes: liste(page.getByTestId('indicateur-ligne'), {
        mois: '[data-champ=mois]',
        auteur: '[data-champ=auteur]',
        deposes: '[data-champ=deposes]',
        patients: '[data-champ=patients]',
        echecs: '[data-champ=echecs]',
      }),
    };
  },
};
