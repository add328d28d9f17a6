import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPerson, type JsonObject, processEnvironment, type TestPerson } from '../../core/index.ts';
import { conversationText } from '../../mocks/control/conversation.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import { checkFiles } from '../../runs/check/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { openCabinet, type TestCabinet } from '../support/cabinet.ts';
import { cardAssertion, cardHolder, vitaleAssertion } from '../support/insi-assertion.ts';
import { cardRequest } from '../support/insi-request.ts';

// What the rules of the identity and of INSi find of Cabinet Témoin as it is, and with a mistake of its own.
let banc: TestBench;
let folder: string;
beforeAll(async () => {
  [banc, folder] = await Promise.all([openBench(), mkdtemp(join(tmpdir(), 'probant-ins-'))]);
});
afterAll(async () => {
  await banc[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** `rule code` of what is found in a file, with the parameters of one rule. */
async function found(
  content: string | AsyncIterable<string>,
  parameters: Record<string, JsonObject> = {},
  authorities: Buffer | null = null,
): Promise<string[]> {
  const path = join(folder, 'fichier');
  await writeFile(path, content);
  const [report] = await Array.fromAsync(
    checkFiles(processEnvironment(), [path], { parameters, authorities, packs: [] }),
  );
  expect(report?.error).toBeUndefined();
  return (report?.findings ?? []).map(({ rule, code }) => `${rule} ${code}`);
}

let drawn = 0;
function draw(): TestPerson {
  drawn += 1;
  return drawPerson({ seed: 'ins-rules' }, 'INS/va1.54.01', drawn);
}

/** Creates the file of a person. */
async function created({ ask }: TestCabinet, person: TestPerson): Promise<string> {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise } = person;
  const traits = { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise };
  const { dossier } = await ask('creerIdentite', { traits });
  return dossier ?? '';
}

describe('the identity that a product shows', () => {
  /** The file of a person whom INSi knows, once recovered, then marked. */
  async function fiche(defects: string[], mark?: 'douteuse' | 'fictive'): Promise<string> {
    await using cabinet = await openCabinet(banc, { defects });
    const person = draw();
    banc.bench.controls.insi.program({
      match: { nomNaissance: person.nomNaissance },
      answer: { code: '00', identity: person },
    });
    const dossier = await created(cabinet, person);
    await cabinet.ask('appelerInsi', { dossier });
    await cabinet.ask('accepterInsi', { dossier });
    if (mark !== undefined) await cabinet.ask('poserAttribut', { dossier, attribut: mark });
    return JSON.stringify(await cabinet.ask('lireFiche', { dossier }));
  }

  it.each([undefined, 'douteuse', 'fictive'] as const)('has nothing wrong, marked %s', async (mark) => {
    expect(await found(await fiche([], mark))).toEqual([]);
  });

  it.each([
    ['acceptation-sans-oid', 'identite.numero oid-absent', undefined],
    ['douteuse-garde-statut', 'identite.statut attribut-hors-provisoire', 'douteuse'],
    ['fictive-garde-matricule', 'identite.statut matricule-conserve', 'fictive'],
  ] as const)('with %s is refused: %s', async (defect, finding, mark) => {
    expect(await found(await fiche([defect], mark))).toContain(finding);
  });

  it('with the sex in another form is refused by its traits', async () => {
    const text = await fiche([]);
    expect(await found(text.replace(/"sexe":"[FM]"/, '"sexe":"2"'))).toEqual(['identite.traits forme-sexe']);
  });
});

describe('a search that finds several persons', () => {
  /** What was said to INSi of a person of two first names, kept, and what the product had to add. */
  async function searched(defects: string[]): Promise<string[]> {
    const { journal, controls } = banc.bench;
    await using cabinet = await openCabinet(banc, { defects });
    const person = draw();
    controls.insi.program({ match: { nomNaissance: person.nomNaissance }, answer: { code: '02' } });
    const from = journal.last;
    await cabinet.ask('appelerInsi', { dossier: await created(cabinet, person) });
    const exchanges = journal.slice('insi', { from, to: journal.last });
    const text = conversationText(journal.store, { service: 'insi', person: [] }, Readable.from(exchanges));
    const { prenoms, lieuNaissance } = person;
    return found(text, { 'insi.relance': { prenoms, lieuNaissance } });
  }

  it('is made again with every first name, then with the place', async () => {
    expect(await searched([])).toEqual([]);
  });

  it.each(['plusieurs-sans-relance', 'plusieurs-relance-sans-lieu'])('with %s is warned of', async (defect) => {
    expect(await searched([defect])).toEqual(['insi.relance relance-apres-02']);
  });
});

describe('a search that a card of IGC-Santé signs', () => {
  // The builder of these requests is none of the rules' own; it leaves the context of the software out.
  const own = /^insi\.(?:assertion|signature|corps-vitale|enveloppe|corps) /;
  let pki: TestPki;
  let card: { cert: string; key: string };
  beforeAll(async () => {
    pki = await TestPki.create();
    card = (await pki.card(cardHolder)).signature;
  });

  async function judged(security: string, authority = pki): Promise<string[]> {
    const now = new Date().toISOString();
    const text = cardRequest({ security }).replaceAll('2026-01-15T09:39:02.004Z', now);
    const emetteur = `${now}</c:Temps><c:Emetteur>${cardHolder.id}</c:Emetteur>`;
    const all = await found(
      text.replaceAll(`${now}</c:Temps>`, emetteur),
      {},
      Buffer.from(await authority.personsChain()),
    );
    return all.filter((one) => own.test(one) || one.startsWith('insi.emetteur'));
  }

  it('has nothing wrong', async () => {
    expect(await judged(cardAssertion(card) + vitaleAssertion())).toEqual([]);
  });

  it.each([
    ['by a card of another authority', () => cardAssertion(card) + vitaleAssertion(), ['insi.signature chaine']],
    [
      'for another holder',
      () => cardAssertion(card, { nameId: '899900000017' }),
      ['insi.assertion assertion-vitale', 'insi.signature porteur', 'insi.emetteur emetteur'],
    ],
    [
      'an hour and a minute before',
      () => cardAssertion(card, { issueInstant: new Date(Date.now() - 3_660_000).toISOString() }) + vitaleAssertion(),
      ['insi.assertion assertion-perimee'],
    ],
    ['without the Vitale card', () => cardAssertion(card), ['insi.assertion assertion-vitale']],
  ])('%s is refused', async (name, security, expected) => {
    const authority = name.startsWith('by a card of another') ? await TestPki.create() : pki;
    expect(new Set(await judged(security(), authority))).toEqual(new Set(expected));
  });
});
