import type { Signer, SigningTrust } from '../pki/index.ts';
import type { DmpDirectory } from './directory.ts';
import type { DmpFault } from './faults.ts';
import type { Ins } from './ins.ts';
import type { DmpParameters } from './parameters.ts';
import type { DmpPatient } from './patient.ts';
import type { DmpReply } from './reply.ts';
import type { DmpRequest } from './request.ts';
import type { ActFacts, Caller, DmpRight } from './rights.ts';

/** A request whose VIHF has been accepted, of a transaction that needs no patient. */
export interface BareCall {
  directory: DmpDirectory;
  request: DmpRequest;
  caller: Caller;
  /** Who signed the VIHF; absent when signatures are not judged. */
  signer?: Signer;
  /** The patient that the VIHF names, where it names one. */
  ins?: Ins;
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether the matrix of rights is applied. */
  matrix: boolean;
  /** Authorities whose certificates may sign a lot; absent when signatures are not judged. */
  signers?: SigningTrust;
  parameters: DmpParameters;
}

/** A request whose VIHF has been accepted, and what a transaction needs to answer it. */
export interface Call extends BareCall {
  /** The patient that the VIHF names. */
  ins: Ins;
  /** What the DMP knows of him. */
  patient?: DmpPatient;
}

/** One transaction of the DMP. */
export type Transaction = (call: Call) => DmpReply;

/** One transaction whose VIHF names no patient. */
export type BareTransaction = (call: BareCall) => DmpReply;

/** What the matrix of rights says against an act, under the conditions that `facts` speak of. */
export function matrixRefusal({ caller, matrix }: BareCall, right: DmpRight, facts: ActFacts = {}): string | undefined {
  return matrix ? caller.refusal(right, facts) : undefined;
}

/** The fault of an act that the matrix forbids. */
export function matrixFault(call: BareCall, right: DmpRight, facts: ActFacts = {}): DmpFault | undefined {
  const detail = matrixRefusal(call, right, facts);
  return detail === undefined ? undefined : { fault: 'droits', detail };
}
