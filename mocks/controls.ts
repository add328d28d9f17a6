import type { InsiControl } from './insi/index.ts';

/** What prepares the answers of the mocked services, and what the outside world does to the product. */
export interface BenchControls {
  insi: InsiControl;
}

/** Controls by which whatever is prepared belongs to a scenario: several are played at the same time. */
export function ownedControls({ insi }: BenchControls, owner: () => string): BenchControls {
  return {
    insi: {
      program: (entry) => insi.program({ ...entry, owner: owner() }),
      reset: () => insi.reset(owner()),
    },
  };
}

const nothing = (): undefined => undefined;

/** Controls without effect: on replay nothing is live, and what the services answered is already recorded. */
export const idleControls: BenchControls = {
  insi: { program: nothing, reset: nothing },
};
