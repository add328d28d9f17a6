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

/** The requests to the DMP end by themselves, and the screen shows itself again: their end is waited for. */
async function finies(page: Page): Promise<void> {
  await page.locator('[data-testid=requete-dmp][data-etat="en cours"]').first().waitFor({ state: 'detached' });
}

/** What the screen of the DMP shows. */
function listeDmp(page: Page) {
  return {
    bandeau: bandeau(page),
    messages: dits(page),
    etat: page.locator('main [data-champ=etat-dmp]'),
    autorisation: page.locator('main [data-champ=autorisation]'),
    information: page.locator('main [data-champ=information-dmp]'),
    documents: liste(page.getByTestId('document-dmp'), {
      repere: (row) => attribut(row, 'data-repere'),
      titre: '[data-champ=titre]',
      type: '[data-champ=type]',
      auteur: '[data-champ=auteur]',
      date: '[data-champ=date]',
      etat: '[data-champ=etat]',
      visibilite: '[data-champ=visibilite]',
    }),
  };
}

export const dmp: PageFunctions = {
  async consulterDmp({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, page.getByTestId('consulter-dmp'));
    await finies(page);
    return listeDmp(page);
  },

  async filtrerDmp({ page }, { dossier, type, auteur, depuisMois }) {
    await page.goto(`/patients/${dossier}/dmp`);
    if (type !== undefined) await page.getByTestId('filtre-type').selectOption(type);
    if (auteur !== undefined) await page.getByTestId('filtre-auteur').fill(auteur);
    if (depuisMois !== undefined) await page.getByTestId('filtre-depuisMois').fill(String(depuisMois));
    await envoyerSiPropose(page, page.getByTestId('filtrer-dmp'));
    return listeDmp(page);
  },

  async chercherDmp({ page }, { dossier, ...criteres }) {
    await page.goto(`/patients/${dossier}/dmp`);
    if ((await page.getByTestId('chercher-dmp').count()) > 0) {
      for (const [nom, valeur] of Object.entries(criteres)) {
        await page.getByTestId(`recherche-${nom}`).fill(String(valeur));
      }
      await envoyer(page, page.getByTestId('chercher-dmp'));
      await finies(page);
    }
    return listeDmp(page);
  },

  async enregistrerConsentementDmp({ page }, { dossier, choix }) {
    await page.goto(`/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, page.getByTestId(`choix-${choix}`));
    return { messages: dits(page) };
  },

  async lireConsentementDmp({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/dmp`);
    return {
      bandeau: bandeau(page),
      choix: page.locator('main [data-champ=choix-dmp]'),
      lignes: liste(page.getByTestId('choix-trace'), {
        date: '[data-champ=date]',
        auteur: '[data-champ=auteur]',
        choix: '[data-champ=choix]',
      }),
    };
  },

  async ouvrirDossier({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/accueil`);
    await page.getByTestId('dmp-en-cours').waitFor({ state: 'detached' });
    return {
      bandeau: bandeau(page),
      statut: page.locator('main [data-champ=statut-identite]'),
      etatDmp: page.locator('main [data-champ=etat-dmp]'),
      autorisation: page.locator('main [data-champ=autorisation]'),
      nouveautes: liste(page.getByTestId('nouveaute'), { type: '[data-champ=type]', nombre: '[data-champ=nombre]' }),
      mention: page.locator('main [data-champ=mention]'),
    };
  },

  async integrerDocumentsDmp({ page }, { dossier, reperes }) {
    await page.goto(`/patients/${dossier}/dmp`);
    for (const repere of reperes) {
      await page.locator(`[data-testid=document-dmp][data-repere="${repere}"]`).getByTestId('choisir-dmp').check();
    }
    await envoyerSiPropose(page, page.getByTestId('integrer-dmp'));
    return { messages: dits(page) };
  },

  async lireDocumentsIntegres({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/dmp/integres`);
    return {
      bandeau: bandeau(page),
      documents: liste(page.getByTestId('document-integre'), {
        repere: (row) => attribut(row, 'data-repere'),
        titre: '[data-champ=titre]',
        type: '[data-champ=type]',
        auteur: '[data-champ=auteur]',
        integreLe: '[data-champ=integreLe]',
        conserveJusquau: '[data-champ=conserveJusquau]',
      }),
    };
  },

  async lancerRequeteDmp({ page }, { dossier, requete, document: id }) {
    await page.goto(`/patients/${dossier}/dmp`);
    const button =
      requete === 'depot' ? depot(page, id ?? '').getByTestId('deposer') : page.getByTestId('consulter-dmp');
    await envoyerSiPropose(page, button);
    return { messages: dits(page) };
  },

  async lireRequetesDmp({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/dmp`);
    return {
      bandeau: bandeau(page),
      requetes: liste(page.getByTestId('requete-dmp'), { objet: '[data-champ=objet]', etat: '[data-champ=etat]' }),
    };
  },

  async attendreRequetesDmp({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/dmp`);
    await finies(page);
    return { messages: dits(page) };
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
      await finies(page);
    }
    return { messages: dits(page) };
  },

  async supprimerDuDmp({ page }, { dossier, document: id }) {
    await page.goto(`/patients/${dossier}/dmp`);
    await envoyerSiPropose(page, depot(page, id).getByTestId('supprimer-dmp'));
    await finies(page);
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
