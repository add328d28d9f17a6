import { type BareCall, matrixFault } from './call.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import type { DmpReply } from './reply.ts';

/**
 * A token that opens one page of the web access in AIR (TD0.10). The interface of the real token server is not public
 * (facts, DMP §16): this operation is Probant's own, and its names say so.
 */
export function webToken(call: BareCall): DmpReply {
  const refusal = matrixFault(call, 'TD0.10');
  if (refusal !== undefined) return refusal;
  const token = call.directory.webTokens.issue(call.caller, call.ins?.value, call.now);
  return {
    action: `${ns.probant}:probant_demanderJetonResponse`,
    body: `<p:probant_demanderJetonResponse xmlns:p="${ns.probant}"><p:jeton>${token}</p:jeton></p:probant_demanderJetonResponse>`,
  };
}
