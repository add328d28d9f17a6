import { readFileSync } from 'node:fs';
import type { VerbArgs, VerbName, VerbResult } from '../../candidate/contract/index.ts';
import { servicesOf, startReference } from '../../candidate/reference/index.ts';
import { type Exchange, patientAddress, type TestPerson } from '../../core/index.ts';
import type { BenchOptions } from '../../mocks/index.ts';
import { openBench, type TestBench } from './bench.ts';

/** Cabinet Témoin in front of every mocked service, a patient with a qualified identity and a valid letter in his file. */
export interface Practice extends AsyncDisposable {
  banc: TestBench;
  /** Asks a verb; fails on any status but 200. */
  ask<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<VerbResult<V>>;
  dossier: string;
  document: string;
  /** Exchanges of a service so far. */
  exchanges(service: string): Exchange[];
}

/** The letter of {@link openPractice}. */
export const letter = { titre: 'Lettre de liaison', texte: 'Cher confrère, le patient va bien.' } as const;

/** A correspondent whose mailbox {@link openPractice} declares. */
export const correspondent = 'bea.essai@test.mssante.fr';

/** Opens them; the DMP and the mailbox of the patient are open too. */
export async function openPractice(person: TestPerson, overrides: Partial<BenchOptions> = {}): Promise<Practice> {
  const banc = await openBench(overrides);
  const { env, endpoints, files, controls, journal } = banc.bench;
  controls.insi.program({ match: { nomNaissance: person.nomNaissance }, answer: { code: '00', identity: person } });
  controls.dmp.declare({ ...person, etat: 'actif', autorisation: 'VALIDE' });
  controls.mss.declareMailbox({ address: patientAddress(person), kind: 'patient', label: 'Patient' });
  controls.mss.declareMailbox({ address: correspondent, kind: 'PER', label: 'Dr_Béa_ESSAI' });
  const read = (path: string): string => readFileSync(path, 'utf8');
  const reference = await startReference({
    port: 0,
    insi: { url: endpoints.insi, ca: read(files.ca), cert: read(files.insiAutoCert), key: read(files.insiAutoKey) },
    services: servicesOf(env, read),
  });
  const ask: Practice['ask'] = async (verb, args) => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(args) };
    const answer = await fetch(`${reference.url}/adaptateur/${verb}`, init);
    if (answer.status !== 200) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  return {
    banc,
    ask,
    ...(await writtenLetter(ask, person)),
    exchanges: (service) => journal.slice(service, { from: 0, to: journal.last }),
    [Symbol.asyncDispose]: async () => {
      await reference.stop();
      await banc[Symbol.asyncDispose]();
    },
  };
}

async function writtenLetter(ask: Practice['ask'], person: TestPerson): Promise<{ dossier: string; document: string }> {
  await ask('ouvrirSession', { profil: 'ordinaire' });
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise } = person;
  const traits = { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise };
  const { dossier } = await ask('creerIdentite', { traits });
  if (dossier === null) throw new Error('no file');
  await ask('appelerInsi', { dossier });
  await ask('accepterInsi', { dossier });
  await ask('validerIdentite', { dossier, justificatif: 'PA' });
  const { document } = await ask('creerDocument', { dossier, type: 'courrier', ...letter });
  if (document === null) throw new Error('no document');
  await ask('validerDocument', { dossier, document });
  return { dossier, document };
}
