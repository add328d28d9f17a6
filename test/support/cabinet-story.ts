import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Saisie } from '../../candidate/contract/index.ts';
import { drawPerson, type TestPerson } from '../../core/index.ts';
import type { InsiAnswer } from '../../mocks/index.ts';
import { openBench, type TestBench } from './bench.ts';
import { openCabinet, type TestCabinet } from './cabinet.ts';

export const person = drawPerson({ seed: 'cabinet-temoin' }, 'INS/va1.54.01');

/** The bench of the file. */
export let banc: TestBench;
/** A new Cabinet Témoin for each test. */
export let cabinet: TestCabinet;

/** Registers the hooks that open and close them; call once, at the top of a test file. */
export function useCabinet(): void {
  beforeAll(async () => {
    banc = await openBench();
  });

  afterAll(async () => {
    await banc[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    banc.bench.controls.insi.reset();
    cabinet = await openCabinet(banc);
    return () => cabinet[Symbol.asyncDispose]();
  });
}

export function saisie(from: TestPerson, others: Partial<Saisie> = {}): Saisie {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise } = from;
  return { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise, ...others };
}

export async function create(others: Partial<Saisie> = {}): Promise<string> {
  const { dossier } = await cabinet.ask('creerIdentite', { traits: saisie(person, others) });
  return dossier!;
}

export function answers(answer: InsiAnswer): void {
  banc.bench.controls.insi.program({ match: { nomNaissance: person.nomNaissance }, answer });
}

export async function recovered(others: Partial<Saisie> = {}): Promise<string> {
  answers({ code: '00', identity: person });
  const dossier = await create(others);
  await cabinet.ask('appelerInsi', { dossier });
  await cabinet.ask('accepterInsi', { dossier });
  return dossier;
}

export async function qualified(): Promise<string> {
  const dossier = await recovered();
  await cabinet.ask('validerIdentite', { dossier, justificatif: 'PA' });
  return dossier;
}

export const fiche = (dossier: string) => cabinet.ask('lireFiche', { dossier });
