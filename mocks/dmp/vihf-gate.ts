import type { X509Certificate } from 'node:crypto';
import type { DmpFault } from './faults.ts';
import { type Ins, readCx } from './ins.ts';
import type { DmpRequest } from './request.ts';
import { signerOf } from './signer.ts';
import { singleValue, type Vihf, vihfNames } from './vihf.ts';
import { vihfRefusal } from './vihf-checks.ts';

/** How a VIHF is judged. */
interface GateOptions {
  now: number;
  signatures: boolean;
  tlsSubject?: string;
}

/** How long the ids of AIR tokens are remembered: more than they live. */
const memory = 10 * 60_000;

/** Lets in the requests whose VIHF is right. */
export class VihfGate {
  readonly #authorities: readonly X509Certificate[];
  /** AIR tokens that have served, and when. */
  readonly #served = new Map<string, number>();

  constructor(authorities: readonly X509Certificate[]) {
    this.#authorities = authorities;
  }

  /** The VIHF of a request and the patient it names, or why it is refused. */
  admit(request: DmpRequest, options: GateOptions): { vihf: Vihf; ins: Ins } | DmpFault {
    const [vihf, ...others] = request.vihfs;
    if (vihf === undefined) return { fault: 'vihf_absent', detail: 'aucune assertion' };
    if (others.length > 0) return { fault: 'vihf_absent', detail: `${request.vihfs.length} assertions` };
    const refusal = vihfRefusal(vihf, this.#context(request, options)) ?? this.#replay(vihf, options.now);
    if (refusal !== undefined) return refusal;
    const resource = singleValue(vihf, vihfNames.patient);
    const ins = readCx(resource);
    if (ins === undefined) return { fault: 'vihf_patient', detail: `${vihfNames.patient} vaut « ${resource} »` };
    return { vihf, ins };
  }

  #context(request: DmpRequest, { now, signatures, tlsSubject }: GateOptions): Parameters<typeof vihfRefusal>[1] {
    const tls = tlsSubject === undefined ? {} : { tlsSubject };
    if (!signatures) return { now, ...tls };
    const { signature = { ok: false, reason: 'elle est absente' } } = request;
    // The system's clock: that of certificates (design §5.7).
    const signer = signature.ok ? signerOf(signature.certificate, this.#authorities, new Date()) : undefined;
    return { now, signature, ...tls, ...(signer === undefined ? {} : { signer }) };
  }

  /** In AIR a token serves once (EX_AIR-040); other modes have no documented rule. */
  #replay(vihf: Vihf, now: number): DmpFault | undefined {
    if (singleValue(vihf, vihfNames.mode) !== 'INDIRECTE_RENFORCEE') return undefined;
    for (const [id, at] of this.#served) if (now - at > memory) this.#served.delete(id);
    if (this.#served.has(vihf.id)) return { fault: 'vihf_rejoue', detail: vihf.id };
    this.#served.set(vihf.id, now);
    return undefined;
  }
}
