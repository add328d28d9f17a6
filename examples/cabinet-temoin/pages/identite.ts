// Identities, INSi, journals.
import type { Locator, Page } from 'playwright';
import {
  attribut,
  dansAdresse,
  document,
  liste,
  type PageFunctions,
  type Place,
  tableau,
  texte,
  verrouilles,
} from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, messages, ouvrir } from './outils.ts';

type Traits = Record<string, string | undefined>;

const verrouillables = [
  'nomNaissance',
  'prenom',
  'prenoms',
  'sexe',
  'dateNaissance',
  'lieuNaissance',
  'matricule',
  'oid',
  'nomUtilise',
  'prenomUtilise',
  'telephone',
];

function champ(page: Page, name: string): Locator {
  return page.locator(`form[data-testid=formulaire-identite] [data-champ=${name}]`);
}

/** Types what can be typed: a locked field stays as it is, as it would under a user's hands. */
async function saisir(page: Page, traits: Traits, lockable = false): Promise<void> {
  for (const [name, value] of Object.entries(traits)) {
    const field = page.locator(`form [data-champ=${name}]`);
    if (value === undefined || (lockable && !(await field.isEditable()))) continue;
    if (name === 'sexe') await field.selectOption(value);
    else await field.fill(value);
  }
}

function trouves(page: Page) {
  const results = liste(page.getByTestId('resultat'), {
    dossier: (row) => attribut(row, 'data-dossier'),
    nomNaissance: '[data-champ=nomNaissance]',
    prenom: '[data-champ=prenom]',
    dateNaissance: '[data-champ=dateNaissance]',
    nomUtilise: '[data-champ=nomUtilise]',
  });
  return { critere: page.getByTestId('critere'), messages: messages(page), resultats: results };
}

/** The history names its fields by their labels; this one has no name in the contract. */
function nomDuChamp(row: Locator): Place {
  return texte(row.locator('[data-champ=champ]'), { codes: { 'matricules historiques': 'historiqueIns' } });
}

/** The screen of the teleservice after a call. */
function retourInsi(page: Page) {
  return {
    bandeau: bandeau(page),
    messages: messages(page).or(page.getByTestId('insi-refus')),
    comparatif: liste(page.getByTestId('ligne-comparatif'), {
      trait: 'th',
      local: '[data-champ=local]',
      insi: '[data-champ=insi]',
      signale: '[data-testid=ecart]',
    }),
    acceptation: page.getByTestId('accepter-insi'),
  };
}

export const identite: PageFunctions = {
  async ouvrirSession({ page }, { profil }) {
    await page.goto('/connexion');
    await page.locator(`input[name=profil][value=${profil}]`).check();
    await envoyer(page, page.getByTestId('connexion'));
    return { utilisateur: page.getByTestId('utilisateur') };
  },

  async creerIdentite({ page }, { traits }) {
    await page.goto('/patients/nouveau');
    await saisir(page, traits);
    await envoyer(page, page.getByTestId('enregistrer'));
    return { dossier: dansAdresse(page, /\/patients\/(\d+)$/), messages: messages(page) };
  },

  async modifierIdentite({ page }, { dossier, traits }) {
    await ouvrir(page, `/patients/${dossier}`);
    await saisir(page, traits, true);
    await envoyer(page, page.getByTestId('enregistrer'));
    return { messages: messages(page) };
  },

  async validerIdentite({ page }, { dossier, justificatif }) {
    await ouvrir(page, `/patients/${dossier}`);
    await page.getByTestId('justificatif').selectOption(justificatif);
    await envoyer(page, page.getByTestId('valider'));
    return { messages: messages(page) };
  },

  async poserAttribut({ page }, { dossier, attribut: name }) {
    await ouvrir(page, `/patients/${dossier}`);
    await envoyerSiPropose(page, page.getByTestId(`poser-${name}`));
    return { messages: messages(page) };
  },

  async retirerAttribut({ page }, { dossier, attribut: name }) {
    await ouvrir(page, `/patients/${dossier}`);
    await envoyerSiPropose(page, page.getByTestId(`retirer-${name}`));
    return { messages: messages(page) };
  },

  async appelerInsi({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/insi`);
    await envoyerSiPropose(page, page.getByTestId('appeler-insi'));
    return retourInsi(page);
  },

  async appelerInsiParCarte({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/insi-carte`);
    await envoyer(page, page.getByTestId('appeler-insi-carte'));
    return retourInsi(page);
  },
  async accepterInsi({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/insi`);
    await envoyerSiPropose(page, page.getByTestId('accepter-insi'));
    return { messages: messages(page) };
  },

  async produireDocument({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/courrier`);
    await envoyer(page, page.getByTestId('produire-courrier'));
    const download = page.waitForEvent('download');
    await page.getByTestId('telecharger').click();
    return document(await download);
  },

  async chercherParMatricule({ page }, { matricule }) {
    await page.goto('/');
    await page.getByTestId('recherche-matricule').fill(matricule);
    await envoyer(page, page.getByTestId('recherche-ins'));
    return trouves(page);
  },

  async chercherParTraits({ page }, { nomNaissance, prenom, dateNaissance }) {
    await page.goto('/');
    await page.getByTestId('recherche-nom').fill(nomNaissance);
    await page.getByTestId('recherche-prenom').fill(prenom ?? '');
    await page.getByTestId('recherche-date').fill(dateNaissance ?? '');
    await envoyer(page, page.getByTestId('recherche-traits'));
    return trouves(page);
  },

  async lireFiche({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}`);
    return {
      bandeau: bandeau(page),
      traits: {
        nomNaissance: champ(page, 'nomNaissance'),
        prenom: champ(page, 'prenom'),
        prenoms: champ(page, 'prenoms'),
        sexe: champ(page, 'sexe'),
        dateNaissance: champ(page, 'dateNaissance'),
        lieuNaissance: champ(page, 'lieuNaissance'),
        nomUtilise: champ(page, 'nomUtilise'),
        prenomUtilise: champ(page, 'prenomUtilise'),
        telephone: champ(page, 'telephone'),
      },
      statut: page.locator('main [data-champ=statut]'),
      attributs: page.locator('[data-bandeau=attribut]'),
      matricule: champ(page, 'matricule'),
      oid: champ(page, 'oid'),
      justificatif: page.locator('main [data-champ=justificatif]'),
      verrouilles: verrouilles(Object.fromEntries(verrouillables.map((name) => [name, champ(page, name)]))),
      alertes: page.getByTestId('alerte'),
    };
  },

  async lireHistorique({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/historique`);
    return {
      bandeau: bandeau(page),
      lignes: tableau(page.getByTestId('journal'), {
        date: 'Date et heure',
        auteur: 'Auteur',
        champ: nomDuChamp,
        ancien: 'Ancienne valeur',
        nouveau: 'Nouvelle valeur',
      }),
    };
  },

  async lireJournalAcces({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/journal-acces`);
    return {
      bandeau: bandeau(page),
      lignes: tableau(page.getByTestId('journal'), {
        date: 'Date et heure',
        auteur: 'Utilisateur',
        action: 'Action',
        detail: 'Détail',
      }),
    };
  },

  async lireJournalInsi({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}/journal-insi`);
    return {
      bandeau: bandeau(page),
      lignes: tableau(page.getByTestId('journal'), {
        date: 'Date et heure',
        auteur: 'Auteur',
        operation: 'Opération et critères',
        codeRetour: 'Code retour',
        erreur: 'Erreur',
        matricule: 'Matricule',
        oid: 'OID',
        historique: 'Historique',
        traits: 'Traits retournés',
      }),
    };
  },
};
