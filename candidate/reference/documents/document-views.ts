import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import { dayText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';
import type { MedicalDocument, ReceivedDocument } from './document.ts';
import type { DocumentService } from './document-service.ts';
import { kinds } from './kinds.ts';

/** One line of the list of documents. */
export type DocumentLine = VerbResult<'lireDocuments'>['lignes'][number];

/** How the user wants the list. */
export type DocumentOrder = VerbArgs<'lireDocuments'>['tri'];

/** The order that is asked for, as the software follows it. */
export function orderOf(asked: DocumentOrder, planted: DefectSet): DocumentOrder {
  if (asked === 'type' && planted.has('documents-tri-type-ignore')) return 'date';
  return asked === 'date' && planted.has('documents-tri-date-ignore') ? 'type' : asked;
}

/** The list of a file's documents, the latest first unless they are to be by type (CDA/INT.04). */
export function documentLines(documents: DocumentService, dossier: string, order?: DocumentOrder): DocumentLine[] {
  const own = documents.of(dossier).map((document) => ({ at: document.date, line: ownLine(document) }));
  const received = documents
    .receivedOf(dossier)
    .map((document) => ({ at: document.date, line: receivedLine(document) }));
  const dated = [...own, ...received].reverse().sort((one, other) => other.at.getTime() - one.at.getTime());
  const lines = dated.map(({ line }) => line);
  return order === 'type' ? lines.toSorted((one, other) => one.type.localeCompare(other.type, 'fr')) : lines;
}

/** A line as the screen and the adapter show it. */
export function displayed(line: DocumentLine, planted: DefectSet): DocumentLine {
  return {
    ...line,
    etat: planted.has('document-etat-absent') ? '' : line.etat,
    version: planted.has('document-version-absente') ? '' : line.version,
  };
}

function ownLine({ id, titre, type, version, etat, date, partages }: MedicalDocument): DocumentLine {
  return {
    document: id,
    titre,
    type: kinds[type].label,
    version: String(version),
    etat,
    date: dayText(date),
    origine: 'cabinet',
    partages: partages.join(' ; '),
  };
}

function receivedLine({ id, titre, type, origine, etat, date }: ReceivedDocument): DocumentLine {
  return { document: id, titre, type, version: '', etat, date: dayText(date), origine, partages: '' };
}
