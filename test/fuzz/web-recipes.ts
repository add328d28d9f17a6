import { anyElement, anyEnvelope, anyJson, anyText } from './arbitraries.ts';
import { mutated } from './byte-mutations.ts';
import type { Dice } from './dice.ts';
import { type HttpMessage, looseWire, oddHead, wireOf } from './http-message.ts';
import type { FuzzInput } from './input.ts';
import { encodedXml, mutatedXml } from './xml-mutations.ts';

/** Makes an input of a message: most on a kept connection, some with a framing of their own. */
export function webInput(
  made: { door: string; kind: string; message: HttpMessage; secrets?: readonly string[] },
  dice: Dice,
): FuzzInput {
  const { door, kind, secrets } = made;
  const message = oddHead(made.message, dice);
  const own = secrets === undefined ? {} : { secrets };
  if (!dice.chance(0.07)) return { door, kind, steps: [wireOf(message)], ...own };
  return { door, kind: 'trames', steps: [looseWire(message, dice)], loose: true, ...own };
}

/** XML made of a right one: as it is, with other values, structures, bytes; or made of nothing. */
export function xmlBody(dice: Dice, right: () => string, otherValues: () => string): { kind: string; body: Buffer } {
  const way = dice.int(100);
  if (way < 6) return { kind: 'valide', body: Buffer.from(right()) };
  if (way < 34) return { kind: 'valeurs', body: encodedXml(otherValues(), dice) };
  if (way < 72) return { kind: 'structure', body: encodedXml(mutatedXml(right(), dice), dice) };
  if (way < 88) return { kind: 'octets', body: mutated(Buffer.from(right()), dice) };
  if (way < 96) return { kind: 'enveloppe', body: encodedXml(dice.draw(anyEnvelope), dice) };
  return { kind: 'autre', body: Buffer.from(dice.draw(dice.chance(0.5) ? anyJson : anyElement)) };
}

/** A value that some other one of a request takes: random, or right for its kind. */
export function value(dice: Dice, right: string, others: readonly string[] = []): string {
  const way = dice.int(10);
  if (way < 4) return right;
  if (way < 6 && others.length > 0) return dice.pick(others);
  const text = dice.draw(anyText);
  return way < 9 ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : text;
}
