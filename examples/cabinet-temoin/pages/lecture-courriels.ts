// What is read in the mail, and what became of received documents.
import type { Page } from 'playwright';
import { liste, type PageFunctions } from 'probant/candidate';
import { envoyer, envoyerSiPropose, lignesDeTravail, messages } from './outils.ts';

async function ouvrirMessage(page: Page, message: string): Promise<void> {
  await page.goto(`/messagerie/message?message=${message}`);
}

export const lectureCourriels: PageFunctions = {
  async lireMessage({ page }, { message }) {
    await ouvrirMessage(page, message);
    const champ = (name: string) => page.locator(`main [data-champ=${name}]`);
    return {
      expediteur: champ('expediteur'),
      objet: champ('objet'),
      objetComplet: champ('objetComplet'),
      texte: page.getByTestId('texte-message'),
      usagerNom: champ('usagerNom'),
      usagerPrenom: champ('usagerPrenom'),
      usagerMatricule: champ('usagerMatricule'),
      accuseDemande: page.getByTestId('accuse-demande'),
    };
  },

  async accuserLecture({ page }, { message }) {
    await ouvrirMessage(page, message);
    await envoyerSiPropose(page, page.getByTestId('accuser'));
    return { messages: messages(page) };
  },

  async chercherUsager({ page }, { nom }) {
    await page.goto('/messagerie/usagers');
    await page.getByTestId('usager-nom').fill(nom);
    await envoyer(page, page.getByTestId('chercher-usager'));
    return {
      critere: page.getByTestId('usager-nom'),
      propositions: liste(page.getByTestId('usager'), {
        nom: '[data-champ=nom]',
        prenom: '[data-champ=prenom]',
        adresse: '[data-champ=adresse]',
      }),
    };
  },

  async lireStatistiquesReception({ page }) {
    await page.goto('/liste-travail/statistiques');
    return {
      lignes: liste(page.getByTestId('decompte-ligne'), {
        type: '[data-champ=type]',
        automatiques: '[data-champ=automatiques]',
        manuels: '[data-champ=manuels]',
        nonIntegres: '[data-champ=nonIntegres]',
      }),
    };
  },

  async lireIntegresNonConsultes({ page }) {
    await page.goto('/liste-travail/integres');
    return { lignes: lignesDeTravail(page) };
  },
};
