import { readFileSync } from 'node:fs';
import type { VerbArgs, VerbName, VerbResult } from '../../candidate/contract/index.ts';
import { type Services, servicesOf, startReference } from '../../candidate/reference/index.ts';
import { type Exchange, patientAddress, type TestPerson } from '../../core/index.ts';
import type { BenchControls } from '../../mocks/index.ts';
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

/** What a practice is made of, where it is not Cabinet Témoin as it comes in front of a bench of its own. */
export interface PracticeOptions {
  /** The bench in front of which the product is; a new one, closed with the practice, unless said. */
  banc?: TestBench;
  /** The bench whose services answer, where `banc` only relays. */
  behind?: TestBench;
  /** How the product is told of the services; from the `.env` of the bench unless said. */
  services?: Services;
  insi?: Parameters<typeof startReference>[0]['insi'];
  defects?: string[];
}

/** Opens them; the DMP and the mailbox of the patient are open too. */
export async function openPractice(person: TestPerson, options: PracticeOptions = {}): Promise<Practice> {
  const banc = options.banc ?? (await openBench());
  prepare((options.behind ?? banc).bench.controls, person);
  const { env, endpoints, files, journal } = banc.bench;
  const read = (path: string): string => readFileSync(path, 'utf8');
  const own = { url: endpoints.insi, ca: read(files.ca), cert: read(files.insiAutoCert), key: read(files.insiAutoKey) };
  const { insi = own, services = servicesOf(env, read), defects = [] } = options;
  const reference = await startReference({ port: 0, insi, services, defects });
  const from = journal.last;
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
    exchanges: (service) => journal.slice(service, { from, to: journal.last }),
    [Symbol.asyncDispose]: async () => {
      await reference.stop();
      if (options.banc === undefined) await banc[Symbol.asyncDispose]();
    },
  };
}

function prepare(controls: BenchControls, person: TestPerson): void {
  controls.insi.program({ match: { nomNaissance: person.nomNaissance }, answer: { code: '00', identity: person } });
  controls.dmp.declare({ ...person, etat: 'actif', autorisation: 'VALIDE' });
  controls.mss.declareMailbox({ address: patientAddress(person), kind: 'patient', label: 'Patient' });
  controls.mss.declareMailbox({ address: correspondent, kind: 'PER', label: 'Dr_Béa_ESSAI' });
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
