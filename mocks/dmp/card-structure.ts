import type { DmpDirectory } from './directory.ts';
import type { DmpFault } from './faults.ts';
import type { Caller } from './rights.ts';

/**
 * Direct mode: the structure is one of those read on the card (facts, DMP §3). They are known of the professionals that were
 * declared alone. Structures of the indirect modes are those of their certificates.
 */
export function cardStructureFault(directory: DmpDirectory, caller: Caller): DmpFault | undefined {
  if (caller.mode !== 'DIRECTE') return undefined;
  const { structure, vihf } = caller;
  const active = directory.structureActive(structure);
  const linked = directory.professional(vihf.nameId)?.structures;
  if (active === false) return { fault: 'structure_inactive' };
  if (linked === undefined || linked.some(({ id }) => id === structure)) return undefined;
  return { fault: active === undefined ? 'structure_inactive' : 'ps_structure' };
}
