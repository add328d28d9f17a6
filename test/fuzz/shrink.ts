import { playOne } from './campaign.ts';
import type { FuzzInput, Target } from './input.ts';

/** Longest search, in plays. */
const mostPlays = 80;

/**
 * A smaller input with the same finding, as far as a few plays go: steps, then ever smaller parts of their bytes, are left
 * out. What the state of the bench has to do with does not shrink, and comes back as it is.
 */
export async function shrunk(target: Target, input: FuzzInput, why: string): Promise<FuzzInput> {
  const still = async (smaller: FuzzInput): Promise<boolean> =>
    (await playOne(target, smaller, -2)).findings.includes(why);
  if (/ni réponse/.test(why) || !(await still(input))) return input;
  let best = input;
  let plays = 0;
  for (let cut = firstCut(best); cut !== undefined && plays < mostPlays; plays += 1) {
    const smaller = without(best, cut);
    const kept = await still(smaller);
    if (kept) best = smaller;
    cut = nextCut(best, kept ? cut : { ...cut, at: cut.at + cut.size });
  }
  return best;
}

/** A part of a step to leave out. */
interface Cut {
  step: number;
  at: number;
  size: number;
}

const smallestCut = 16;

function firstCut(input: FuzzInput): Cut | undefined {
  return nextCut(input, { step: 0, at: 0, size: longest(input) >> 1 });
}

/** The cut itself when there are bytes there, else the next one: of the next step, then of half the size. */
function nextCut(input: Pick<FuzzInput, 'steps'>, { step, at, size }: Cut): Cut | undefined {
  const { steps } = input;
  if (size < smallestCut) return undefined;
  if (at < (steps[step]?.length ?? 0)) return { step, at, size };
  return step + 1 < steps.length
    ? nextCut(input, { step: step + 1, at: 0, size })
    : nextCut(input, { step: 0, at: 0, size: size >> 1 });
}

function longest({ steps }: FuzzInput): number {
  return Math.max(0, ...steps.map(({ length }) => length));
}

function without(input: FuzzInput, { step: index, at, size }: Cut): FuzzInput {
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
