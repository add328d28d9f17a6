import { annuaireOperations } from './annuaire/index.ts';
import { dmpOperations } from './dmp/index.ts';
import { hl7Operations } from './hl7/index.ts';
import { insiOperations } from './insi/index.ts';
import { mssOperations } from './mss/index.ts';
import type { ServiceOperation } from './operation.ts';
import { igcOperations } from './pki/index.ts';
import { pscOperations } from './psc/index.ts';

/** Every operation that the bench serves, by the French name of its service, as `docs/services.md` lists them. */
export const serviceOperations: Readonly<Record<string, readonly ServiceOperation[]>> = {
  INSi: insiOperations,
  DMP: dmpOperations,
  MSSanté: mssOperations,
  'Pro Santé Connect': pscOperations,
  'Annuaire Santé': annuaireOperations,
  'IGC-Santé': igcOperations,
  'Plateforme d’interopérabilité (HL7 v2)': hl7Operations,
};
