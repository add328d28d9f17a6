// Documents of the file.
import type { Locator, Page } from 'playwright';
import { attribut, dansAdresse, document, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, messages, ouvrir } from './outils.ts';

function ligne(page: Page, id: string): Locator {
  return page.locator(`[data-testid=document][data-document="${id}"]`);
}

function enregistre(page: Page) {
  return { document: dansAdresse(page, /[?&]document=([^&]+)$/), messages: messages(page) };
}

export const documents: PageFunctions = {
  async creerDocument({ page }, { dossier, type, titre, texte }) {
    await page.goto(`/patients/${dossier}/documents`);
    await page.getByTestId('document-type').selectOption(type);
    await page.getByTestId('document-titre').fill(titre);
    await page.getByTestId('document-texte').fill(texte);
    await envoyer(page, page.getByTestId('enregistrer-document'));
    return enregistre(page);
  },

  async designerDestinataires({ page }, { dossier, document: id, destinataires }) {
    await page.goto(`/patients/${dossier}/documents/destinataires?document=${id}`);
    for (const [row, one] of destinataires.entries()) {
      for (const field of ['nom', 'prenom', 'rpps', 'mssante'] as const) {
        await page.getByTestId(`destinataire-${row}-${field}`).fill(one[field]);
      }
    }
    await envoyer(page, page.getByTestId('enregistrer-destinataires'));
    return { messages: messages(page) };
  },

  async validerDocument({ page }, { dossier, document: id }) {
    await ouvrir(page, `/patients/${dossier}/documents`);
    await envoyerSiPropose(page, ligne(page, id).getByTestId('valider'));
    return { messages: messages(page) };
  },

  async remplacerDocument({ page }, { dossier, document: id, texte }) {
    await page.goto(`/patients/${dossier}/documents/version?document=${id}`);
    await page.getByTestId('document-texte').fill(texte);
    await envoyer(page, page.getByTestId('enregistrer-version'));
    return enregistre(page);
  },

  async supprimerDocument({ page }, { dossier, document: id }) {
    await ouvrir(page, `/patients/${dossier}/documents`);
    await envoyerSiPropose(page, ligne(page, id).getByTestId('supprimer'));
    return { messages: messages(page) };
  },

  async exporterDocument({ page }, { dossier, document: id, forme }) {
    await page.goto(`/patients/${dossier}/documents`);
    // A document that was received has one file, as it came.
    const link = ligne(page, id).getByTestId(`fichier-${forme}`).or(ligne(page, id).getByTestId('fichier-recu'));
    const download = page.waitForEvent('download');
    await link.click();
    return document(await download);
  },

  async lireDocuments({ page }, { dossier, tri }) {
    await page.goto(`/patients/${dossier}/documents`);
    if (tri !== undefined && (await page.getByTestId(`trier-${tri}`).count()) > 0) {
      await envoyer(page, page.getByTestId(`trier-${tri}`));
    }
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('document'), {
        document: (row) => attribut(row, 'data-document'),
        titre: '[data-champ=titre]',
        type: '[data-champ=type]',
        version: '[data-champ=version]',
        etat: '[data-champ=etat]',
        date: '[data-champ=date]',
        origine: '[data-champ=origine]',
        partages: '[data-champ=partages]',
      }),
    };
  },
};
