import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDriver,
  type Driver,
  type DriverAnswer,
  findBrowser,
  type VerbArgs,
  type VerbName,
  verbs,
} from '../../candidate/index.ts';
import { drawPerson, processEnvironment, publishedIdentities } from '../../core/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { openCabinet, type TestCabinet } from '../support/cabinet.ts';

const executablePath = await findBrowser(processEnvironment());
const pages = fileURLToPath(new URL('../../examples/cabinet-temoin/pages.ts', import.meta.url));
const person = drawPerson({ seed: 'pilotes' }, 'INS/va1.28.01');
const former = publishedIdentities.ECETINSI;

type Step = { [V in VerbName]: [verb: V, args: VerbArgs<V>] }[VerbName];

function traitsOf(from: typeof person | typeof former) {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance } = from;
  return { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance };
}

const returned = {
  nomNaissance: 'DUPONT-ÉCART',
  prenom: 'ALIX',
  sexe: 'F',
  dateNaissance: '1980-01-02',
  lieuNaissance: '63113',
} as const;

/** A practice's morning: each verb at least once, each status, refusals, a fault, former matricules. */
const story: Step[] = [
  ['ouvrirSession', { profil: 'ordinaire' }],
  ['creerIdentite', { traits: { nomNaissance: person.nomNaissance, telephone: '0102030405' } }],
  ['creerIdentite', { traits: { ...traitsOf(person), nomUtilise: 'D’USAGE', telephone: '0102030405' } }],
  ['lireFiche', { dossier: '1' }],
  ['modifierIdentite', { dossier: '1', traits: { telephone: '0605040302', prenomUtilise: 'Zoé' } }],
  ['appelerInsi', { dossier: '1' }],
  ['accepterInsi', { dossier: '1' }],
  ['lireFiche', { dossier: '1' }],
  ['validerIdentite', { dossier: '1', justificatif: 'PA' }],
  ['lireFiche', { dossier: '1' }],
  ['produireDocument', { dossier: '1' }],
  ['lireHistorique', { dossier: '1' }],
  ['lireJournalInsi', { dossier: '1' }],
  ['chercherParTraits', { nomNaissance: person.nomNaissance, dateNaissance: person.dateNaissance }],
  ['chercherParTraits', { nomNaissance: 'PERSONNE' }],
  ['chercherParMatricule', { matricule: `${person.matricule}${person.cle}` }],
  ['chercherParMatricule', { matricule: person.matricule }],
  ['ouvrirSession', { profil: 'superutilisateur' }],
  ['lireFiche', { dossier: '1' }],
  ['modifierIdentite', { dossier: '1', traits: { dateNaissance: '1999-09-09', sexe: 'F' } }],
  ['poserAttribut', { dossier: '1', attribut: 'douteuse' }],
  ['lireFiche', { dossier: '1' }],
  ['appelerInsi', { dossier: '1' }],
  ['retirerAttribut', { dossier: '1', attribut: 'douteuse' }],
  ['lireHistorique', { dossier: '1' }],
  ['ouvrirSession', { profil: 'sans_insi' }],
  ['appelerInsi', { dossier: '1' }],
  ['ouvrirSession', { profil: 'ordinaire' }],
  ['creerIdentite', { traits: traitsOf(former) }],
  ['appelerInsi', { dossier: '2' }],
  ['accepterInsi', { dossier: '2' }],
  ['lireHistorique', { dossier: '2' }],
  ['lireJournalInsi', { dossier: '2' }],
  [
    'creerIdentite',
    {
      traits: { nomNaissance: 'PANNE', prenom: 'ALIX', sexe: 'F', dateNaissance: '1980-01-02', lieuNaissance: '63113' },
    },
  ],
  ['appelerInsi', { dossier: '3' }],
  ['lireJournalInsi', { dossier: '3' }],
  ['creerIdentite', { traits: returned }],
  ['appelerInsi', { dossier: '4' }],
];

// The story numbers the files in the order of their creation; each product has its own identifiers.
function withDossier(args: object, created: string[]): object {
  return 'dossier' in args ? { ...args, dossier: created[Number(args.dossier) - 1] } : args;
}

// Two instances live at two moments, and a list of names has no order.
function comparable(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'date') return 'date';
    return key === 'verrouilles' ? [...(inner as string[])].sort() : inner;
  });
  return JSON.parse(text);
}

describe('the story', () => {
  it('has the first verbs of the contract, those of identities and INSi, but the access journal and the document', () => {
    const played = new Set<string>(story.map(([verb]) => verb));
    const identities = Object.keys(verbs).slice(0, Object.keys(verbs).indexOf('creerDocument'));
    expect(identities.filter((verb) => !played.has(verb))).toEqual([
      'enregistrerJustificatif',
      // Not of the lane of the story.
      'appelerInsiParCarte',
      'lireJournalAcces',
    ]);
  });
});

const title = executablePath === null ? 'browser and adapter (skipped: no browser found)' : 'browser and adapter';
describe.skipIf(executablePath === null)(title, () => {
  let folder: string;
  let banc: TestBench;
  let seen: TestCabinet;
  let told: TestCabinet;
  let browser: Driver;
  let adapter: Driver;
  const created: string[] = [];
  const answers: Array<{ step: Step; ecran: DriverAnswer; adaptateur: DriverAnswer }> = [];

  function driverOf(pilote: 'browser' | 'http', url: string): Promise<Driver> {
    const candidat = {
      pilote,
      adresse: url,
      adaptateur: `${url}/adaptateur`,
      pages,
      verbes: {},
      ecran: { largeur: 1280, hauteur: 800 },
      paralleles: 1,
      delai: 5_000,
      video: false,
    };
    return createDriver({ environment: processEnvironment(), plan: { candidat }, workFolder: folder });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probant-pilotes-'));
    banc = await openBench();
    banc.bench.controls.insi.program({
      match: { nomNaissance: person.nomNaissance },
      answer: { code: '00', identity: person },
    });
    banc.bench.controls.insi.program({ match: { nomNaissance: 'PANNE' }, answer: { fault: 'desir_550' } });
    banc.bench.controls.insi.program({
      match: { nomNaissance: 'DUPONT-ECART' },
      answer: {
        code: '00',
        identity: { ...person, ...returned, nomNaissance: 'DUPONT-ECART', prenoms: 'ALIX JO', lieuNaissance: '75056' },
      },
    });
    seen = await openCabinet(banc);
    told = await openCabinet(banc);
    browser = await driverOf('browser', seen.url);
    adapter = await driverOf('http', told.url);
    await browser.openScenario('INS/va1.28.01');
    for (const step of story) {
      const [verb, args] = step as [VerbName, never];
      const asked = withDossier(args, created) as never;
      const ecran = await browser.perform(verb, asked);
      answers.push({ step, ecran, adaptateur: await adapter.perform(verb, asked) });
      if ('dossier' in ecran.value && ecran.value.dossier !== null) created.push(ecran.value.dossier);
    }
  }, 60_000);

  afterAll(async () => {
    await browser?.closeScenario();
    await browser?.close();
    await adapter?.close();
    await seen?.[Symbol.asyncDispose]();
    await told?.[Symbol.asyncDispose]();
    await banc?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(story.map((step, index) => [index, ...step] as const))(
    '%i. %s %j: the screen says what the adapter says',
    (...[index]) => {
      const { ecran, adaptateur } = answers[index]!;
      expect(comparable(ecran.value)).toEqual(comparable(adaptateur.value));
    },
  );

  it('reads every answer from the screen by itself', () => {
    expect(answers.filter(({ ecran }) => ecran.source !== 'ecran').map(({ step }) => step[0])).toEqual([]);
  });

  it('reads the access journal that the adapter gives', async () => {
    const [dossier = ''] = created;
    const { value } = await browser.perform('lireJournalAcces', { dossier });
    expect(value).toEqual(await seen.ask('lireJournalAcces', { dossier }));
  });
});
