import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerbArgs, VerbName, VerbResult } from '../../candidate/contract/index.ts';
import { type Services, servicesOf, startReference } from '../../candidate/reference/index.ts';
import { canonicalJson, drawPerson, type Exchange, type Finding, type Json } from '../../core/index.ts';
import { ruleById } from '../../rules/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { saisie } from '../support/cabinet-story.ts';

const person = drawPerson({ seed: 'regles-dmp' }, 'DMP/REGLES');
const professional = '899900000017';
let banc: TestBench;
let services: Services;
let insi: Parameters<typeof startReference>[0]['insi'];

beforeAll(async () => {
  banc = await openBench();
  const { env, endpoints, files } = banc.bench;
  const read = (path: string): string => (path === '' ? '' : readFileSync(path, 'utf8'));
  services = servicesOf(env, read);
  insi = {
    url: endpoints.insi,
    ca: read(files.ca),
    cert: read(files.insiAutoCert),
    key: read(files.insiAutoKey),
    delai: 8000,
  };
});
afterAll(() => banc[Symbol.asyncDispose]());

/** What a story does with the product: asks a verb. */
type Ask = <V extends VerbName>(verb: V, args: VerbArgs<V>) => Promise<VerbResult<V>>;
type Inputs = Record<string, Buffer>;
interface File {
  dossier: string;
  document: string;
}

const open = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
const story = async (ask: Ask, { dossier, document }: File): Promise<void> => {
  await ask('consulterDmp', { dossier });
  await ask('autoriserDmp', { dossier });
  await ask('deposerDmp', { dossier, document, ...open });
  const { documents } = await ask('consulterDmp', { dossier });
  const repere = documents[0]?.repere;
  if (repere !== undefined) await ask('ouvrirDocumentDmp', { dossier, repere });
  const { document: next } = await ask('remplacerDocument', { dossier, document, texte: 'Autre texte.' });
  if (next === null) return;
  await ask('validerDocument', { dossier, document: next });
  await ask('deposerDmp', { dossier, document: next, ...open });
  await ask('supprimerDuDmp', { dossier, document: next });
};

/** Plays the story with defects planted, and gives what rules take as inputs. */
async function played(...defects: string[]): Promise<Inputs> {
  const { controls, journal } = banc.bench;
  controls.insi.reset();
  controls.dmp.reset();
  controls.insi.program({ match: { nomNaissance: person.nomNaissance }, answer: { code: '00', identity: person } });
  controls.dmp.declare({ ...person, etat: 'actif', autorisation: 'EXPIRE' });
  const reference = await startReference({ port: 0, insi, services, defects });
  const ask = (async (verb: string, args: unknown) => {
    const body = JSON.stringify(args);
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${reference.url}/adaptateur/${verb}`, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }) as Ask;
  try {
    const file = await validated(ask);
    const from = journal.last;
    await story(ask, file);
    return inputsOf(journal.slice('dmp', { from, to: journal.last }));
  } finally {
    await reference.stop();
  }
}

async function validated(ask: Ask): Promise<File> {
  await ask('ouvrirSession', { profil: 'ordinaire' });
  const { dossier } = await ask('creerIdentite', { traits: saisie(person) });
  if (dossier === null) throw new Error('no dossier');
  await ask('appelerInsi', { dossier });
  await ask('accepterInsi', { dossier });
  await ask('validerIdentite', { dossier, justificatif: 'PA' });
  const { document } = await ask('creerDocument', { dossier, type: 'courrier', titre: 'Lettre', texte: 'Texte.' });
  if (document === null) throw new Error('no document');
  await ask('validerDocument', { dossier, document });
  return { dossier, document };
}

async function inputsOf(exchanges: Exchange[]): Promise<Inputs> {
  const inputs: Inputs = {};
  const slice = exchanges.map((exchange, i) => {
    const { request, response, ...rest } = exchange;
    return {
      ...rest,
      attribution: 'personne',
      ...(request === undefined ? {} : { request: { ...request, input: `requete-${i + 1}` } }),
      ...(response === undefined ? {} : { response: { ...response, input: `reponse-${i + 1}` } }),
    };
  });
  for (const [i, { request, response }] of exchanges.entries()) {
    if (request !== undefined) inputs[`requete-${i + 1}`] = await banc.bench.journal.store.get(request.body.sha256);
    if (response !== undefined) inputs[`reponse-${i + 1}`] = await banc.bench.journal.store.get(response.body.sha256);
  }
  inputs['echanges'] = Buffer.from(canonicalJson({ value: { service: 'dmp', exchanges: slice } } as unknown as Json));
  return inputs;
}

const ins = { matricule: person.matricule + person.cle, oid: person.oid };
const rules: ReadonlyArray<readonly [string, Json]> = [
  ['vihf.presence', {}],
  ['vihf.signature', {}],
  ['vihf.emetteur', {}],
  ['vihf.auteur', { auteur: professional }],
  ['vihf.attributs', {}],
  ['vihf.patient', ins],
  ['vihf.fraicheur', {}],
  ['dmp.enveloppe', {}],
  ['dmp.message', {}],
  ['dmp.mtom', {}],
  ['dmp.patient', ins],
  ['dmp.existence', {}],
  ['dmp.autorisation', {}],
  ['dmp.nombre-depots', { depots: 2 }],
  ['dmp.reponse', {}],
  ['dmp.remplacement', {}],
  ['dmp.suppression', {}],
  ['dmp.consultation', {}],
  ['xds.lot', {}],
  ['xds.fiche', {}],
  ['xds.codes', {}],
  ['xds.confidentialite', { visibilite: [] }],
  ['xds.patient', ins],
  ['xds.empreinte', {}],
  ['xds.coherence-cda', {}],
  ['xds.coherence-vihf', {}],
  ['xds.associations', {}],
  ['tls.version', {}],
  ['tls.suites', { service: 'dmp' }],
  ['tls.certificat-client', {}],
];

async function judged(inputs: Inputs): Promise<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>();
  for (const [id, parameters] of rules) found.set(id, await ruleById(id).check(inputs, parameters));
  return found;
}

async function red(...defects: string[]): Promise<string[]> {
  const found = await judged(await played(...defects));
  return [...found].filter(([, all]) => all.some(({ severity }) => severity === 'bloquant')).map(([id]) => id);
}

describe('Cabinet Témoin in front of the DMP', () => {
  it('has nothing against it on the wire', async () => {
    const found = await judged(await played());
    expect([...found].filter(([, all]) => all.length > 0)).toEqual([]);
  });

  // Those alone that the bench lets through: a refused request would make the rules of what should follow red too.
  it.each([
    ['vihf-autre-professionnel', ['vihf.auteur', 'xds.coherence-vihf']],
    ['dmp-action-fausse', ['dmp.enveloppe']],
    ['dmp-recherche-parentheses', ['dmp.patient', 'dmp.consultation']],
    ['dmp-consultation-sans-autorisation', ['dmp.autorisation', 'dmp.reponse']],
    ['dmp-suppression-archive', ['dmp.reponse', 'dmp.suppression']],
    ['dmp-masque-toujours', ['xds.confidentialite']],
    ['meta-mime-faux', ['xds.fiche']],
    ['meta-titre-different', ['xds.coherence-cda']],
    ['meta-classe-fausse', ['xds.codes']],
    ['meta-lot-autre-auteur', ['xds.coherence-vihf']],
    ['version-rplc-autre-document', ['dmp.remplacement']],
  ])('with %s, the rules %j alone are red', async (defect, expected) => {
    expect(await red(defect)).toEqual(expected);
  });

  it.each([
    ['vihf-non-signe', 'vihf.signature'],
    ['vihf-modifie-apres-signature', 'vihf.signature'],
    ['vihf-autre-signataire', 'vihf.signature'],
    ['vihf-emetteur-faux', 'vihf.emetteur'],
    ['vihf-sans-specialite', 'vihf.attributs'],
    ['vihf-reutilise', 'vihf.fraicheur'],
    ['vihf-autre-patient', 'vihf.patient'],
    ['vihf-absent', 'vihf.presence'],
    ['dmp-sans-mtom', 'dmp.mtom'],
    ['meta-patient-different', 'xds.patient'],
    ['dmp-lot-non-signe', 'dmp.reponse'],
    ['dmp-lot-signe-autre-document', 'dmp.reponse'],
  ])('with %s, refused by the bench, the rule %s is red', async (defect, rule) => {
    expect(await red(defect)).toContain(rule);
  });
});
