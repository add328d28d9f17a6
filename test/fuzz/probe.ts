import type { HttpDoor } from './http-door.ts';
import { type HttpAnswer, type HttpMessage, readAnswers, wireOf } from './http-message.ts';

/** A right request, and what its answer must be beside its status, 200. */
export interface Probe {
  /** In French, for the finding. */
  name: string;
  message: HttpMessage;
  right(answer: HttpAnswer): boolean;
}

/** Plays a right request; why its answer is wrong, if it is. */
export async function probe(door: HttpDoor, { name, message, right }: Probe): Promise<string | undefined> {
  const { received, closed } = await door.play({ door: '', kind: 'sonde', steps: [wireOf(message)] }, -1);
  const [answer] = readAnswers(received, { closed, bodyless: false }).answers;
  return answer?.status === 200 && right(answer) ? undefined : `${name} : ${received.toString('utf8', 0, 300)}`;
}
