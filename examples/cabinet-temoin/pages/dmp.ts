// The DMP.
import type { Locator, Page } from 'playwright';
import { attribut, document, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, messages, ouvrir } from './outils.ts';

/** What the screen says: after an action, or at once where the DMP can't be reached. */
function dits(page: Page): Locator {
  return messages(page).or(page.getByTestId('dmp-refus'));
}

function depot(page: Page, id: string): Locator {
  return page.locator(`[data-testid=depot][data-document="${id}"]`);
}

export const dmp: PageFunctions = {
  async consulterDmp({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, page.getByTestId('consulter-dmp'));
    return {
      bandeau: bandeau(page),
      messages: dits(page),
      etat: page.locator('main [data-champ=etat-dmp]'),
      autorisation: page.locator('main [data-champ=autorisation]'),
      documents: liste(page.getByTestId('document-dmp'), {
        repere: (row) => attribut(row, 'data-repere'),
        titre: '[data-champ=titre]',
        auteur: '[data-champ=auteur]',
        date: '[data-champ=date]',
        etat: '[data-champ=etat]',
        visibilite: '[data-champ=visibilite]',
      }),
    };
  },

  async autoriserDmp({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, page.getByTestId('autoriser-dmp'));
    return { messages: dits(page) };
  },

  async deposerDmp({ page }, { dossier, document: id, masquePs, invisiblePatient, invisibleRepresentants }) {
    await page.goto(`/patients/${dossier}/dmp`);
    const form = depot(page, id);
    if ((await form.getByTestId('deposer').count()) > 0) {
      const choices = { masquePs, invisiblePatient, invisibleRepresentants };
      for (const [name, chosen] of Object.entries(choices)) await form.getByTestId(name).setChecked(chosen);
      await envoyer(page, form.getByTestId('deposer'));
    }
    return { messages: dits(page) };
  },

  async supprimerDuDmp({ page }, { dossier, document: id }) {
    await page.goto(`/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, depot(page, id).getByTestId('supprimer-dmp'));
    return { messages: dits(page) };
  },

  async ouvrirDocumentDmp({ page }, { dossier, repere }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    const download = page.waitForEvent('download');
    await page.locator(`[data-testid=document-dmp][data-repere="${repere}"]`).getByTestId('ouvrir-dmp').click();
    return document(await download);
  },

  async ouvrirWebPs({ page }, { dossier, page: wanted }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, page.getByTestId(`web-ps-${wanted}`));
    return { bandeau: bandeau(page), titre: page.locator('main [data-champ=web-ps]'), messages: dits(page) };
  },
};
