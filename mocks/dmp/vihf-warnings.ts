import { isAir, type Vihf } from './vihf.ts';
import type { VihfContext } from './vihf-checks.ts';

/**
 * What a VIHF is let in with, and told of in the header `Probant-Avertissement` of the answer: the facts give no refusal for
 * it, a product had better mend it.
 */
export type VihfWarning =
  | 'probant_vihf_ancien'
  | 'probant_vihf_rejoue'
  | 'probant_vihf_audience'
  | 'probant_vihf_declaration'
  | 'probant_vihf_sha1';

/** Beyond it a VIHF that says no bound looks stale: what WSS4J, under the CXF of the real service, takes (inferred). */
const life = 30 * 60_000;

/** What a VIHF that is let in is warned of. */
export function vihfWarnings(vihf: Vihf, context: VihfContext & { replayed: boolean }): VihfWarning[] {
  const { now, signature, replayed } = context;
  const found: ReadonlyArray<[boolean, VihfWarning]> = [
    [now - Date.parse(vihf.issueInstant) > life, 'probant_vihf_ancien'],
    [replayed, 'probant_vihf_rejoue'],
    // « Do not fill » (facts, VIHF §2.2).
    [vihf.audiences > 0, 'probant_vihf_audience'],
    // For AIR only (facts, DMP §3).
    [!isAir(vihf) && vihf.authnContextDecl !== '', 'probant_vihf_declaration'],
    [
      signature?.ok === true && [signature.digestMethod, signature.signatureMethod].some((one) => one.endsWith('sha1')),
      'probant_vihf_sha1',
    ],
  ];
  return found.filter(([is]) => is).map(([, warning]) => warning);
}
