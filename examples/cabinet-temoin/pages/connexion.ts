// Sign-in: Pro Santé Connect, local accounts, what the national services were told of the user.
import type { Page } from 'playwright';
import { dansAdresse, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, messages, ouvrir } from './outils.ts';

interface Presence {
  professionnel: string;
  moyen: 'e-CPS' | 'CPS';
}

/** On the page of Pro Santé Connect, which is not shown to who is still signed in there. */
async function sAuthentifier(page: Page, { professionnel, moyen }: Presence): Promise<void> {
  const bouton = page.locator(`button[name=persona][value="${professionnel}"]`);
  if ((await bouton.count()) === 0) return;
  await page.locator(`input[name=moyen][value="${moyen}"]`).check();
  await envoyer(page, bouton);
}

/** The product opens Pro Santé Connect in the user's own browser, which is not the one where its screens are. */
async function ailleurs(page: Page, presence: Presence): Promise<void> {
  await envoyer(page, page.getByTestId('psc-externe'));
  const adresse = await page.getByTestId('adresse-externe').getAttribute('href');
  const navigateur = await page.context().browser()?.newContext({ ignoreHTTPSErrors: true });
  const autre = await navigateur?.newPage();
  if (autre === undefined || adresse === null) return;
  await autre.goto(adresse);
  await sAuthentifier(autre, presence);
  await navigateur?.close();
}

/** The screen that awaits Pro Santé Connect asks again by itself. */
async function attendre(page: Page): Promise<void> {
  await page.getByTestId('attente').waitFor({ state: 'detached' });
}

export const connexion: PageFunctions = {
  async creerCompte({ page }, { nom, prenom, rpps }) {
    await page.goto('/comptes');
    await page.getByTestId('compte-nom').fill(nom);
    await page.getByTestId('compte-prenom').fill(prenom);
    await page.getByTestId('compte-rpps').fill(rpps);
    await envoyer(page, page.getByTestId('creer-compte'));
    return { compte: dansAdresse(page, /compte=(\w+)/), messages: messages(page) };
  },

  async lireEcranConnexion({ page, lire }) {
    await page.goto('/connexion');
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    const moyens = await lire(page.locator('[data-moyen]'));
    await envoyer(page, page.getByTestId('conditions'));
    return { moyens, conditions: page.getByTestId('conditions-texte') };
  },

  async connecterParPsc({ page }, { navigateur, ...presence }) {
    await page.goto('/connexion');
    if (navigateur === 'externe') {
      await page.locator('summary').click();
      await ailleurs(page, presence);
      await attendre(page);
    } else {
      await envoyer(page, page.getByTestId('psc'));
      await sAuthentifier(page, presence);
    }
    return { messages: messages(page) };
  },

  async demanderConnexionPsc({ page }, { professionnel, moyen }) {
    await page.goto('/connexion');
    await page.locator('summary').click();
    await page.getByTestId('ciba-identifiant').fill(professionnel);
    await page.getByTestId('ciba-moyen').selectOption(moyen);
    await envoyer(page, page.getByTestId('psc-ciba'));
    return { message: page.getByTestId('attente').or(messages(page)) };
  },

  async connecterParCompte({ page }, { compte }) {
    await page.goto('/connexion');
    await page.locator(`input[name=profil][value=${compte}]`).check();
    await envoyer(page, page.getByTestId('connexion'));
    return { messages: messages(page) };
  },

  async fermerSession({ page }) {
    await envoyer(page, page.getByTestId('deconnexion'));
    // The browser goes by Pro Santé Connect, and comes back.
    await page.waitForURL((url) => url.pathname === '/connexion' || url.pathname === '/connexion/sortie');
    return { messages: messages(page) };
  },

  async lireSession({ page, lire }) {
    await attendre(page);
    const erreur = await lire(page.locator('[role=alert]').getByTestId('message'));
    await page.goto('/');
    return {
      utilisateur: page.getByTestId('utilisateur'),
      compte: page.getByTestId('session-compte'),
      identifiant: page.getByTestId('session-identifiant'),
      moyen: page.getByTestId('session-moyen'),
      erreur,
    };
  },

  async lireTracesAppels({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/appels`);
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('trace'), {
        date: '[data-champ=date]',
        service: '[data-champ=service]',
        operation: '[data-champ=operation]',
        utilisateur: '[data-champ=utilisateur]',
        authentification: '[data-champ=authentification]',
        identifiant: '[data-champ=identifiant]',
      }),
    };
  },
};
