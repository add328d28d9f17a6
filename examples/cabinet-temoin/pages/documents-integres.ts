// Documents that came from outside: how they show, and what the DMP has of them.
import { dansAdresse, type PageFunctions } from 'probant/candidate';
import { bandeau, messages, ouvrir } from './outils.ts';

export const documentsIntegres: PageFunctions = {
  async lireDocumentIntegre({ page }, { dossier, document }) {
    await page.goto(`/patients/${dossier}/documents`);
    await page.locator(`[data-testid=document][data-document="${document}"]`).getByTestId('voir').click();
    await page.locator('main [data-champ=origine]').waitFor();
    const champ = (name: string) => page.locator(`main [data-champ=${name}]`).first();
    return {
      bandeau: bandeau(page),
      titre: champ('titre'),
      patient: champ('patient'),
      auteur: champ('auteur'),
      type: champ('type'),
      date: champ('date'),
      feuilleDeStyle: champ('feuilleDeStyle'),
      corps: page.frameLocator('[data-testid=rendu]').locator('body'),
      fichier: champ('fichier'),
    };
  },

  async demanderDocumentDmp({ page }, { dossier, repere }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    const seen = page.locator(`[data-testid=document-dmp][data-repere="${repere}"]`).getByTestId('voir-dmp');
    // A document that the file has not is handed over by the DMP: the screen stays.
    await seen.click();
    await page.waitForLoadState();
    return { document: dansAdresse(page, /[?&]document=([^&]+)$/), messages: messages(page) };
  },

  async lirePreremplissage({ page }, { dossier, type }) {
    await page.goto(`/patients/${dossier}/documents/nouveau?type=${type}`);
    return { bandeau: bandeau(page), texte: page.getByTestId('preremplissage') };
  },
};
