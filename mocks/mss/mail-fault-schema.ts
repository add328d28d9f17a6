import { z } from 'zod';
import { ProbantError } from '../../core/index.ts';
import type { MailFault } from './mail-fault.ts';

const ms = z.number().int().min(0).max(600_000);
// Control characters would end the line and forge another answer.
const text = z
  .string()
  .max(400)
  .regex(/^[ -~À-ÿ’]*$/u)
  .optional();

const smtpEffect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refus'),
    code: z.union([421, 450, 451, 452, 550, 552, 554].map((code) => z.literal(code))),
    text,
  }),
  z.strictObject({ kind: z.literal('attente'), ms }),
  z.strictObject({ kind: z.literal('coupure') }),
]);

const imapEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refus'), status: z.enum(['NO', 'BAD']).optional(), text }),
  z.strictObject({ kind: z.literal('fin'), text, ms: ms.optional() }),
  z.strictObject({ kind: z.literal('coupure'), ms: ms.optional() }),
  z.strictObject({ kind: z.literal('attente'), ms }),
]);

const stages = ['CONNEXION', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'FIN_DATA', 'RSET', 'NOOP', 'QUIT'];

const scope = {
  interface: z.enum(['psc', 'app']).optional(),
  bal: z.string().min(3).optional(),
  apres: z.number().int().min(0).optional(),
  fois: z.number().int().min(1).optional(),
  owner: z.string().optional(),
};

const faultSchema = z.union([
  z.strictObject({ ...scope, protocole: z.literal('smtp'), etape: z.enum(stages), effet: smtpEffect }),
  z.strictObject({
    ...scope,
    protocole: z.literal('smtp'),
    etape: z.literal('MESSAGE'),
    effet: z.strictObject({ kind: z.literal('coupure') }),
  }),
  z.strictObject({
    ...scope,
    protocole: z.literal('imap'),
    commande: z.string().regex(/^(?:\*|(?:UID )?[A-Za-z]+)$/),
    effet: imapEffect,
  }),
]);

/**
 * Reads a mail fault as a plan, a step or the control API writes it.
 *
 * @throws {@link ProbantError} `panne_invalide`
 */
export function readMailFault(value: unknown): MailFault {
  const read = faultSchema.safeParse(value);
  if (read.success) return read.data as MailFault;
  const detail = z.prettifyError(read.error).replaceAll('\n', ' ');
  throw new ProbantError('panne_invalide', { detail });
}
