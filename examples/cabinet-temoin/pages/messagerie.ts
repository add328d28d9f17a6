// Mailboxes.
import type { Page } from 'playwright';
import { attribut, dansAdresse, liste, type PageFunctions, tableau, texte } from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, lignesDeTravail, messages } from './outils.ts';

async function cocher(page: Page, name: string, wanted: boolean): Promise<void> {
  await page.getByTestId(name).setChecked(wanted);
}

function signalements(page: Page) {
  return page.getByTestId('alerte');
}

export const messagerie: PageFunctions = {
  async envoyerMessage(
    { page },
    { bal, destinataires, objet, texte: corps, reponseA, accuseReception, accuseLecture },
  ) {
    await page.goto(`/messagerie/nouveau${reponseA === null ? '' : `?reponse=${reponseA}`}`);
    await page.getByTestId('bal').selectOption(bal);
    await page.getByTestId('destinataires').fill(destinataires.join(', '));
    await page.getByTestId('objet').fill(objet);
    await page.getByTestId('texte').fill(corps);
    await cocher(page, 'accuseReception', accuseReception);
    await cocher(page, 'accuseLecture', accuseLecture);
    await envoyer(page, page.getByTestId('envoyer-message'));
    return { messages: messages(page) };
  },

  async envoyerDocument({ page }, { dossier, document, bal, destinataires }) {
    await page.goto(`/patients/${dossier}/envoyer`);
    await page.getByTestId('document-pro').selectOption(document);
    await page.getByTestId('bal').selectOption(bal);
    await page.getByTestId('destinataires').fill(destinataires.join(', '));
    await envoyer(page, page.getByTestId('envoyer-document'));
    return { messages: messages(page) };
  },

  async ecrireAuPatient({ page }, { dossier, document, texte: corps, finEchange }) {
    await page.goto(`/patients/${dossier}/envoyer`);
    await page.getByTestId('document-patient').selectOption(document ?? '');
    await page.getByTestId('texte').fill(corps);
    await cocher(page, 'finEchange', finEchange);
    await envoyer(page, page.getByTestId('ecrire-patient'));
    return { destinataire: page.getByTestId('adresse-patient'), messages: messages(page) };
  },

  async enregistrerRefus({ page }, { dossier, canal, refus }) {
    await page.goto(`/patients/${dossier}/envoyer`);
    await envoyerSiPropose(page, page.getByTestId(`${refus ? 'refuser' : 'lever'}-${canal}`));
    return { messages: messages(page) };
  },

  async releverMessagerie({ page }, { bal }) {
    await page.goto('/messagerie');
    await envoyer(page, page.getByTestId(`relever-${bal}`));
    return { messages: messages(page) };
  },

  async testerConnexion({ page }, { serveur }) {
    await page.goto('/messagerie');
    await envoyer(page, page.getByTestId(`tester-${serveur}`));
    return { messages: messages(page) };
  },

  async lireMessagerie({ page }) {
    await page.goto('/messagerie');
    return {
      lignes: liste(page.getByTestId('message-ligne'), {
        message: (row) => attribut(row, 'data-message'),
        sens: (row) => texte(row.locator('[data-champ=sens]'), { codes: { reçu: 'recu', envoyé: 'envoye' } }),
        correspondant: '[data-champ=correspondant]',
        nature: '[data-champ=nature]',
        objet: '[data-champ=objet]',
        date: '[data-champ=date]',
        documents: '[data-testid=document-joint]',
        accuse: '[data-champ=accuse]',
      }),
    };
  },

  async lireListeTravail({ page }, { tri, patient, type, date }) {
    await page.goto('/liste-travail');
    if (tri !== undefined) await page.getByTestId('tri').selectOption(tri);
    await page.getByTestId('filtre-patient').fill(patient ?? '');
    await page.getByTestId('filtre-type').fill(type ?? '');
    await page.getByTestId('filtre-date').fill(date ?? '');
    if ([tri, patient, type, date].some((asked) => asked !== undefined)) {
      await envoyer(page, page.getByTestId('filtrer'));
    }
    return {
      lignes: lignesDeTravail(page),
    };
  },

  async classerDocument({ page }, { message }) {
    await page.goto('/liste-travail');
    // Each document of a message has its line; any of them files the message.
    await envoyerSiPropose(page, page.locator(`[data-message="${message}"]`).getByTestId('classer').first());
    return { dossier: dansAdresse(page, /[?&]dossier=(\d+)/), messages: messages(page) };
  },

  async placerEnListeTravail({ page }, { message }) {
    await page.goto(`/messagerie/message?message=${message}`);
    await envoyerSiPropose(page, page.getByTestId('placer'));
    return { messages: messages(page) };
  },

  async lireDocumentRecu({ page }, { message, unite }) {
    await page.goto(`/liste-travail/document?message=${message}`);
    if (unite !== undefined) {
      await page.getByTestId('unite').selectOption(unite);
      await envoyer(page, page.getByTestId('changer-unite'));
    }
    const champ = (name: string) => page.locator(`main [data-champ=${name}]`).first();
    return {
      patient: champ('patient'),
      titre: champ('titre'),
      auteur: champ('auteur'),
      type: champ('type'),
      feuilleDeStyle: champ('feuilleDeStyle'),
      alertes: signalements(page),
      resultats: liste(page.getByTestId('resultat-bio'), {
        analyse: '[data-champ=analyse]',
        valeur: '[data-champ=valeur]',
        unite: '[data-champ=unite]',
        reference: '[data-champ=reference]',
        interpretation: '[data-champ=interpretation]',
        historique: '[data-champ=historique]',
      }),
    };
  },

  async lireJournalEchanges({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/echanges`);
    return {
      bandeau: bandeau(page),
      lignes: tableau(page.getByTestId('journal'), {
        date: 'Date et heure',
        auteur: 'Auteur',
        action: 'Action',
        detail: 'Détail',
      }),
    };
  },
};
