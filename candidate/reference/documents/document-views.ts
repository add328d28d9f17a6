import type { VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';
import type { MedicalDocument, ReceivedDocument } from './document.ts';
import type { DocumentService } from './document-service.ts';
import { kinds } from './kinds.ts';

/** One line of the list of documents. */
export type DocumentLine = VerbResult<'lireDocuments'>['lignes'][number];

/** The list of a file's documents, the latest first. */
export function documentLines(documents: DocumentService, dossier: string): DocumentLine[] {
  const own = documents.of(dossier).map((document) => ({ at: document.date, line: ownLine(document) }));
  const received = documents
    .receivedOf(dossier)
    .map((document) => ({ at: document.date, line: receivedLine(document) }));
  return [...own, ...received]
    .reverse()
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .map(({ line }) => line);
}

/** A line as the screen and the adapter show it. */
export function displayed(line: DocumentLine, planted: DefectSet): DocumentLine {
  return {
    ...line,
    etat: planted.has('document-etat-absent') ? '' : line.etat,
    version: planted.has('document-version-absente') ? '' : line.version,
  };
}

function ownLine({ id, titre, type, version, etat, partages }: MedicalDocument): DocumentLine {
  return {
    document: id,
    titre,
    type: kinds[type].label,
    version: String(version),
    etat,
    origine: 'cabinet',
    partages: partages.join(' ; '),
  };
}

function receivedLine({ id, titre, type, origine, etat }: ReceivedDocument): DocumentLine {
  return { document: id, titre, type, version: '', etat, origine, partages: '' };
}
