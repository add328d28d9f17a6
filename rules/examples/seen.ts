import type { RuleInputs } from '../rule.ts';
import type { SeenExample } from './example.ts';

/** What is told of one side of an example, then what the product did. */
export type Side<Deed> = readonly [told: string, ...deeds: Deed[]];

/** An example of what an attempt saw: the deeds of each side make its inputs. */
export function seenExample<Deed>(
  inputsOf: (...deeds: Deed[]) => RuleInputs,
  sides: { right: Side<Deed>; wrong: Side<Deed> },
): SeenExample {
  return {
    seen: { right: sides.right[0], wrong: sides.wrong[0] },
    inputs(side) {
      const [, ...deeds] = sides[side];
      return inputsOf(...deeds);
    },
  };
}
