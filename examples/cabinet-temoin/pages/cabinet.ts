// Settings, directory, dashboard, terminologies.
import type { Locator, Page } from 'playwright';
import { attribut, document, liste, type PageFunctions } from 'probant/candidate';
import { bandeau, envoyer, envoyerSiPropose, messages, ouvrir } from './outils.ts';

interface Periode {
  debut: string;
  fin: string;
}

function champ(place: Page | Locator, name: string): Locator {
  return place.locator(`[data-champ=${name}]`);
}

/** Record of a professional, the user's own or a correspondent's. */
function fiche(page: Page) {
  const dans = page.locator('main');
  return {
    nom: champ(dans, 'nom'),
    prenom: champ(dans, 'prenom'),
    rpps: champ(dans, 'rpps'),
    profession: champ(dans, 'profession'),
    mssante: champ(dans, 'mssante'),
    commune: champ(dans, 'commune'),
  };
}

async function chercherProfessionnel(page: Page, nom: string): Promise<void> {
  await page.goto('/annuaire');
  await page.getByTestId('annuaire-nom').fill(nom);
  await envoyer(page, page.getByTestId('annuaire-chercher'));
}

async function saisirPeriode(page: Page, form: 'tableau' | 'essai', { debut, fin }: Periode): Promise<void> {
  await page.getByTestId(`${form}-debut`).fill(debut);
  await page.getByTestId(`${form}-fin`).fill(fin);
}

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

  async enregistrerJustificatif({ page }, { dossier, justificatif }) {
    await ouvrir(page, `/patients/${dossier}`);
    await page.getByTestId('justificatif').selectOption(justificatif);
    await envoyer(page, page.getByTestId('enregistrer-justificatif'));
    return { messages: messages(page) };
  },

  async modifierRappelSynthese({ page }, { dossier, mois }) {
    await page.goto(`/patients/${dossier}/rappels`);
    await page.getByTestId('rappel-mois').fill(mois);
    await envoyer(page, page.getByTestId('modifier-rappel'));
    return { messages: messages(page) };
  },

  async lireAlertesSynthese({ page }, { dossier }) {
    await page.goto(`/patients/${dossier}`);
    return { bandeau: bandeau(page), messages: page.getByTestId('rappel') };
  },

  async chercherNomenclature({ page }, { nomenclature, debut }) {
    await page.goto('/nomenclatures');
    await page.getByTestId('nomenclature').selectOption(nomenclature);
    // The terms are proposed as one types, without any button.
    await page.getByTestId('nomenclature-debut').fill(debut);
    await page.getByTestId('critere').getByText(debut, { exact: true }).waitFor();
    return {
      critere: page.getByTestId('critere'),
      propositions: liste(page.getByTestId('proposition'), {
        code: '[data-champ=code]',
        libelle: '[data-champ=libelle]',
      }),
    };
  },

  async enregistrerVaccin({ page }, { dossier, datamatrix }) {
    await page.goto(`/patients/${dossier}/vaccinations`);
    await page.getByTestId('datamatrix').fill(datamatrix);
    await envoyer(page, page.getByTestId('enregistrer-vaccin'));
    return { messages: messages(page) };
  },

  async lireVaccinations({ page }, { dossier }) {
    await ouvrir(page, `/patients/${dossier}/vaccinations`);
    return {
      bandeau: bandeau(page),
      lignes: liste(page.getByTestId('vaccination'), {
        cip: '[data-champ=cip]',
        lot: '[data-champ=lot]',
        peremption: '[data-champ=peremption]',
      }),
    };
  },

  async chargerAnnuaire({ page }) {
    await page.goto('/annuaire');
    await envoyer(page, page.getByTestId('charger-annuaire'));
    return { messages: messages(page) };
  },

  async lireEtatAnnuaire({ page }) {
    await page.goto('/annuaire');
    return {
      automatique: champ(page, 'automatique'),
      prochain: champ(page, 'prochain'),
      professionnels: champ(page, 'professionnels'),
    };
  },

  async chercherAnnuaire({ page }, { nom }) {
    await chercherProfessionnel(page, nom);
    return {
      critere: page.getByTestId('critere'),
      messages: messages(page),
      resultats: liste(page.getByTestId('resultat'), {
        nom: '[data-champ=nom]',
        prenom: '[data-champ=prenom]',
        rpps: '[data-champ=rpps]',
        profession: '[data-champ=profession]',
        commune: '[data-champ=commune]',
        mssante: '[data-champ=mssante]',
      }),
    };
  },

  async lireUtilisateur({ page }) {
    await page.goto('/utilisateur');
    return fiche(page);
  },

  async ajouterCorrespondant({ page }, { rpps }) {
    await envoyerSiPropose(page, page.getByTestId(`ajouter-${rpps}`));
    return { messages: messages(page) };
  },

  async lireCorrespondant({ page }, { rpps }) {
    await page.goto(`/correspondants?rpps=${rpps}`);
    return fiche(page);
  },

  async genererActivite({ page }, { periode, ...champs }) {
    await page.goto('/tableau-de-bord');
    await saisirPeriode(page, 'essai', periode);
    for (const [name, value] of Object.entries(champs)) await page.getByTestId(`essai-${name}`).fill(value);
    await envoyer(page, page.getByTestId('generer'));
    return { messages: messages(page) };
  },

  async lireTableauDeBord({ page }, { periode, finess, rpps }) {
    await page.goto('/tableau-de-bord');
    await saisirPeriode(page, 'tableau', periode);
    await page.getByTestId('tableau-finess').fill(finess);
    await page.getByTestId('tableau-rpps').fill(rpps);
    await envoyer(page, page.getByTestId('tableau-afficher'));
    return {
      periode: champ(page, 'periode'),
      lignes: liste(page.getByTestId('tableau-ligne'), {
        finess: '[data-champ=finess]',
        rpps: '[data-champ=rpps]',
        documents: '[data-champ=documents]',
        depotsDmp: '[data-champ=depotsDmp]',
        envoisPro: '[data-champ=envoisPro]',
        envoisPatient: '[data-champ=envoisPatient]',
        echecsDmp: '[data-champ=echecsDmp]',
        echecsMss: '[data-champ=echecsMss]',
      }),
    };
  },

  async extraireTableauDeBord({ page }, { periode }) {
    await page.goto('/tableau-de-bord');
    await saisirPeriode(page, 'tableau', periode);
    const download = page.waitForEvent('download');
    await page.getByTestId('tableau-extraire').click();
    return document(await download);
  },
};
