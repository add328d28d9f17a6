import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VerbArgs, VerbName, VerbResult } from '../../candidate/contract/index.ts';
import { type RunningReference, servicesOf, startReference } from '../../candidate/reference/index.ts';
import { drawCorrespondent, drawPerson } from '../../core/index.ts';
import { correspondentMail, type Hostility, hostileMail, productMailboxes } from '../../mocks/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { post } from '../support/cabinet.ts';

let banc: TestBench;
let product: RunningReference;

beforeAll(async () => {
  banc = await openBench();
  const { bench } = banc;
  const read = (path: string): string => readFileSync(path, 'utf8');
  const { ca, insiAutoCert, insiAutoKey } = bench.files;
  product = await startReference({
    port: 0,
    insi: { url: bench.endpoints.insi, ca: read(ca), cert: read(insiAutoCert), key: read(insiAutoKey) },
    services: servicesOf(bench.env, read),
    defects: [],
  });
  await ask('ouvrirSession', { profil: 'ordinaire' });
});

afterAll(async () => {
  await product.stop();
  await banc[Symbol.asyncDispose]();
});

const draw = { seed: 'hostile' };
const from = drawCorrespondent(draw, 'MSS/va1.25.01');
const patient = drawPerson(draw, 'MSS/va1.25.01');
const head = { from, to: productMailboxes.per, date: '2026-03-02T09:15:00Z' };

async function ask<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<VerbResult<V>> {
  const answer = await post(`${product.url}/adaptateur/${verb}`, args);
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as VerbResult<V>;
}

/** The mail is delivered and fetched; gives what the product shows of it. */
async function received(libelle: string, raw: Buffer): Promise<VerbResult<'lireDocumentRecu'>> {
  banc.bench.controls.mss.deliver(productMailboxes.per, raw);
  await ask('releverMessagerie', { bal: 'PER' });
  const { lignes } = await ask('lireMessagerie', {});
  const { message = '' } = lignes.find(({ objet }) => objet.includes(libelle)) ?? {};
  return ask('lireDocumentRecu', { message });
}

test.each<[Hostility, RegExp]>([
  ['bombe', /30 Mo/],
  ['traversee', /Archive refusée/],
  ['tronquee', /Archive refusée/],
  ['entites', /Archive refusée/],
])('a hostile archive (%s) is shown and refused, and the next mail is read', async (hostility, refusal) => {
  const bad = await received(hostility, await hostileMail(hostility, { ...head, libelle: hostility }));
  const libelle = `Après ${hostility}`;
  const document = { titre: 'Courrier', cle: hostility, date: head.date, texte: 'Cher confrère.' };
  const good = await received(
    libelle,
    await correspondentMail({ ...head, libelle, texte: 'Bonjour.', patient, documents: [document] }),
  );
  expect([bad.alertes.join(' '), good.titre]).toEqual([expect.stringMatching(refusal), 'Courrier']);
});
