import { z } from 'zod';
import { ProbantError } from '../../core/index.ts';
import { faultCatalogue, isTlsFault } from './catalogue.ts';
import { type FaultKind, faultyServices, type ServiceFault } from './fault.ts';

const kinds = Object.keys(faultCatalogue) as [FaultKind, ...FaultKind[]];

const faultSchema = z
  .strictObject({
    service: z.enum(faultyServices),
    panne: z.enum(kinds),
    delaiMs: z.number().int().min(1).max(600_000).optional(),
    code: z.string().min(1).optional(),
    fois: z.number().int().min(1).optional(),
    cles: z.array(z.string().min(1)).min(1).optional(),
    owner: z.string().optional(),
  })
  .refine((fault) => (fault.panne === 'lenteur') === (fault.delaiMs !== undefined), {
    path: ['delaiMs'],
    message: '« lenteur » veut un délai, les autres pannes n’en ont pas',
  })
  .refine((fault) => (fault.panne === 'erreur') === (fault.code !== undefined), {
    path: ['code'],
    message: '« erreur » veut un code, les autres pannes n’en ont pas',
  })
  .refine((fault) => faultCatalogue[fault.panne].exigences[fault.service] !== undefined, {
    path: ['panne'],
    message: 'ce service n’a pas cette panne',
  })
  .refine((fault) => !isTlsFault(fault.panne) || (fault.fois === undefined && fault.cles === undefined), {
    path: ['fois'],
    message: 'une panne TLS dure jusqu’à son retrait, pour tous les clients',
  });

/**
 * Reads a fault as a plan or the control API writes it.
 *
 * @throws {@link ProbantError} `panne_invalide`
 */
export function readFault(value: unknown): ServiceFault {
  const read = faultSchema.safeParse(value);
  if (read.success) return read.data as ServiceFault;
  const detail = read.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`).join(' ; ');
  throw new ProbantError('panne_invalide', { detail });
}
