import type { DmpDirectory } from './directory.ts';
import type { DmpFault } from './faults.ts';
import type { Ins } from './ins.ts';
import type { DmpPatient } from './patient.ts';
import type { DmpReply } from './reply.ts';
import type { DmpRequest } from './request.ts';
import type { ActFacts, Caller, DmpRight } from './rights.ts';

/** A request whose VIHF has been accepted, and what a transaction needs to answer it. */
export interface Call {
  directory: DmpDirectory;
  request: DmpRequest;
  caller: Caller;
  /** The patient that the VIHF names. */
  ins: Ins;
  /** What the DMP knows of him. */
  patient?: DmpPatient;
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether the matrix of rights is applied. */
  matrix: boolean;
}

/** One transaction of the DMP. */
export type Transaction = (call: Call) => DmpReply;

/** What the matrix of rights says against an act, under the conditions that `facts` speak of. */
export function matrixRefusal({ caller, matrix }: Call, right: DmpRight, facts: ActFacts = {}): string | undefined {
  return matrix ? caller.refusal(right, facts) : undefined;
}

/** The fault of an act that the matrix forbids. */
export function matrixFault(call: Call, right: DmpRight, facts: ActFacts = {}): DmpFault | undefined {
  const detail = matrixRefusal(call, right, facts);
  return detail === undefined ? undefined : { fault: 'droits', detail };
}
