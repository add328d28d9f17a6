import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { consultation } from './consultation.rule.ts';
import { dmpEchanges, dmpEnvelope, replaced, retrieval, search } from './testing.ts';

const check = (body: string, parameters = {}): string[] =>
  places(consultation.check(dmpEchanges({ body: dmpEnvelope({ body }) }), parameters));
const query = '/soap:Envelope/soap:Body/query:AdhocQueryRequest';
const request = '/soap:Envelope/soap:Body/xds:RetrieveDocumentSetRequest/xds:DocumentRequest';

test('accepts a search and a retrieval', () => {
  expect(check(search())).toEqual([]);
  expect(check(retrieval(), { uniqueId: '2.25.1' })).toEqual([]);
});

test.each([
  ['option', `${query}/query:ResponseOption`, 'LeafClass', 'ObjectRef'],
  ['option', `${query}/query:ResponseOption`, 'returnComposedObjects="true"', 'returnComposedObjects="false"'],
  ['requete', `${query}/rim:AdhocQuery/@id`, '14d4debf', '04d4debf'],
  ['parametre-absent', 'recherche FindDocuments · $XDSDocumentEntryStatus', '$XDSDocumentEntryStatus', '$autre'],
  ['valeur', 'recherche · $XDSDocumentEntryStatus', "('urn:", '(urn:'],
  ['valeur', 'recherche · $XDSDocumentEntryServiceStartTimeFrom', '20240302000000', "'20240302000000'"],
  ['valeur', 'recherche · $XDSDocumentEntryServiceStartTimeFrom', '20240302000000', '2024-03-02'],
  ['valeur', 'recherche · $XDSDocumentEntryPatientId', "ISO^NH'", 'ISO^NH'],
])('refuses a search as « %s » at %s: %s → %s', (...[code, place, part, by]) => {
  expect(check(replaced(search(), part, by))).toEqual([`${code} @ échange 1 · ${place}`]);
});

test('a name of parameter that closes a quote is only a name', () => {
  expect(check(replaced(search(), '$XDSDocumentEntryStatus', '$a&quot;] | //*[&quot;'))).toEqual([
    'parametre-absent @ échange 1 · recherche FindDocuments · $XDSDocumentEntryStatus',
  ]);
});

test('refuses a patient in parentheses', () => {
  const body = search().replace(/('[^']*NH')/, '($1)');
  expect(check(body)).toEqual(['valeur @ échange 1 · recherche · $XDSDocumentEntryPatientId']);
});

test.each([
  ['unique-id', 'xds:DocumentUniqueId', '2.25.1', 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001'],
  ['entrepot', 'xds:RepositoryUniqueId', '1.2.250.1.213.4.1.1.1.2', '1.2.250.1.213.4.1.1.1.3'],
])('refuses a retrieval as « %s » at %s', (...[code, place, part, by]) => {
  expect(check(replaced(retrieval(), part, by))).toEqual([`${code} @ échange 1 · ${request}/${place}`]);
});

test('refuses a retrieval that does not say of what', () => {
  expect(check(replaced(retrieval(), 'DocumentUniqueId', 'Autre'))).toEqual([`demande @ échange 1 · ${request}`]);
});

test('refuses a document that was not asked for', () => {
  expect(check(retrieval(), { uniqueId: '2.25.2' })).toEqual(['document-non-lu @ echanges']);
});

test('refuses a wire without any consultation', () => {
  expect(places(consultation.check(dmpEchanges({}), {}))).toEqual(['aucun-echange @ echanges']);
});

test('asks for every criterion in one search', () => {
  const criteres = { $XDSDocumentEntryTypeCode: '11502-2' };
  const slot =
    '<r:Slot name="$XDSDocumentEntryTypeCode"><r:ValueList><r:Value>(\'11502-2^^2.16.840.1.113883.6.1\')</r:Value></r:ValueList></r:Slot>';
  expect(check(replaced(search(), '</r:AdhocQuery>', `${slot}</r:AdhocQuery>`), { criteres })).toEqual([]);
  expect(check(search(), { criteres })).toEqual(['critere-absent @ recherche']);
});
