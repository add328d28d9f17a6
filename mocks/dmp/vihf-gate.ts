import { ownText } from '../../core/index.ts';
import { type Signer, Signers, type SigningTrust } from '../pki/index.ts';
import type { DmpFault } from './faults.ts';
import { type Ins, readCx } from './ins.ts';
import type { DmpRequest } from './request.ts';
import { isAir, singleValue, type Vihf, vihfNames } from './vihf.ts';
import { type VihfContext, vihfRefusal } from './vihf-checks.ts';
import { type VihfWarning, vihfWarnings } from './vihf-warnings.ts';

/** How a VIHF is judged. */
interface GateOptions {
  now: number;
  signatures: boolean;
  tlsSubject?: string;
}

/** A request that is let in. */
export interface Admitted {
  vihf: Vihf;
  /** The patient that the VIHF names, where it names one. */
  ins?: Ins;
  signer?: Signer;
  warnings: readonly VihfWarning[];
}

/** How long the ids of VIHF are remembered, and how many at most: an AIR token lives 30 s. */
const memory = 10 * 60_000;
const remembered = 20_000;

/** Lets in the requests whose VIHF is right. */
export class VihfGate {
  readonly #signers: Signers;
  /** Ids that have served, and when, in the order of time. */
  readonly #served = new Map<string, number>();

  constructor(trust: SigningTrust) {
    this.#signers = new Signers(trust);
  }

  /** The VIHF of a request and the patient it names, or why it is refused. */
  admit(request: DmpRequest, options: GateOptions): Admitted | DmpFault {
    const [vihf, ...others] = request.vihfs;
    if (vihf === undefined) return { fault: 'vihf_absent', detail: 'aucune assertion' };
    if (others.length > 0) return { fault: 'vihf_absent', detail: `${request.vihfs.length} assertions` };
    const context = this.#context(request, options);
    const refusal = vihfRefusal(vihf, context);
    if (refusal !== undefined) return refusal;
    const replayed = this.#replayed(vihf.id, options.now);
    // In AIR a token serves once (EX_AIR-040); in the other modes that is only warned of (facts, DMP §3).
    if (isAir(vihf) && replayed) return { fault: 'vihf_rejoue', detail: vihf.id };
    const resource = vihf.attributes.has(vihfNames.patient) ? singleValue(vihf, vihfNames.patient) : undefined;
    const ins = resource === undefined ? undefined : readCx(resource);
    if (resource !== undefined && ins === undefined) return patientFault(resource);
    return {
      vihf,
      warnings: vihfWarnings(vihf, { ...context, replayed }),
      ...(ins === undefined ? {} : { ins }),
      ...(context.signer === undefined ? {} : { signer: context.signer }),
    };
  }

  #context(request: DmpRequest, { now, signatures, tlsSubject }: GateOptions): VihfContext {
    const tls = tlsSubject === undefined ? {} : { tlsSubject };
    if (!signatures) return { now, ...tls };
    const { signature = { ok: false, reason: 'elle est absente' } } = request;
    // The system's clock: that of certificates (design §5.7).
    const signer = signature.ok ? this.#signers.of(signature.certificate, new Date()) : undefined;
    return { now, signature, ...tls, ...(signer === undefined ? {} : { signer }) };
  }

  #replayed(id: string, now: number): boolean {
    for (const [old, at] of this.#served) {
      if (now - at <= memory && this.#served.size <= remembered) break;
      this.#served.delete(old);
    }
    if (this.#served.has(id)) return true;
    this.#served.set(ownText(id), now);
    return false;
  }
}

/** The fault of a VIHF that does not name its patient as it should. */
export function patientFault(resource: string): DmpFault {
  return { fault: 'vihf_patient', detail: `${vihfNames.patient} vaut « ${resource} »` };
}
