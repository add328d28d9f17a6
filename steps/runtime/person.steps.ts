import { Then } from '@cucumber/cucumber';
import type { ProbantWorld } from './world.ts';

// What only a person can do or see: the driver in guided mode asks; without anybody the point stays unevaluated.
Then(/^une personne (.+)$/, function (this: ProbantWorld, consigne: string) {
  return this.ask(`Une personne ${consigne}.`);
});

// Nothing to do here: the piece comes from outside, and the plan or a person supplies it.
Then(/^(?:la |le |les |l')(.+) (?:est|sont) attendue?s?$/, function (this: ProbantWorld, _piece: string) {
  return undefined;
});
