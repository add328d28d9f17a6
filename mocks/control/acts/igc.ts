import { z } from 'zod';
import type { RevocationControl } from '../../pki/index.ts';
import { type Acts, does } from '../act.ts';
import { forgotten, milliseconds, owner } from './fields.ts';

const stateSchema = z.discriminatedUnion('etat', [
  z.strictObject({ etat: z.literal('bonne'), validiteMs: milliseconds.optional(), owner }),
  z.strictObject({ etat: z.literal('expiree'), owner }),
  z.strictObject({ etat: z.literal('lente'), delaiMs: milliseconds, owner }),
  z.strictObject({ etat: z.literal('indisponible'), coupure: z.boolean().optional(), owner }),
]);

const serial = z.string().regex(/^[0-9A-Fa-f][0-9A-Fa-f: ]*$/);

/** Acts on the revocation services of the test IGC. */
export const igcActs: Acts<RevocationControl> = {
  crl: does(stateSchema, ({ igc }, state) => igc.crl(state)),
  ocsp: does(stateSchema, ({ igc }, state) => igc.ocsp(state)),
  revoke: does(z.strictObject({ serial, owner }), ({ igc }, request) => igc.revoke(request)),
  reset: does(forgotten, ({ igc }, { owner }) => igc.reset(owner)),
};
