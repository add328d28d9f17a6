import type { SMTPServerSession } from 'smtp-server';
import type { AcceptedMessage, AcceptedRecipient, SmtpRefusal } from './policy.ts';
import type { Submission } from './submission.ts';

/** A refusal as the library takes it; null when there is none. */
export function refusal(refused: SmtpRefusal | undefined): (Error & { responseCode: number }) | null {
  if (refused === undefined) return null;
  return { name: 'SmtpRefusal', message: refused.text, responseCode: refused.code };
}

/** Why a message can't be taken. */
export function refusalOf(submission: Submission, sizeLimit: number): SmtpRefusal | undefined {
  if (submission.refusal === 'trop_gros') return { code: 552, text: `5.3.4 Message exceeds ${sizeLimit} bytes` };
  if (submission.refusal === 'memoire') return { code: 452, text: '4.3.1 Too many messages at one time, come back' };
  return undefined;
}

/** A message as the operator takes it. */
export function acceptedMessage(server: SMTPServerSession, raw: Buffer): AcceptedMessage {
  const { mailFrom, rcptTo, dsn } = server.envelope;
  return {
    user: String(server.user),
    from: mailFrom === false ? '' : mailFrom.address,
    recipients: rcptTo.map(acceptedRecipient),
    ...(dsn?.envid ? { envid: dsn.envid } : {}),
    ...(dsn?.ret ? { ret: dsn.ret } : {}),
    raw,
    trace: {
      helo: server.hostNameAppearsAs,
      remoteAddress: server.remoteAddress,
      protocol: server.transmissionType,
    },
  };
}

function acceptedRecipient({ address, dsn }: SMTPServerSession['envelope']['rcptTo'][number]): AcceptedRecipient {
  return {
    address,
    ...(dsn?.notify === undefined ? {} : { notify: dsn.notify }),
    ...(dsn?.orcpt === undefined ? {} : { orcpt: dsn.orcpt }),
  };
}
