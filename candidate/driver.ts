import type { PointKey, ProofKind, Source } from '../core/index.ts';
import type { VerbArgs, VerbName, VerbResult } from './contract/verbs.ts';

/** Bytes that a driver hands over with what it read or did. */
export interface DriverAttachment {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** What a driver answers to a verb. */
export interface DriverAnswer<V extends VerbName = VerbName> {
  value: VerbResult<V>;
  /** `ecran` only when Probant itself read the page; the publisher's own code is `adaptateur`. */
  source: Source;
  /** The named person, when the source is `personne`. */
  person?: string;
  attachments: DriverAttachment[];
}

/** A proof that a driver collected: a capture, a video, a trace, a file given by a person. */
export interface DriverProof extends DriverAttachment {
  kind: ProofKind;
  source: Source;
}

/**
 * What drives the product. A driver that lacks a verb says so with `can`; the step is then guided.
 *
 * Every method may throw {@link ProbantError} of kind `configuration` or `environnement`, and nothing else.
 */
export interface Driver {
  readonly name: 'http' | 'browser' | 'guided';
  can(verb: VerbName): boolean;
  perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<DriverAnswer<V>>;
  /** Called before the first step of a scenario; `automated` is false when a person and pieces show all of it. */
  openScenario(scenario: string, automated?: boolean): Promise<void>;
  /** Called once the last step of a control point is done: the capture of the point. */
  closePoint(point: PointKey, label: string): Promise<DriverProof[]>;
  /** Called after the last step of a scenario, also when it was interrupted: the video and the trace. */
  closeScenario(): Promise<DriverProof[]>;
  /** Called once, at the end of the run. */
  close(): Promise<void>;
}
