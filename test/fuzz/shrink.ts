import { playOne } from './campaign.ts';
import type { FuzzInput, Target } from './input.ts';

/** Longest search, in plays. */
const mostPlays = 80;

/**
 * A smaller input with the same finding, as far as a few plays go: steps, then ever smaller parts of their bytes, are left
 * out. What the state of the bench has to do with does not shrink, and comes back as it is.
 */
export async function shrunk(target: Target, input: FuzzInput, why: string): Promise<FuzzInput> {
  let plays = 0;
  const still = async (smaller: FuzzInput): Promise<boolean> => {
    plays += 1;
    return (await playOne(target, smaller, -2)).findings.includes(why);
  };
  if (/ni réponse/.test(why) || !(await still(input))) return input;
  let best = input;
  for (let size = longest(best) >> 1; size >= 16 && plays < mostPlays; size >>= 1) {
    for (let i = 0; i < best.steps.length && plays < mostPlays; i += 1) {
      for (let at = 0; at < (best.steps[i]?.length ?? 0) && plays < mostPlays; ) {
        const smaller = without(best, i, { at, size });
        if (await still(smaller)) best = smaller;
        else at += size;
      }
    }
  }
  return best;
}

function longest({ steps }: FuzzInput): number {
  return Math.max(0, ...steps.map(({ length }) => length));
}

function without(input: FuzzInput, index: number, { at, size }: { at: number; size: number }): FuzzInput {
  const step = input.steps[index] ?? Buffer.alloc(0);
  const left = Buffer.concat([step.subarray(0, at), step.subarray(at + size)]);
  return { ...input, steps: input.steps.with(index, input.loose === true ? left : reframed(left)) };
}

/** A request whose length is right again; other bytes as they are. */
function reframed(bytes: Buffer): Buffer {
  const at = bytes.indexOf('\r\n\r\n');
  const head = at === -1 ? '' : bytes.toString('latin1', 0, at);
  if (!/^Content-Length: \d+$/im.test(head)) return bytes;
  const body = bytes.subarray(at);
  return Buffer.concat([
    Buffer.from(head.replace(/^(Content-Length: )\d+$/im, `$1${body.length - 4}`), 'latin1'),
    body,
  ]);
}
