import { expect } from 'vitest';

export {
  coded,
  type DmpExchange,
  dmpEnvelope,
  existence,
  retrieval,
  search,
  testActor,
  testIns,
  type VihfChanges,
  vihfXml,
} from '../examples/dmp.ts';
export {
  authorisation,
  authorisationAnswer,
  dmpEchanges,
  existenceAnswer,
  foundDocument,
  registryAnswer,
  testSubject,
} from '../examples/dmp-exchanges.ts';

/** A text with one part replaced; a part that is not there is a fault of the test. */
export function replaced(text: string, part: string, by: string): string {
  expect(text).toContain(part);
  return text.replaceAll(part, by);
}
