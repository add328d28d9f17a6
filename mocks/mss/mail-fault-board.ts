import type { ImapFault, ImapMoment } from './imap/index.ts';
import { addressKey } from './mail-account.ts';
import type { MailFault, SmtpFault, SmtpStage } from './mail-fault.ts';

/** A stage that an SMTP client is at. */
export interface SmtpMoment {
  interface: string;
  stage: SmtpStage;
  /** Mailbox signed in and addresses of the envelope, as far as they are known. */
  addresses: readonly string[];
}

interface Programmed {
  fault: MailFault;
  passed: number;
  shown: number;
}

/** The mail faults that are programmed; the oldest that applies is shown, and is over once it was shown as often as it said. */
export class MailFaultBoard {
  #programs: Programmed[] = [];

  add(fault: MailFault): void {
    this.#programs.push({ fault, passed: 0, shown: 0 });
  }

  /** Forgets those of an owner, or all. */
  reset(owner?: string): void {
    this.#programs = owner === undefined ? [] : this.#programs.filter(({ fault }) => fault.owner !== owner);
  }

  smtp(moment: SmtpMoment): SmtpFault | undefined {
    const taken = this.#take((fault) => {
      if (fault.protocole !== 'smtp' || fault.etape !== moment.stage) return false;
      return concerns(fault, moment.interface, moment.addresses);
    });
    return taken?.protocole === 'smtp' ? taken.effet : undefined;
  }

  imap({ listener, command, address }: ImapMoment): ImapFault | undefined {
    const taken = this.#take((fault) => {
      if (fault.protocole !== 'imap' || !isCommand(fault.commande, command)) return false;
      return concerns(fault, listener, address === undefined ? [] : [address]);
    });
    return taken?.protocole === 'imap' ? taken.effet : undefined;
  }

  #take(applies: (fault: MailFault) => boolean): MailFault | undefined {
    for (const program of this.#programs.filter(({ fault }) => applies(fault))) {
      if (program.passed < (program.fault.apres ?? 0)) {
        program.passed += 1;
        continue;
      }
      program.shown += 1;
      if (program.shown === program.fault.fois) this.#programs = this.#programs.filter((other) => other !== program);
      return program.fault;
    }
    return undefined;
  }
}

function concerns(fault: MailFault, on: string, addresses: readonly string[]): boolean {
  if (fault.interface !== undefined && fault.interface !== on) return false;
  const { bal } = fault;
  return bal === undefined || addresses.some((address) => addressKey(address) === addressKey(bal));
}

function isCommand(wanted: string, command: string): boolean {
  const name = wanted.toUpperCase();
  return name === '*' || name === command || `UID ${name}` === command;
}
