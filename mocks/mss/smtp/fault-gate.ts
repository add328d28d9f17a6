import type { SMTPServer } from 'smtp-server';
import { faultWait } from '../fault-wait.ts';
import { type SmtpFault, type SmtpStage, smtpFaultTexts } from '../mail-fault.ts';

export type ServerConnection = SMTPServer['connections'] extends Set<infer Connection> ? Connection : never;

/** Tells what a client meets at a stage; `line` is the command that brought it there. */
export type ShowFault = (id: string, stage: SmtpStage, line: string) => SmtpFault | undefined;

const stages: Readonly<Record<string, SmtpStage>> = {
  HELO: 'EHLO',
  EHLO: 'EHLO',
  STARTTLS: 'STARTTLS',
  MAIL: 'MAIL',
  RCPT: 'RCPT',
  DATA: 'DATA',
  RSET: 'RSET',
  NOOP: 'NOOP',
  QUIT: 'QUIT',
};

/**
 * Puts the faults before the library's own handlers of the verbs, behind its checks of their order. AUTH is not here: who
 * signs in is known later.
 */
export function gateCommands(connection: ServerConnection, show: ShowFault): void {
  const handlerOf = connection._getHandler.bind(connection);
  connection._getHandler = (name) => {
    const own = handlerOf(name);
    const stage = stages[name];
    if (own === undefined || stage === undefined) return own;
    return (command, done) => {
      const fault = show(connection.id, stage, command.toString());
      pass(connection, { fault, proceed: () => own.call(connection, command, done), done });
    };
  };
}

/** Puts the faults of a connection before the greeting. */
export function gateGreeting(connection: ServerConnection, show: ShowFault, greet: () => void): void {
  const fault = show(connection.id, 'CONNEXION', '');
  if (fault?.kind === 'refus') connection._refuse({ name: 'SmtpFault', ...replyOf(fault) }, false);
  else pass(connection, { fault, proceed: greet, done: () => undefined });
}

/** The reply of a programmed refusal. */
export function replyOf(fault: Extract<SmtpFault, { kind: 'refus' }>): { responseCode: number; message: string } {
  return { responseCode: fault.code, message: fault.text ?? smtpFaultTexts[fault.code] };
}

function pass(
  connection: ServerConnection,
  { fault, proceed, done }: { fault: SmtpFault | undefined; proceed(): void; done(): void },
): void {
  if (fault === undefined) proceed();
  else if (fault.kind === 'coupure') connection._socket.destroy();
  else if (fault.kind === 'attente') {
    void faultWait(fault.ms).then(() => {
      if (!connection._closed) proceed();
    });
  } else {
    const { responseCode, message } = replyOf(fault);
    connection.send(responseCode, message);
    done();
  }
}
