// Reports of imaging and of biology.
import type { Locator, Page } from 'playwright';
import { dansAdresse, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, messages, ouvrir } from './outils.ts';

async function remplir(
  place: Page | Locator,
  row: string,
  fields: Record<string, string | boolean | null>,
): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = place.getByTestId(`${row}-${name}`);
    if (typeof value === 'boolean') await field.setChecked(value);
    else await field.fill(value ?? '');
  }
}

function carte(page: Page, id: string): Locator {
  return page.locator(`[data-testid=compte-rendu][data-document="${id}"]`);
}

function enregistre(page: Page) {
  return { document: dansAdresse(page, /[?&]document=([^&]+)$/), messages: messages(page) };
}

export const comptesRendus: PageFunctions = {
  async redigerCompteRendu({ page }, { dossier, type, titre, texte, demandeur, destinataires, resultats, partiel }) {
    await page.goto(`/patients/${dossier}/comptes-rendus`);
    const form = page.locator(`[data-testid^=nouveau-${type === 'compte_rendu' ? 'cr' : type}]`);
    await form.getByTestId('cr-titre').fill(titre);
    await form.getByTestId('cr-texte').fill(texte);
    await remplir(form, 'demandeur', demandeur);
    for (const [rank, one] of destinataires.entries()) await remplir(form, `destinataire-${rank + 1}`, one);
    for (const [rank, one] of resultats.entries()) await remplir(form, `resultat-${rank + 1}`, one);
    if (partiel) await form.getByTestId('partiel').setChecked(true);
    await envoyer(page, form.getByTestId('enregistrer-cr'));
    return enregistre(page);
  },

  async completerCompteRendu({ page }, { dossier, document, texte, resultats, partiel }) {
    await page.goto(`/patients/${dossier}/comptes-rendus/complet?document=${document}`);
    await page.getByTestId('cr-texte').fill(texte);
    for (const [rank, one] of resultats.entries()) await remplir(page, `resultat-${rank + 1}`, one);
    await page.getByTestId('partiel').setChecked(partiel);
    await envoyer(page, page.getByTestId('enregistrer-cr'));
    return enregistre(page);
  },

  async reglerDiffusion({ page }, { dossier, document, ...choices }) {
    await ouvrir(page, `/patients/${dossier}/comptes-rendus`);
    const place = carte(page, document);
    for (const [name, chosen] of Object.entries(choices)) await place.getByTestId(name).setChecked(chosen);
    await envoyer(page, place.getByTestId('regler-diffusion'));
    return { messages: messages(page) };
  },

  async lireCompteRendu({ page }, { dossier, document, forme }) {
    await page.goto(`/patients/${dossier}/comptes-rendus`);
    await carte(page, document).getByTestId(`voir-${forme}`).click();
    const main = page.locator('main');
    await main.locator('[data-champ=forme]').waitFor();
    return {
      bandeau: bandeau(page),
      titre: main.locator('[data-champ=titre]'),
      forme: main.locator('[data-champ=forme]'),
      feuilleDeStyle: main.locator('[data-champ=feuille]'),
      destinataires: page.getByTestId('cr-destinataire'),
      mentions: page.getByTestId('cr-mention'),
      resultats: liste(page.getByTestId('cr-resultat'), {
        analyse: '[data-champ=analyse]',
        valeur: '[data-champ=valeur]',
        unite: '[data-champ=unite]',
      }),
    };
  },

  async prevenirDestinataires({ page }, { dossier, document }) {
    await page.goto(`/patients/${dossier}/comptes-rendus`);
    await envoyerSiPropose(page, carte(page, document).getByTestId('prevenir'));
    return { messages: messages(page) };
  },
};
