import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import type { Driver } from '../driver.ts';
import {
  attribut,
  browserDriver,
  dansAdresse,
  definePages,
  findBrowser,
  liste,
  type PageFunctions,
  prepareVideo,
  tableau,
  texte,
  verrouilles,
} from './index.ts';

const executablePath = await findBrowser(processEnvironment());

const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Fiche</title>
<main data-dossier="D-7">
  <h1>Fiche de <b id="nom">DURAND</b> <b id="prenom">Anne</b></h1>
  <p id="utilise">—</p>
  <label>Nom de naissance <input id="n" value="DURAND" readonly></label>
  <label>Prénom <input id="p" value="Anne"></label>
  <label>Prénoms <input id="pp" value="ANNE MARIE" disabled></label>
  <label>Sexe <select id="s"><option>Masculin<option selected>Féminin</select></label>
  <span id="d">26/02/1997</span> <span id="l">63220</span>
  <span id="st">Identité qualifiée</span>
  <span id="m">2 97 02 63 220 778 78</span>
  <span id="cache" style="display:none">1.2.250.1.213.1.4.8</span>
  <label><input type="checkbox" class="attr" checked> Identité douteuse</label>
  <label><input type="checkbox" class="attr"> Identité fictive</label>
  <div class="alerte">Doublon  possible</div>
  <button>Accepter</button>
  <table><thead><tr><th>Date<th>Auteur<th>Champ<th>Avant<th>Après</thead>
  <tr><td>22/11/2026 10:00<td>Dr Témoin<td>Statut<td>Provisoire<td>Qualifiée</tr>
  <tr><td>22/11/2026 10:01<td>Dr Témoin<td>Date de naissance<td>—<td>26/02/1997</tr></table>
</main></html>`;

const traits = {
  nomNaissance: null,
  prenom: null,
  prenoms: null,
  nomUtilise: null,
  prenomUtilise: null,
  telephone: null,
};

const pages = definePages({
  async lireFiche({ page }, { dossier }) {
    await page.goto(`/dossiers/${dossier}`);
    return {
      bandeau: {
        nomNaissance: page.locator('#nom'),
        prenom: page.locator('#prenom'),
        nomUtilise: page.locator('#utilise'),
      },
      traits: {
        ...traits,
        nomNaissance: page.getByLabel('Nom de naissance'),
        prenom: page.getByLabel('Prénom', { exact: true }),
        sexe: page.locator('#s'),
        dateNaissance: page.locator('#d'),
        lieuNaissance: page.locator('#l'),
      },
      statut: texte(page.locator('#st'), { motif: /Identité (.*)/ }),
      attributs: page.locator('.attr'),
      matricule: page.locator('#m'),
      oid: page.locator('#cache'),
      justificatif: page.locator('#absent'),
      verrouilles: verrouilles({
        nomNaissance: page.locator('#n'),
        prenom: page.locator('#p'),
        prenoms: page.locator('#pp'),
        sexe: page.locator('#s'),
        dateNaissance: page.locator('#d'),
        matricule: page.locator('#nulle-part'),
      }),
      alertes: page.locator('.alerte'),
    };
  },
  async lireHistorique({ page }) {
    await page.goto('/');
    return {
      bandeau: { nomNaissance: page.locator('#nom'), prenom: null, nomUtilise: null },
      lignes: tableau(page.locator('table'), {
        date: 'Date',
        auteur: 'Auteur',
        champ: 'Champ',
        ancien: 'Avant',
        nouveau: 'Après',
      }),
    };
  },
  async lireJournalAcces({ page }) {
    await page.goto('/');
    return {
      bandeau: { nomNaissance: null, prenom: null, nomUtilise: null },
      lignes: liste(page.locator('tbody tr'), {
        date: 'td >> nth=0',
        auteur: (row) => row.locator('td').nth(1),
        action: (row) => texte(row.locator('td').nth(2), { codes: { Statut: 'Changement de statut' } }),
        detail: null,
      }),
    };
  },
  async creerIdentite({ page }) {
    await page.goto('/dossiers/D-9');
    return { dossier: dansAdresse(page, /dossiers\/([^/?#]+)/), messages: page.locator('.message') };
  },
  async chercherParTraits({ page, lire }) {
    await page.goto('/');
    const critere = await lire(page.locator('#nom'));
    await page.goto('/autre');
    return {
      critere,
      messages: null,
      resultats: liste(page.locator('main'), {
        dossier: (row) => attribut(row, 'data-dossier'),
        nomNaissance: '#nom',
        prenom: '#prenom',
        dateNaissance: '#d',
        nomUtilise: null,
      }),
    };
  },
  async ouvrirSession({ page }) {
    await page.goto('/');
    return { utilisateur: 'Dr Témoin' };
  },
  async modifierIdentite({ page }) {
    await page.goto('/');
    return { messages: attribut(page.locator('main'), 'data-dossier') };
  },
  async validerIdentite({ page }) {
    await page.goto('/');
    await page.locator('#nulle-part').click();
    return { messages: [] };
  },
  async accepterInsi({ page }) {
    await page.goto('http://127.0.0.1:1/');
    return { messages: [] };
  },
  async lireJournalInsi({ page }) {
    await page.goto('/');
    return { bandeau: { nomNaissance: page.locator('b'), prenom: null, nomUtilise: null }, lignes: null };
  },
});

describe.skipIf(executablePath === null)(
  `browserDriver (${executablePath ?? 'sauté : aucun navigateur trouvé'})`,
  () => {
    let server: Server;
    let folder: string;
    let driver: Driver;

    let video: boolean;

    async function open(functions: PageFunctions, film = false): Promise<Driver> {
      const port = (server.address() as AddressInfo).port;
      const environment = processEnvironment();
      const workFolder = join(await mkdtemp(join(folder, 'travail-')), 'navigateur');
      const adresse = `http://127.0.0.1:${port}`;
      return browserDriver({
        environment,
        adresse,
        pages: functions,
        executablePath: executablePath!,
        delai: 3000,
        video: film,
        ecran: { largeur: 1280, hauteur: 800 },
        workFolder,
      });
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'probant-navigateur-'));
      server = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(html);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      video = await prepareVideo(processEnvironment(), join(folder, 'ffmpeg'));
      driver = await open(pages);
      await driver.openScenario('INS/test.01');
    });

    afterAll(async () => {
      await driver?.closeScenario();
      await driver?.close();
      server?.closeAllConnections();
      server?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('reads the fields that show, in the form of the contract', async () => {
      const { value } = await driver.perform('lireFiche', { dossier: 'D-7' });
      expect(value).toEqual({
        bandeau: { nomNaissance: 'DURAND', prenom: 'Anne', nomUtilise: null },
        traits: {
          ...traits,
          nomNaissance: 'DURAND',
          prenom: 'Anne',
          sexe: 'F',
          dateNaissance: '1997-02-26',
          lieuNaissance: '63220',
        },
        statut: 'QUAL',
        attributs: ['douteuse'],
        matricule: '297026322077878',
        oid: null,
        justificatif: null,
        verrouilles: ['nomNaissance', 'prenoms', 'dateNaissance'],
        alertes: ['Doublon possible'],
      });
    });

    it('has the screen as its source, with capture, accessibility tree and texts as displayed', async () => {
      const answer = await driver.perform('lireFiche', { dossier: 'D-7' });
      expect(answer.source).toBe('ecran');
      expect(answer.attachments.map((attachment) => attachment.name)).toEqual([
        'capture.png',
        'ecran.aria.yaml',
        'affiche.json',
      ]);
      expect(answer.attachments[0]?.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(answer.attachments[1]?.bytes.toString()).toContain('heading "Fiche de DURAND Anne"');
      expect(answer.attachments[2]?.bytes.toString()).toContain('2 97 02 63 220 778 78');
    });

    it('reads a table by the titles of its columns, each value as its field', async () => {
      const { value } = await driver.perform('lireHistorique', { dossier: 'D-7' });
      expect(value.lignes).toEqual([
        { date: '22/11/2026 10:00', auteur: 'Dr Témoin', champ: 'statut', ancien: 'PROV', nouveau: 'QUAL' },
        { date: '22/11/2026 10:01', auteur: 'Dr Témoin', champ: 'dateNaissance', ancien: '', nouveau: '1997-02-26' },
      ]);
    });

    it('reads rows by selector or locator, with the codes that the publisher gives', async () => {
      const { value } = await driver.perform('lireJournalAcces', { dossier: 'D-7' });
      expect(value.lignes[0]).toEqual({
        date: '22/11/2026 10:00',
        auteur: 'Dr Témoin',
        action: 'Changement de statut',
        detail: '',
      });
    });

    it('reads an identifier from the address of the page', async () => {
      const answer = await driver.perform('creerIdentite', { traits: {} });
      expect(answer).toMatchObject({ value: { dossier: 'D-9', messages: [] }, source: 'ecran' });
    });

    it('joins what was read on several screens', async () => {
      const answer = await driver.perform('chercherParTraits', { nomNaissance: 'DURAND' });
      expect(answer).toMatchObject({
        value: { critere: 'DURAND', messages: [], resultats: [{ dossier: 'D-7', dateNaissance: '1997-02-26' }] },
        source: 'ecran',
      });
    });

    it('takes a plain value for the word of the publisher', async () => {
      const answer = await driver.perform('ouvrirSession', { profil: 'ordinaire' });
      expect(answer).toMatchObject({ value: { utilisateur: 'Dr Témoin' }, source: 'adaptateur' });
    });

    it('takes a hidden attribute for the word of the publisher', async () => {
      const answer = await driver.perform('modifierIdentite', { dossier: 'D-7', traits: {} });
      expect(answer.source).toBe('adaptateur');
    });

    it('refuses several elements where one value is expected', async () => {
      await expect(driver.perform('lireJournalInsi', { dossier: 'D-7' })).rejects.toMatchObject({
        code: 'pilote_hors_contrat',
        message: expect.stringContaining('« DURAND », « Anne »'),
      });
    });

    it('names the element that a page function awaited in vain', async () => {
      await expect(driver.perform('validerIdentite', { dossier: 'D-7', justificatif: 'CN' })).rejects.toMatchObject({
        code: 'pilote_en_erreur',
        message: expect.stringContaining('#nulle-part'),
      });
    });

    it('tells a product that does not listen', async () => {
      await expect(driver.perform('accepterInsi', { dossier: 'D-7' })).rejects.toMatchObject({
        code: 'produit_injoignable',
      });
    });

    it('lacks the verbs that have no page function', () => {
      expect([driver.can('lireFiche'), driver.can('appelerInsi')]).toEqual([true, false]);
    });

    it('gives each point the screen as it leaves it, read again or not', async () => {
      // A scenario of its own: the page of a product that did not listen may still be settling.
      await driver.closeScenario();
      await driver.openScenario('INS/test.01');
      await driver.perform('ouvrirSession', { profil: 'ordinaire' });
      const point = { scenario: 'INS/test.01', ordinal: 1 };
      const proofs = await driver.closePoint(point, 'Point');
      expect([proofs.map((proof) => proof.kind), await driver.closePoint(point, 'Point')]).toEqual([
        ['capture_ecran', 'aria'],
        expect.arrayContaining([expect.objectContaining({ kind: 'capture_ecran' })]),
      ]);
    });

    it('films and traces a scenario', async () => {
      const other = await open(pages, video);
      await other.openScenario('INS/test.02');
      await other.perform('ouvrirSession', { profil: 'ordinaire' });
      const proofs = await other.closeScenario();
      await other.close();
      // The EBML header of WebM, and the ZIP one of the trace; without ffmpeg there is a trace alone.
      const starts = proofs.map((proof) => `${proof.kind} ${proof.bytes.subarray(0, 2).toString('hex')}`);
      expect(starts).toEqual(video ? ['video 1a45', 'trace 504b'] : ['trace 504b']);
    });
  },
);
