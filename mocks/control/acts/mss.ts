import { z } from 'zod';
import { type FaultKind, faultCatalogue, type MssControl, readMailFault } from '../../mss/index.ts';
import { type Acts, does, tells } from '../act.ts';
import { bytes, forgotten, owner, text } from './fields.ts';

const address = z.string().regex(/^[^@\s]+@[^@\s]+$/);

const forms = z.enum(['rfc822', 'pieces']);

const mailboxSchema = z.strictObject({
  address,
  kind: z.enum(['PER', 'ORG', 'APP', 'patient']),
  label: text,
  structure: text.optional(),
  etat: z.enum(['connue', 'fermee', 'inconnue']).optional(),
  accuses: z.enum(['dsn', 'mdn', 'dsn_mdn', 'aucun']).optional(),
  formeMdn: forms.optional(),
  echec: z
    .strictObject({
      code: z.enum(['900', '901', '902', '903', '904', '905', '906']),
      label: z.string().optional(),
    })
    .optional(),
  quota: z.number().int().min(0).optional(),
  owner,
});

const replySchema = z.strictObject({
  from: address,
  to: address,
  inReplyTo: text.optional(),
  text: z.string(),
  owner,
});

const listenerKinds = Object.keys(faultCatalogue) as [FaultKind, ...FaultKind[]];

const listenerSchema = z.strictObject({
  kind: z.enum(listenerKinds),
  protocol: z.enum(['smtp', 'imap']).optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  // With an owner a reset closes it: one without lasts as the operator.
  owner: text.default('api-de-controle'),
});

const reportSchema = z.strictObject({
  from: address,
  messageId: text.optional(),
  kind: z.enum(['dsn', 'mdn', 'courriel']),
  form: forms.optional(),
  error: z.strictObject({ code: text, label: z.string().optional() }).optional(),
  unasked: z.boolean().optional(),
  owner,
});

/** Acts on the mail operator, its correspondents and the users of Mon espace santé. */
export const mssActs: Acts<MssControl> = {
  declareMailbox: does(mailboxSchema, ({ mss }, mailbox) => mss.declareMailbox(mailbox)),
  deliver: does(z.strictObject({ address, raw: bytes, owner }), ({ mss }, { address: to, raw, ...whose }) =>
    mss.deliver(to, raw, whose),
  ),
  inbox: tells(z.strictObject({ address }), ({ mss }, { address: of }) => mss.inbox(of)),
  patientReplies: does(replySchema, ({ mss }, reply) => mss.patientReplies(reply)),
  report: does(reportSchema, ({ mss }, report) => mss.report(report)),
  // Its own reader says what is wrong of a fault.
  fault: { method: 'POST', prepare: (value) => prepareFault(readMailFault(value)) },
  faultListener: does(listenerSchema, async ({ mss }, { kind, ...options }) => {
    const { protocol, port } = await mss.faultListener(kind, options);
    return { kind, protocol, port };
  }),
  cut: does(z.strictObject({ address: address.optional() }), ({ mss }, { address: of }) => ({ coupees: mss.cut(of) })),
  reset: does(forgotten, ({ mss }, { owner }) => mss.reset(owner)),
};

function prepareFault(fault: ReturnType<typeof readMailFault>): ReturnType<Acts<MssControl>['fault']['prepare']> {
  return ({ mss }) => mss.fault(fault);
}
