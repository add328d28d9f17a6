import { type Incoming, incoming, ordinaryAnswer } from './acknowledgement.ts';
import type { Hl7Answer, Hl7Program } from './hl7-types.ts';

/** How many messages the platform remembers: a bench stays up for weeks. */
const remembered = 500;

/** Types that carry a document. */
const documentTypes = ['MDM', 'ORU', 'OUL'];

interface Received {
  read: Incoming;
  message: Buffer;
}

/** What the platform knows: the prepared answers, and what it has received. */
export class Platform {
  #programs: Hl7Program[] = [];
  #received: Received[] = [];

  program(entry: Hl7Program): void {
    this.#programs.push(entry);
  }

  /** Takes a message, and tells what is answered to it. */
  answer(read: Incoming, message: Buffer): Hl7Answer {
    this.#received = [...this.#received.slice(1 - remembered), { read, message }];
    return this.#programs.findLast(({ match = {} }) => matches(read, match))?.answer ?? ordinaryAnswer(read);
  }

  received(cle: string): Buffer[] {
    return this.#of(cle).map(({ message }) => message);
  }

  /** MSH-10 of the last document that somebody's message carried. */
  lastDocument(cle: string): string | undefined {
    return this.#of(cle).findLast(({ read }) => documentTypes.includes(read.type.split('^')[0] ?? ''))?.read.id;
  }

  /** MSH-10 of any message. */
  idOf(message: Buffer): string {
    return incoming(message).id;
  }

  reset(owner?: string): void {
    this.#programs = owner === undefined ? [] : this.#programs.filter((entry) => entry.owner !== owner);
  }

  #of(cle: string): Received[] {
    return this.#received.filter(({ read }) => read.keys.includes(cle.toUpperCase()));
  }
}

function matches({ keys, type }: Incoming, match: NonNullable<Hl7Program['match']>): boolean {
  const [family, event] = type.split('^');
  return (
    (match.cle === undefined || keys.includes(match.cle.toUpperCase())) &&
    (match.type === undefined || match.type === family) &&
    (match.evenement === undefined || match.evenement === event)
  );
}
