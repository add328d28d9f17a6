import { apiCalls, bundle, type TestCall } from '../examples/annuaire.ts';
import type { DomainExamples, SeenExample } from '../examples/example.ts';
import { type Side, seenExample } from '../examples/seen.ts';

/** Calls of a product to the API, on each side, told and shown. */
function wire(right: Side<TestCall>, wrong: Side<TestCall>): SeenExample {
  return seenExample(apiCalls, { right, wrong });
}
/** Addresses asked, each told as it stands. */
function asked(right: string, wrong: string): SeenExample {
  return wire([`GET ${right}`, { path: right }], [`GET ${wrong}`, { path: wrong }]);
}

const extracted = '/annuaire-sante-webservices/V300/services/extraction/PS_LibreAcces';
const page = '/fhir/v2/_page?id=3f2a';
const firstPage: TestCall = { answer: bundle({ next: page }) };
const record = {
  nom: 'TÉMOIN',
  prenom: 'Alix',
  rpps: '99900000017',
  profession: 'Médecin',
  commune: 'Clermont-Ferrand',
  mssante: 'alix.temoin@test.mssante.fr',
};

export const examples: DomainExamples = {
  'annuaire.actifs': asked('/fhir/v2/Practitioner?family=TEMOIN&active=true', '/fhir/v2/Practitioner?family=TEMOIN'),
  'annuaire.cle': wire(
    ['ESANTE-API-KEY sur la recherche et sur la page suivante', {}, { path: page }],
    ['ESANTE-API-KEY sur la recherche, pas sur la page suivante', {}, { path: page, headers: [] }],
  ),
  'annuaire.erreurs': wire(
    ['401, puis aucun autre appel', { status: 401 }],
    ['401, et le même appel trois fois de plus', ...Array.from({ length: 4 }, () => ({ status: 401 }))],
  ),
  'annuaire.etat': {
    read: {
      right: { automatique: '02/03/2026 03:00', prochain: '09/03/2026 03:00', professionnels: '10 000' },
      wrong: { automatique: '02/03/2026 03:00', prochain: '02/04/2026 03:00', professionnels: '10 000' },
    },
    parameters: { jours: 7 },
  },
  'annuaire.extraction': wire(
    ['GET …/extraction/PS_LibreAcces, réponse 200', { path: extracted, headers: [] }],
    ['GET …/extraction/PS_LibreAcces, réponse 503, et rien de plus', { path: extracted, headers: [], status: 503 }],
  ),
  'annuaire.fiche': {
    read: { right: record, wrong: { ...record, rpps: '9990000001' } },
    parameters: { fiche: { rpps: '99900000017', nom: 'TÉMOIN' } },
  },
  'annuaire.identifiants': asked('/fhir/v2/Practitioner?identifier=99900000017', '/fhir/v2/Practitioner/003-3000-4000'),
  'annuaire.mssante': {
    read: {
      right: { adresses: ['alix.temoin@test.mssante.fr', 'cabinet@test.mssante.fr'] },
      wrong: { adresses: ['alix.temoin@test.mssante.fr', 'cabinet@exemple.fr'] },
    },
    parameters: {
      boites: ['alix.temoin@test.mssante.fr', 'cabinet@test.mssante.fr'],
      autres: ['cabinet@exemple.fr'],
    },
  },
  'annuaire.pages': wire(
    [`link[next] = ${page}, demandée telle quelle`, firstPage, { path: page }],
    [
      `link[next] = ${page} ; le produit demande …/Practitioner?_offset=50`,
      firstPage,
      { path: '/fhir/v2/Practitioner?_offset=50' },
    ],
  ),
  'annuaire.recherche': {
    read: {
      right: { resultats: [{ rpps: '99900000017', mssante: 'alix.temoin@test.mssante.fr' }] },
      wrong: { resultats: [{ rpps: '99900000017', mssante: 'ancienne.adresse@test.mssante.fr' }] },
    },
    parameters: { rpps: '99900000017', present: true, mssante: 'alix.temoin@test.mssante.fr' },
  },
  'annuaire.requetes': wire(
    ['GET /fhir/v2/Practitioner?identifier=99900000017', {}],
    ['PUT /fhir/v2/Practitioner/003-3000-4000', { method: 'PUT', path: '/fhir/v2/Practitioner/003-3000-4000' }],
  ),
  'annuaire.version': asked(
    '/fhir/v2/Practitioner?identifier=https://rpps.esante.gouv.fr|99900000017',
    '/fhir/v2/Practitioner?identifier=http://rpps.fr|99900000017',
  ),
};
