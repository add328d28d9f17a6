import { expect } from 'vitest';

export { mails, wire } from '../examples/mails.ts';
export {
  archiveFile,
  deposit,
  documentMail,
  type MailFile,
  metadataOf,
  patient,
  pdfFile,
  plainMail,
  rightCda,
  rightPdf,
} from '../examples/pieces.ts';

/** The text with one piece replaced; a piece that is not there is a fault of the test. */
export function replaced(text: string, piece: string | RegExp, by: string): string {
  expect(text).toMatch(piece instanceof RegExp ? piece : new RegExp(escaped(piece)));
  return text.replace(piece, () => by);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
