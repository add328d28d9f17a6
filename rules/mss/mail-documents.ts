import type { XmlElement } from 'libxml2-wasm';
import type { Finding } from '../../core/index.ts';
import { type DocumentPiece, documentsOf, eachMail, type Mail, parsed } from '../pieces/index.ts';
import type { RuleInputs } from '../rule.ts';

/** A mail, and the CDA documents of its archive. */
export interface DocumentedMail extends Mail {
  documents: DocumentPiece[];
  /** True when its archive could not be read, which is among the findings: what it holds is not known. */
  unread: boolean;
}

/** Applies a check to each mail with the documents of its archive; what could not be read is among the findings. */
export async function eachDocumentedMail(
  inputs: RuleInputs,
  check: (mail: DocumentedMail) => Finding[],
): Promise<Finding[]> {
  const { pieces, findings } = await documentsOf(inputs);
  const checked = await eachMail(inputs, (mail) => {
    // Two readings of one message: same exchange, or same document.
    const documents = pieces.filter(
      (piece) => piece.mail?.bytes === mail.bytes && piece.exchange?.n === mail.exchange?.n,
    );
    const unread = findings.some(({ where }) => where.startsWith(mail.at('')));
    return check({ ...mail, documents, unread });
  });
  const known = new Set(checked.map(({ code, where }) => `${code} ${where}`));
  return [...checked, ...findings.filter(({ code, where }) => !known.has(`${code} ${where}`))];
}

/** Reads something of each document; one that is no XML is among the findings. */
export function fromDocuments<T>(
  mail: DocumentedMail,
  read: (root: XmlElement) => T,
): { values: T[]; findings: Finding[] } {
  const values: T[] = [];
  const findings = mail.documents.flatMap(({ bytes, at }) =>
    parsed(bytes, at, ({ root }) => {
      values.push(read(root));
      return [];
    }),
  );
  return { values, findings };
}

/** Findings about mails alone: a piece that cannot be read is told by the rules of archives and documents. */
export function aboutMails(findings: Finding[]): Finding[] {
  return findings.filter(({ code }) => !/^(?:zip-|xml-illisible$|document-absent$)/.test(code));
}
