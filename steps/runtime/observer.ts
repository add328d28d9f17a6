import type { VerbArgs, VerbName, VerbResult } from '../../candidate/index.ts';
import type { Cause, CheckRecord, JournalWindow, JsonObject, Observation, PointKey, Source } from '../../core/index.ts';
import type { BenchControls } from '../../mocks/index.ts';
import type { FeaturePoint, FeatureScenario } from '../../referential/index.ts';

/** Something seen or done, with the bytes that rules will look at. */
export interface Seen<T = unknown> {
  value: T;
  observation: Observation;
  /** Canonical JSON of the observation: what a rule takes as input. */
  bytes: Buffer;
  source: Source;
  /** Bytes of the attachments, by name. */
  attachments: Record<string, Buffer>;
}

/** An exchange as a slice shows it to rules; `input` names the attachment that holds the body. */
export type SliceExchange = JsonObject;

/** The exchanges of one service since the last mark. */
export interface ExchangeSlice {
  service: string;
  /** The part of the journal that it shows: what it does not hold did not happen there. */
  window: JournalWindow;
  exchanges: SliceExchange[];
}

/** What a step waits for before it reads the journal. */
export interface ExchangeRequest {
  service: string;
  /** Values that attribute an exchange to the scenario's person. */
  keys: string[];
  /** Number of exchanges to wait for; 0 waits for the whole silence. */
  expected: number;
}

/**
 * Where steps get what they see, and say what they judged. A live observer drives the product and keeps everything;
 * a replaying one answers from what was kept. Steps cannot tell them apart.
 */
export interface Observer {
  openScenario(scenario: FeatureScenario): Promise<void>;
  /** True when somebody or something can perform the verb. */
  can(verb: VerbName): boolean;
  perform<V extends VerbName>(point: PointKey, verb: V, args: VerbArgs<V>): Promise<Seen<VerbResult<V>>>;
  exchanges(point: PointKey, request: ExchangeRequest): Promise<Seen<ExchangeSlice>>;
  /** Exchanges before this moment are left out of the next slices. */
  mark(): void;
  record(check: CheckRecord): Promise<void>;
  /** The point is done: its capture is taken. */
  closePoint(point: PointKey, definition: FeaturePoint): Promise<void>;
  closeScenario(interruption: Interruption | undefined): Promise<void>;
  /** Controls of the mocked services; without effect when nothing is live. */
  readonly controls: BenchControls;
}

/** Why a scenario stopped, and where. */
export interface Interruption {
  ordinal: number;
  cause: Cause;
  code: string;
  message: string;
}
