import { isProbantError, type PointKey } from '../core/index.ts';
import { isConstat, type VerbArgs, type VerbName } from './contract/index.ts';
import type { Driver, DriverAnswer, DriverProof } from './driver.ts';

/** The drivers that one run mixes. */
export interface CompositeOptions {
  /** The driver of the plan. */
  primary: Driver;
  /** Takes the verbs that the others lack. */
  guided: Driver;
  /** Verbs that the plan gives to another driver (`candidat.verbes`). */
  overrides?: Partial<Record<VerbName, Driver>>;
}

/**
 * One driver made of several: a verb goes to the driver that the plan chose for it, and to a person when that driver
 * lacks it. Captures and films of all of them are kept.
 */
export function compositeDriver(options: CompositeOptions): Driver {
  const { primary, guided, overrides = {} } = options;
  const drivers = [...new Set([primary, ...Object.values(overrides), guided])];
  const driverOf = (verb: VerbName): Driver => overrides[verb] ?? (isConstat(verb) ? guided : primary);

  async function perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<DriverAnswer<V>> {
    const chosen = driverOf(verb);
    if (!chosen.can(verb)) return guided.perform(verb, args);
    try {
      return await chosen.perform(verb, args);
    } catch (thrown) {
      // An adapter says only when asked that it lacks a verb.
      if (isProbantError(thrown, 'verbe_absent')) return guided.perform(verb, args);
      throw thrown;
    }
  }

  return {
    name: primary.name,
    can: (verb) => [driverOf(verb), guided].some((driver) => driver.can(verb)),
    perform,
    openScenario: async (scenario, automated) => {
      for (const driver of drivers) await driver.openScenario(scenario, automated);
    },
    closePoint: (point: PointKey, label: string) => gather(drivers, (driver) => driver.closePoint(point, label)),
    closeScenario: () => gather(drivers, (driver) => driver.closeScenario()),
    close: async () => {
      await gather(drivers, (driver) => driver.close().then(() => []));
    },
  };
}

// Every driver is asked, so that none keeps a film or a browser open; the first failure is told afterwards.
async function gather(drivers: Driver[], ask: (driver: Driver) => Promise<DriverProof[]>): Promise<DriverProof[]> {
  const proofs: DriverProof[] = [];
  const failures: unknown[] = [];
  for (const driver of drivers) {
    await ask(driver).then(
      (given) => proofs.push(...given),
      (thrown: unknown) => failures.push(thrown),
    );
  }
  if (failures.length > 0) throw failures[0];
  return proofs;
}
