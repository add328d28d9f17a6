import { expect } from 'vitest';
import type { Finding } from '../core/index.ts';
import { insiRequest } from './examples/insi.ts';
import { observation } from './examples/observation.ts';
import type { RuleInputs } from './rule.ts';

export {
  assertedRequest,
  type CallIds,
  cardAssertion,
  cardRequest,
  cardSubject,
  type ExchangeChanges,
  echanges,
  insiRequest,
  pscAssertion,
} from './examples/insi.ts';
export { observation };

/** What a test compares of findings: `code @ place`, one for each. */
export function places(findings: Finding[]): string[] {
  return findings.map(({ code, where }) => `${code} @ ${where}`);
}

/** Inputs of a rule that looks at one read of the driver. */
export function lecture(value: unknown): RuleInputs {
  return { lecture: observation(value) };
}

/** Inputs of a rule that looks at a document. */
export function documentOf(text: string): RuleInputs {
  return { document: Buffer.from(text) };
}

/** A right request with one text replaced; a text that is not there is a fault of the test. */
export function brokenRequest(text: string, by: string): string {
  const right = insiRequest();
  expect(right).toContain(text);
  return right.replaceAll(text, by);
}

/** Entities that would expand to a thousand million characters. */
export function entityBomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  return insiRequest()
    .replace('?>', `?><!DOCTYPE s:Envelope [<!ENTITY e0 "x">${levels.join('')}]>`)
    .replace('ADRTROIS', '&e9;');
}
