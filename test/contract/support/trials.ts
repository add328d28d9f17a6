// The compiled rooms: cucumber loads compiled steps, and a module must not exist twice.
import { processEnvironment } from '../../../dist/core/index.js';
import { type Trial, TrialBench } from '../../../dist/runs/counterproof/trial.js';
import { type Lane, loadLane } from '../../../dist/runs/index.js';

/** A mistake of a product, and what must be said of it. */
export interface Case {
  defects: string[];
  scenario: string;
  /** Ordinal of the point that is looked at. */
  point: number;
  /** The rule whose matter it is. */
  rule: string;
  code: string;
  /** Where the finding says that the fault is. */
  where: RegExp;
  /** What the finding says that it found. */
  got: RegExp;
}

/** What was said of a case. */
export interface Told {
  verdict: string | undefined;
  /** True when the point is red by the rule of the case. */
  byItsRule: boolean;
  where: string | undefined;
  got: string | undefined;
  severity: string | undefined;
}

/** Scenarios played against Cabinet Témoin with planted defects, each once for the same defects. */
export class Trials implements AsyncDisposable {
  readonly #lane: Lane;
  readonly #bench: TrialBench;
  readonly #played = new Map<string, Promise<Trial>>();

  private constructor(lane: Lane, bench: TrialBench) {
    this.#lane = lane;
    this.#bench = bench;
  }

  static async open(): Promise<Trials> {
    const lane = { ...loadLane({ couloir: 'MDV-LGC' }), lane: 'MDV-LGC' } as const;
    return new Trials(lane, await TrialBench.start(processEnvironment(), [lane]));
  }

  /** The points of one scenario. */
  play(scenario: string, ...defects: string[]): Promise<Trial> {
    const name = [scenario, ...defects].join(' ');
    const trial = this.#played.get(name) ?? this.#trial(scenario, defects);
    this.#played.set(name, trial);
    return trial;
  }

  /** What the rule of a case found at its point. */
  async told({ defects, scenario, point, rule, code }: Case): Promise<Told> {
    const trial = await this.play(scenario, ...defects);
    const { findings = [], red = [], verdict } = trial.get(`${scenario}#${point}`) ?? {};
    const own = findings.find((finding) => finding.rule === rule && finding.code === code);
    return { verdict, byItsRule: red.includes(rule), where: own?.where, got: own?.got, severity: own?.severity };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#bench.stop();
  }

  async #trial(scenario: string, defects: string[]): Promise<Trial> {
    const features = this.#lane.playable.map(({ feature }) => feature).filter((one) => one.scenario === scenario);
    const trial = await this.#bench.play(defects, features);
    return new Map([...trial].filter(([point]) => point.startsWith(`${scenario}#`)));
  }
}

/** Verdict of each point, and the rules that made it red. */
export function summary(trial: Trial): Record<string, string> {
  return Object.fromEntries([...trial].map(([point, { verdict, red }]) => [point, [verdict, ...red].join(' ')]));
}
