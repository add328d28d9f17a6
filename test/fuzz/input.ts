import type { Dice } from './dice.ts';

/** What is sent to one listener. */
export interface FuzzInput {
  /** Listener and state of the session: `insi`, `psc connecté`. */
  door: string;
  /** How the input was made, for the report: `xml`, `octets`, `valide`. */
  kind: string;
  /** Bytes written one after the other, each when what the one before got has come. */
  steps: Buffer[];
  /** True: its framing may be wrong, so that it has a connection of its own and may get no answer. */
  loose?: boolean;
  /** Values that no answer may hold. */
  secrets?: readonly string[];
}

/** What an input got. */
export interface Observation {
  /** All that the server wrote. */
  received: Buffer;
  /** True when the server closed. */
  closed: boolean;
  /** True when a server that owed an answer gave none in time. */
  mute: boolean;
  milliseconds: number;
}

/** A judgement on an observation. */
export interface Judgement {
  /** Short name of the answer, for the report: `500 faute`, `coupée`. */
  answer: string;
  /** Why the answer is wrong, in French; empty when it is right. */
  findings: string[];
}

/** Where inputs are played. */
export interface Door {
  play(input: FuzzInput, lane: number): Promise<Observation>;
  close(): void;
  /** How many exchanges the journal owes for what went through it. */
  readonly due: number;
}

/** A service under test, in front of a bench that runs. */
export interface Target {
  doors: Readonly<Record<string, Door>>;
  make(dice: Dice): FuzzInput;
  judge(observation: Observation, input: FuzzInput): Judgement;
  /** Plays a right request; why its answer is wrong, if it is. */
  healthy(): Promise<string | undefined>;
  /** False where nothing is journaled (the control API); true unless told. */
  journaled?: boolean;
}
