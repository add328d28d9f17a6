import { faultWait } from '../fault-wait.ts';
import type { ImapFault, ImapOptions } from './imap-options.ts';
import { Refusal, WireEnd } from './interruption.ts';
import type { CommandTrace, Dialog, Session } from './session.ts';

/** A command that may meet an outage. */
export interface FaultPlace {
  command: string;
  session: Session;
  trace: CommandTrace;
  dialog: Dialog;
  options: ImapOptions;
}

/** The outage that the bench wants shown now, told to the journal; `address` is the mailbox, where it is known. */
export function takeFault(
  { command, session, trace, options }: FaultPlace,
  address = session.account?.address,
): ImapFault | undefined {
  const named = address === undefined ? {} : { address };
  const fault = options.fault?.({ listener: session.listener, command, ...named });
  if (fault !== undefined) trace.headers.push(['PANNE', fault.kind]);
  return fault;
}

/**
 * Shows the outage that the bench wants shown, if any.
 *
 * @throws {@link WireEnd} or {@link Refusal}
 */
export async function showFault(place: FaultPlace, address?: string): Promise<void> {
  const fault = takeFault(place, address);
  if (fault !== undefined) await suffer(fault, place.dialog);
}

/** @throws {@link WireEnd} or {@link Refusal}, unless the answer is only late */
export async function suffer(fault: ImapFault, dialog: Dialog): Promise<void> {
  if (fault.kind === 'attente') return await faultWait(fault.ms);
  if (fault.kind === 'refus') throw new Refusal(fault.status ?? 'NO', fault.text ?? 'Internal error', 'SERVERBUG');
  await faultWait(fault.ms ?? 0);
  if (fault.kind === 'fin') dialog.push([Buffer.from(`* BYE ${fault.text ?? "Session fermee par l'operateur"}\r\n`)]);
  throw new WireEnd('coupe');
}
