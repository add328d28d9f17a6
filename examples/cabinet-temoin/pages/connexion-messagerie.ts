// How the mailboxes are reached: configuration, sessions, traces, revocation lists, addresses found while writing.
import type { Page } from 'playwright';
import { liste, type PageFunctions, tableau } from 'probant/candidate';
import { envoyer, envoyerSiPropose, messages } from './outils.ts';

async function chercher(page: Page, nom: string): Promise<void> {
  await page.goto('/messagerie/nouveau');
  await page.getByTestId('recherche').fill(nom);
  await envoyer(page, page.getByTestId('chercher-destinataire'));
}

export const connexionMessagerie: PageFunctions = {
  async configurerMessagerie({ page }, { adresse }) {
    await page.goto('/messagerie/connexion');
    await page.getByTestId('boite-adresse').fill(adresse);
    await envoyer(page, page.getByTestId('configurer'));
    return {
      serveurs: liste(page.getByTestId('serveur'), {
        role: '[data-champ=role]',
        adresse: '[data-champ=adresse]',
      }),
      messages: messages(page),
    };
  },

  async ouvrirMessagerie({ page }, { bal }) {
    await page.goto('/messagerie/connexion');
    await envoyerSiPropose(page, page.getByTestId(`ouvrir-${bal}`));
    return { messages: messages(page) };
  },

  async fermerMessagerie({ page }, { bal }) {
    await page.goto('/messagerie/connexion');
    await envoyerSiPropose(page, page.getByTestId(`fermer-${bal}`));
    return { messages: messages(page) };
  },

  async lireTracesMessagerie({ page }) {
    await page.goto('/messagerie/traces');
    return {
      lignes: tableau(page.getByTestId('traces'), {
        date: 'Date et heure',
        auteur: 'Auteur',
        action: 'Action',
        demande: 'Demande',
        reponse: 'Réponse',
      }),
    };
  },

  async lireListesRevocation({ page }) {
    await page.goto('/messagerie/connexion');
    return {
      listes: liste(page.getByTestId('liste-revocation'), {
        autorite: '[data-champ=autorite]',
        fin: '[data-champ=fin]',
      }),
    };
  },

  async chercherDestinataire({ page }, { nom }) {
    await chercher(page, nom);
    return {
      critere: page.getByTestId('critere'),
      messages: messages(page),
      resultats: liste(page.getByTestId('destinataire'), {
        nom: '[data-champ=nom]',
        prenom: '[data-champ=prenom]',
        rpps: '[data-champ=rpps]',
        mssante: '[data-champ=mssante]',
      }),
    };
  },

  async ecrireDepuisAnnuaire({ page, lire }, { nom, rpps, objet, texte }) {
    await chercher(page, nom);
    await page.getByTestId('objet').fill(objet);
    await page.getByTestId('texte').fill(texte);
    await envoyerSiPropose(page, page.getByTestId(`retenir-${rpps}`));
    const destinataires = await lire(page.getByTestId('destinataires'));
    await envoyer(page, page.getByTestId('envoyer-message'));
    return { destinataires, messages: messages(page) };
  },
};
