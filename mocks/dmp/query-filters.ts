import { classified, codesOf, identifier, type RegistryObject, slotValues } from './ebrim.ts';
import { schemes } from './namespaces.ts';
import type { QueryParameters } from './query-parameters.ts';
import type { DocumentEntry, Lot } from './registry.ts';

const { document: doc, lot } = schemes;

/** Parameters on codes, and the scheme they look at (ITI TF-2 §3.18.4.1.2.3.7.1). */
const codeParameters: ReadonlyArray<[string, string]> = [
  ['$XDSDocumentEntryClassCode', doc.class],
  ['$XDSDocumentEntryTypeCode', doc.type],
  ['$XDSDocumentEntryPracticeSettingCode', doc.practice],
  ['$XDSDocumentEntryHealthcareFacilityTypeCode', doc.facility],
  ['$XDSDocumentEntryEventCodeList', doc.event],
  ['$XDSDocumentEntryConfidentialityCode', doc.confidentiality],
  ['$XDSDocumentEntryFormatCode', doc.format],
];

const timeParameters: ReadonlyArray<[string, string]> = [
  ['$XDSDocumentEntryCreationTime', 'creationTime'],
  ['$XDSDocumentEntryServiceStartTime', 'serviceStartTime'],
  ['$XDSDocumentEntryServiceStopTime', 'serviceStopTime'],
];

const referenceSlot = 'urn:ihe:iti:xds:2013:referenceIdList';

/** The documents that a search keeps: status, codes, times, authors. */
export function filterDocuments(entries: readonly DocumentEntry[], parameters: QueryParameters): DocumentEntry[] {
  // Only what the search names is looked at: a DMP may hold thousands of documents.
  const codeFilters = codeParameters.filter(([name]) => parameters.has(name));
  const timeFilters = timeParameters.filter(([name]) => parameters.has(`${name}From`) || parameters.has(`${name}To`));
  return entries.filter(
    ({ object }) =>
      parameters.accepts('$XDSDocumentEntryStatus', [object.status]) &&
      codeFilters.every(([name, scheme]) => parameters.accepts(name, codes(object, scheme))) &&
      timeFilters.every(([name, slot]) => parameters.includes(name, slotValues(object, slot)[0] ?? '')) &&
      parameters.accepts('$XDSDocumentEntryReferenceIdList', slotValues(object, referenceSlot)) &&
      isBy(object, doc.author, parameters.values('$XDSDocumentEntryAuthorPerson')),
  );
}

/** The lots that a search keeps. */
export function filterLots(lots: readonly Lot[], parameters: QueryParameters): Lot[] {
  return lots.filter(
    ({ object }) =>
      parameters.accepts('$XDSSubmissionSetStatus', [object.status]) &&
      parameters.includes('$XDSSubmissionSetSubmissionTime', slotValues(object, 'submissionTime')[0] ?? '') &&
      parameters.accepts('$XDSSubmissionSetSourceId', [identifier(object, lot.sourceId)]) &&
      parameters.accepts('$XDSSubmissionSetContentType', codes(object, lot.contentType)) &&
      isBy(object, lot.author, parameters.values('$XDSSubmissionSetAuthorPerson')),
  );
}

// A code may be asked bare or, as IHE has it, with its nomenclature: `code^^oid`.
function codes(object: RegistryObject, scheme: string): string[] {
  const systems = classified(object, scheme).map(
    (one) => `${one.representation}^^${slotValues(one, 'codingScheme')[0] ?? ''}`,
  );
  return [...codesOf(object, scheme), ...systems];
}

// `%` stands for any text and `_` for one character, as in SQL LIKE.
function isBy(object: RegistryObject, scheme: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const persons = classified(object, scheme).flatMap((author) => slotValues(author, 'authorPerson'));
  return patterns.some((pattern) => persons.some((person) => like(person, pattern)));
}

// Without a regular expression: a pattern of many `%` would take one for hours.
function like(text: string, pattern: string): boolean {
  let reachable = new Set([0]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (character === '%') for (let i = at; i <= text.length; i += 1) next.add(i);
      else if (at < text.length && (character === '_' || character === text[at])) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}
