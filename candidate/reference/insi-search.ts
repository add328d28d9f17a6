import type { DefectSet } from './defects.ts';
import type { InsiSearcher } from './insi-client.ts';
import type { InsiCriteria } from './insi-envelope.ts';
import type { InsiOutcome } from './insi-response.ts';
import { toInsiText, toUpperText } from './lexicon.ts';
import type { Traits } from './model.ts';

/** One request and what came of it. */
export interface InsiAttempt {
  /** When the request left. */
  at: Date;
  criteria: InsiCriteria;
  outcome: InsiOutcome;
}

/**
 * Search procedure by traits (facts, INSi §1.8): one first name per call, each in turn, the last try with all of them;
 * stops at the first 00, and at an error.
 *
 * On 02, asks again with all first names, then with all first names and the birthplace, and stops at the first answer
 * other than 02. The birthplace is never sent before that.
 */
export async function searchByTraits(client: InsiSearcher, traits: Traits, planted: DefectSet): Promise<InsiAttempt[]> {
  const base = baseCriteria(traits);
  const attempts: InsiAttempt[] = [];
  const ask = async (criteria: InsiCriteria): Promise<InsiOutcome> => {
    const at = new Date();
    const outcome = await client.search(criteria);
    attempts.push({ at, criteria, outcome });
    return outcome;
  };
  for (const prenom of firstNamesToTry(traits, planted)) {
    const outcome = await ask({ ...base, prenom });
    if (isAnswer02(outcome)) {
      await narrow({ ...base, prenom }, { traits, planted, ask });
      break;
    }
    if (!goesOn(outcome, planted)) break;
  }
  return attempts;
}

/** The answer that counts: the identity found, or else the last one. */
export function decisiveAttempt(attempts: InsiAttempt[]): InsiAttempt | undefined {
  return attempts.find((attempt) => attempt.outcome.kind === 'trouvee') ?? attempts.at(-1);
}

/** Local first names, the first one first, without doubles; accents are dropped later, when the request is written. */
export function localFirstNames(traits: Traits): string[] {
  const first = toUpperText(traits.prenom ?? '');
  const list = toUpperText(traits.prenoms ?? '');
  // A compound first name typed with a space («PIERRE ALAIN») stays whole at the head of the list.
  const rest = list.startsWith(`${first} `) ? list.slice(first.length + 1) : list;
  const byForm = new Map<string, string>();
  for (const name of [first, ...rest.split(' ')]) {
    const form = toInsiText(name);
    if (form !== '' && !byForm.has(form)) byForm.set(form, name);
  }
  return [...byForm.values()];
}

function firstNamesToTry(traits: Traits, planted: DefectSet): string[] {
  const names = localFirstNames(traits);
  const all = names.join(' ');
  if (planted.has('prenoms-tous-ensemble') || planted.has('prenoms-elements-multiples')) return [all];
  if (planted.has('prenoms-ordre-inverse')) names.reverse();
  if (names.length === 1 || planted.has('prenoms-sans-essai-groupe')) return names;
  return [...names, all];
}

function goesOn(outcome: InsiOutcome, planted: DefectSet): boolean {
  if (outcome.kind === 'trouvee') return planted.has('prenoms-continue-apres-00');
  if (outcome.kind === 'code') return !planted.has('prenoms-arret-premier-01');
  return planted.has('faute-continue-prenoms');
}

interface Narrowing {
  traits: Traits;
  planted: DefectSet;
  ask: (criteria: InsiCriteria) => Promise<InsiOutcome>;
}

async function narrow(criteria: InsiCriteria, { traits, planted, ask }: Narrowing): Promise<void> {
  if (planted.has('plusieurs-sans-relance')) return;
  const all = localFirstNames(traits).join(' ');
  const steps: InsiCriteria[] = all === criteria.prenom ? [] : [{ ...criteria, prenom: all }];
  if (traits.lieuNaissance !== null && !planted.has('plusieurs-relance-sans-lieu')) {
    steps.push({ ...criteria, prenom: all, lieuNaissance: traits.lieuNaissance });
  }
  for (const step of steps) {
    if (!isAnswer02(await ask(step))) return;
  }
}

function isAnswer02(outcome: InsiOutcome): boolean {
  return outcome.kind === 'code' && outcome.code === '02';
}

function baseCriteria(traits: Traits): InsiCriteria {
  return {
    nomNaissance: traits.nomNaissance ?? '',
    prenom: '',
    sexe: traits.sexe ?? '',
    dateNaissance: traits.dateNaissance ?? '',
    lieuNaissance: null,
  };
}
