import { join } from 'node:path';
import { type Environment, type Plan, ProbantError } from '../core/index.ts';
import { browserDriver, findBrowser, type PageFunctions, prepareVideo } from './browser/index.ts';
import { compositeDriver } from './composite.ts';
import { type VerbName, verbs } from './contract/index.ts';
import type { Driver } from './driver.ts';
import { guidedDriver } from './guided/index.ts';
import { httpDriver } from './http/index.ts';
import { loadDefault } from './load-module.ts';

/** Name of a driver, as the plan writes it. */
export type DriverName = Driver['name'];

/** Where a run lets its drivers work. */
export interface CreateDriverOptions {
  environment: Environment;
  plan: Pick<Plan, 'candidat' | 'guide'>;
  /** Folder for the drivers' own files (`.probant` of the working folder): Playwright's ffmpeg, films being taken. */
  workFolder: string;
  /** Told in French when the run goes on with less than the plan asks, such as without film. */
  warn?: (text: string) => void;
}

/**
 * The driver that a plan describes: the plan's own, the ones that it gives verbs to, and a person for what they lack.
 *
 * @throws {@link ProbantError} `pilote_invalide` (plan or page functions), `navigateur_absent`
 */
export async function createDriver(options: CreateDriverOptions): Promise<Driver> {
  const { candidat } = options.plan;
  const made = new Map<DriverName, Driver>();
  const guided = guidedOf(options);
  made.set('guided', guided);
  const chosen = await chosenByVerb(candidat.verbes, (name) => driverNamed(name));
  return compositeDriver({ primary: await driverNamed(candidat.pilote), guided, overrides: chosen });

  async function driverNamed(name: DriverName): Promise<Driver> {
    const known = made.get(name) ?? (name === 'http' ? httpOf(options) : await browserOf(options));
    made.set(name, known);
    return known;
  }
}

async function chosenByVerb(
  choices: Plan['candidat']['verbes'],
  driverNamed: (name: DriverName) => Promise<Driver>,
): Promise<Partial<Record<VerbName, Driver>>> {
  const chosen: Partial<Record<VerbName, Driver>> = {};
  for (const [verb, name] of Object.entries(choices)) {
    if (!isVerb(verb)) throw invalid(name, `candidat.verbes nomme « ${verb} », que le contrat ne connaît pas`);
    chosen[verb] = await driverNamed(name);
  }
  return chosen;
}

function httpOf({ plan }: CreateDriverOptions): Driver {
  const { adaptateur, delai } = plan.candidat;
  if (adaptateur === undefined) throw invalid('http', 'le plan ne donne pas « candidat.adaptateur »');
  return httpDriver({ adaptateur, delai });
}

async function browserOf(options: CreateDriverOptions): Promise<Driver> {
  const { environment, plan, workFolder } = options;
  const { adresse, delai, ecran, pages } = plan.candidat;
  if (adresse === undefined) throw invalid('browser', 'le plan ne donne pas « candidat.adresse »');
  if (pages === undefined) throw invalid('browser', 'le plan ne donne pas « candidat.pages »');
  const executablePath = await findBrowser(environment);
  if (executablePath === null) throw new ProbantError('navigateur_absent');
  const video = await filmable(options);
  return browserDriver({
    environment,
    adresse,
    delai,
    ecran,
    pages: await loadPages(pages),
    executablePath,
    video,
    // One a driver: several may film at once.
    workFolder: join(workFolder, `navigateur-${process.pid}-${environment.random.bytes(4).toString('hex')}`),
  });
}

// Before the page functions load: they may import Playwright, which then settles where its ffmpeg is.
async function filmable({ environment, plan, workFolder, warn }: CreateDriverOptions): Promise<boolean> {
  if (!plan.candidat.video) return false;
  const video = await prepareVideo(environment, join(workFolder, 'playwright'));
  if (!video)
    warn?.('Aucun ffmpeg n’a été trouvé : les scénarios ne seront pas filmés (PROBANT_FFMPEG peut en donner un).');
  return video;
}

async function loadPages(path: string): Promise<PageFunctions> {
  const exported = await loadDefault(path);
  if (typeof exported !== 'object' || exported === null) {
    throw invalid(path, 'son export par défaut n’est pas un objet de fonctions de page');
  }
  for (const [verb, value] of Object.entries(exported)) {
    if (!isVerb(verb)) throw invalid(path, `« ${verb} » n’est pas un verbe du contrat`);
    if (typeof value !== 'function') throw invalid(path, `« ${verb} » n’est pas une fonction`);
  }
  return exported as PageFunctions;
}

function guidedOf({ environment, plan }: CreateDriverOptions): Driver {
  return guidedDriver({
    environment,
    ...(plan.guide === undefined ? {} : { personne: plan.guide.personne }),
    ...(plan.guide?.pieces === undefined ? {} : { pieces: plan.guide.pieces }),
    // Lets a script stand for the person, to rehearse a guided run without one.
    ...(environment.env['PROBANT_TERMINAL'] === 'script' ? { scripted: true } : {}),
  });
}

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(verbs, name);
}

function invalid(driver: string, detail: string): ProbantError {
  return new ProbantError('pilote_invalide', { pilote: driver, detail });
}
