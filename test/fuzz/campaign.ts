import { availableParallelism } from 'node:os';
import { slope } from '../perf/statistics.ts';
import type { BenchProcess, MemorySample } from './bench-process.ts';
import { Dice } from './dice.ts';
import type { FuzzInput, Judgement, Observation, Target } from './input.ts';

/** How a campaign goes. */
export interface CampaignOptions {
  service: string;
  seed: string;
  inputs: number;
  /** Inputs between two right requests. */
  probeEvery: number;
  /** False: memory is not measured: a few hundred inputs tell nothing. */
  memory: boolean;
  /** Told of each finding as it comes. */
  onFinding?: (finding: Finding) => void;
}

/** Something wrong, and what showed it. */
export interface Finding {
  why: string;
  /** Ordinal of the input in the campaign; absent when the whole campaign shows it. */
  number?: number;
  input?: FuzzInput;
  seen?: Observation;
}

/** What a campaign gives. */
export interface CampaignResult {
  service: string;
  inputs: number;
  /** Inputs by what they got. */
  answers: Map<string, number>;
  findings: Finding[];
  /** At each quarter. */
  memory: MemorySample[];
  /** What memory grew by for each input, by the heap and what is outside of it, in bytes; least squares. */
  growth: number;
  slowest: { milliseconds: number; number: number };
  seconds: number;
}

/** Longest growth for each input, in bytes, that is not one: 20 000 inputs would then leave less than 20 MB. */
export const growthBound = 1_024;

/** Inputs below which what grows is what a bench keeps from its first exchanges on: compiled code, caches. */
const leastForMemory = 8_000;

const lanes = Math.max(4, availableParallelism() * 3);

/** The input of a number: the same seed, the same input, but for signatures and tokens, which are each bench's own. */
export function inputOf(
  target: Target,
  { service, seed }: Pick<CampaignOptions, 'service' | 'seed'>,
  number: number,
): FuzzInput {
  return target.make(new Dice(`${seed}/${service}/${number}`));
}

/** Plays an input and judges what it got; a failure of the client itself is a finding too. */
export async function playOne(
  target: Target,
  input: FuzzInput,
  lane: number,
): Promise<Judgement & { seen?: Observation }> {
  const door = target.doors[input.door];
  if (door === undefined) throw new RangeError(`porte inconnue : ${input.door}`);
  try {
    const seen = await door.play(input, lane);
    return { ...target.judge(seen, input), seen };
  } catch (thrown) {
    return { answer: 'injoignable', findings: [`le service ne se laisse pas joindre : ${thrown}`] };
  }
}

/** Plays the inputs of a service, several at a time, then looks at the journal, the process and the memory of the bench. */
export async function campaign(bench: BenchProcess, target: Target, options: CampaignOptions): Promise<CampaignResult> {
  const run = new Run(bench, target, options);
  try {
    return await run.play();
  } finally {
    for (const door of Object.values(target.doors)) door.close();
  }
}

class Run {
  readonly #bench: BenchProcess;
  readonly #target: Target;
  readonly #options: CampaignOptions;
  readonly #result: CampaignResult;
  #next = 0;

  constructor(bench: BenchProcess, target: Target, options: CampaignOptions) {
    this.#bench = bench;
    this.#target = target;
    this.#options = options;
    const { service, inputs } = options;
    this.#result = {
      service,
      inputs,
      answers: new Map(),
      findings: [],
      memory: [],
      growth: 0,
      slowest: { milliseconds: 0, number: 0 },
      seconds: 0,
    };
  }

  async play(): Promise<CampaignResult> {
    const { inputs, memory } = this.#options;
    const started = performance.now();
    for (const quarter of [1, 2, 3, 4]) {
      await this.#until(Math.floor((inputs * quarter) / 4));
      await this.#probe();
      if (memory) this.#result.memory.push(await this.#bench.memory());
    }
    this.#judgeMemory();
    await this.#judgeBench();
    this.#result.seconds = (performance.now() - started) / 1_000;
    return this.#result;
  }

  async #until(end: number): Promise<void> {
    const work = async (lane: number): Promise<void> => {
      while (this.#next < end) {
        const number = this.#next;
        this.#next += 1;
        await this.#one(number, lane);
        if (number % this.#options.probeEvery === 0) await this.#probe();
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  }

  async #one(number: number, lane: number): Promise<void> {
    const input = inputOf(this.#target, this.#options, number);
    const { answer, findings, seen } = await playOne(this.#target, input, lane);
    const { answers, slowest } = this.#result;
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    if (seen !== undefined && seen.milliseconds > slowest.milliseconds)
      this.#result.slowest = { milliseconds: seen.milliseconds, number };
    for (const why of findings) this.#found({ why, number, input, ...(seen === undefined ? {} : { seen }) });
  }

  async #probe(): Promise<void> {
    const why = await this.#target.healthy().catch((thrown: unknown) => String(thrown));
    if (why !== undefined) this.#found({ why: `une demande juste n’a plus sa réponse : ${why}`, number: this.#next });
  }

  #judgeMemory(): void {
    const { memory } = this.#result;
    const { inputs } = this.#options;
    if (memory.length === 0 || inputs < leastForMemory) return;
    this.#result.growth = slope(
      memory.map(({ heapUsed, external }, i) => ({ x: (i * inputs) / 4, y: heapUsed + external })),
    );
    if (this.#result.growth > growthBound)
      this.#found({
        why: `la mémoire croît de ${Math.round(this.#result.growth)} octets par entrée (borne : ${growthBound})`,
      });
  }

  /** What the bench itself shows: a journal that verifies, at least an exchange for each input, nothing that nobody handled. */
  async #judgeBench(): Promise<void> {
    const { failures, broken, exchanges } = await this.#bench.state();
    for (const why of new Set(failures)) this.#found({ why });
    if (broken !== undefined) this.#found({ why: `la chaîne du journal est rompue à la ligne ${broken}` });
    const kept = Object.values(exchanges).reduce((sum, count) => sum + count, 0);
    const due =
      this.#target.journaled === false ? 0 : Object.values(this.#target.doors).reduce((sum, door) => sum + door.due, 0);
    if (kept < due) this.#found({ why: `${kept} échanges au journal pour ${due} demandes envoyées` });
  }

  #found(finding: Finding): void {
    this.#result.findings.push(finding);
    this.#options.onFinding?.(finding);
  }
}
