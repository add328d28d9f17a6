// Settings, directory, dashboard, terminologies.
import { attribut, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, messages, ouvrir } from './outils.ts';

export const cabinet: PageFunctions = {
  async regler({ page }, { reglage, valeur }) {
    await ouvrir(page, '/reglages');
    await page.getByTestId(`reglage-${reglage}`).fill(valeur);
    await envoyer(page, page.getByTestId(`enregistrer-${reglage}`));
    return { messages: messages(page) };
  },

  async lireReglage({ page }, { reglage }) {
    await page.goto('/reglages');
    return { valeur: page.getByTestId(`reglage-${reglage}`) };
  },

  async lireBandeau({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}`);
    return {
      bandeau: bandeau(page),
      champs: liste(
        page.locator('[data-testid=bandeau] [data-bandeau]:not([data-bandeau=statut], [data-bandeau=attribut])'),
        {
          champ: (row) => attribut(row, 'data-bandeau'),
          valeur: (row) => row,
        },
      ),
    };
  },
};
