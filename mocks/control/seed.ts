import { ProbantError } from '../../core/index.ts';
import type { BenchControls } from '../controls.ts';
import { readFault } from '../faults/index.ts';
import type { Act } from './act.ts';
import { acts } from './acts/index.ts';
import { CallRefusal } from './route.ts';

type Step = (controls: BenchControls) => unknown;

/** A seed that has been read: nothing is wrong in it, and nothing is done yet. */
export interface Seed {
  /** How many acts it has. */
  readonly size: number;
  /** Does them one after the other; what one of them refuses (a document of nobody) stops there. */
  sow(controls: BenchControls): Promise<void>;
}

/**
 * Reads a seed: for each service, for each of its acts, the list of what would be posted to its address; `pannes` is a
 * list of faults. Patients come before their documents whatever the order of the file.
 *
 * @throws {@link ProbantError} `graine_invalide` or `panne_invalide`, before anything is done
 */
export function readSeed(value: unknown): Seed {
  try {
    return seedOf(value);
  } catch (thrown) {
    if (thrown instanceof CallRefusal) throw new ProbantError('graine_invalide', { detail: thrown.message }, thrown);
    throw thrown;
  }
}

function seedOf(value: unknown): Seed {
  const { pannes = [], ...services } = objectOf(value, 'graine');
  for (const name of Object.keys(services)) {
    if (!Object.hasOwn(acts, name)) throw new CallRefusal(400, `${name} : service inconnu`);
  }
  const steps = Object.entries(acts).flatMap(([service, own]) =>
    services[service] === undefined ? [] : stepsOf(service, own, services[service]),
  );
  const faults = listOf(pannes, 'pannes').map(readFault);
  return {
    size: steps.length + faults.length,
    sow: async (controls) => {
      for (const step of steps) await step(controls);
      for (const fault of faults) await controls.pannes.set(fault);
    },
  };
}

function stepsOf(service: string, own: Readonly<Record<string, Act>>, value: unknown): Step[] {
  const asked = objectOf(value, service);
  for (const name of Object.keys(asked)) {
    if (own[name]?.method !== 'POST') throw new CallRefusal(400, `${service}.${name} : acte inconnu`);
  }
  return Object.entries(own).flatMap(([name, act]) => {
    const place = `${service}.${name}`;
    return listOf(asked[name] ?? [], place).map((each, i) => act.prepare(each, `${place}.${i}`));
  });
}

function objectOf(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new CallRefusal(400, `${place} : un objet est attendu`);
}

function listOf(value: unknown, place: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new CallRefusal(400, `${place} : une liste est attendue`);
}
