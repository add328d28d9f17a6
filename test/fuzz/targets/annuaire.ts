import { anyText } from '../arbitraries.ts';
import type { BenchProcess } from '../bench-process.ts';
import { mutatedText } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import type { HttpMessage } from '../http-message.ts';
import { type AnswerOracle, jsonOracle, judgeHttp, wrong } from '../http-oracles.ts';
import type { Target } from '../input.ts';
import { probe } from '../probe.ts';
import { webInput } from '../web-recipes.ts';

const types = ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService', 'Device'];
const names = [
  '_id',
  '_lastUpdated',
  'identifier',
  'identifier-type',
  'mailbox-mss',
  'active',
  'family',
  'given',
  'name',
  'qualification-code',
  'organization',
  'practitioner',
  'role',
  'address',
  'address-city',
  'type',
  'partof',
  'characteristic',
  'service-type',
  '_count',
  '_total',
  '_include',
  '_revinclude',
  '_sort',
  '_format',
  '_pretty',
  '_elements',
  '_summary',
  '__proto__',
];
const modifiers = ['', '', '', '', ':exact', ':contains', ':missing', ':not', ':above', ':[x]', ':Practitioner', ':'];
const extractions = [
  'PS_LibreAcces',
  'PS_LibreAcces_Personne_activite.txt',
  'Extraction_Correspondance_MSSante',
  'Extraction_Correspondance_MSSante.txt',
  'inconnue',
];

/** The FHIR API and the extractions. */
export async function annuaireTarget(bench: BenchProcess): Promise<Target> {
  const ca = await bench.read('ca');
  const door = new HttpDoor({ port: Number(new URL(bench.place.endpoints.annuaire).port), tls: { ca } });
  const key = bench.place.env['PROBANT_ANNUAIRE_CLE'] ?? '';
  return {
    doors: { annuaire: door },
    make: (dice) => webInput({ door: 'annuaire', ...request(dice, key), secrets: [key] }, dice),
    judge: (seen, input) => judgeHttp(seen, input, oracle),
    healthy: () =>
      probe(door, {
        name: 'recherche',
        message: {
          method: 'GET',
          path: '/fhir/v2/Practitioner?_count=1',
          headers: [['ESANTE-API-KEY', key]],
          body: Buffer.alloc(0),
        },
        right: ({ body }) => body.includes('"searchset"'),
      }),
  };
}

function request(dice: Dice, key: string): { kind: string; message: HttpMessage } {
  const headers = dice.chance(0.93)
    ? [['ESANTE-API-KEY', key] as const]
    : [['ESANTE-API-KEY', dice.pick(['', 'x', 'é', key.slice(1)])] as const];
  const bodyless = { headers, body: Buffer.alloc(0) };
  const way = dice.int(100);
  // An extraction weighs megabytes: a few are enough.
  if (way < 1)
    return {
      kind: 'extraction',
      message: {
        method: dice.pick(['HEAD', 'HEAD', 'GET']),
        path: `/annuaire-sante-webservices/V300/services/extraction/${dice.pick(extractions)}`,
        ...bodyless,
      },
    };
  if (way < 15)
    return {
      kind: 'lecture',
      message: { method: 'GET', path: readPath(dice), ...bodyless, headers: [...headers, ...conditions(dice)] },
    };
  const type = dice.chance(0.97)
    ? dice.pick(types)
    : encodeURIComponent(dice.draw(anyText).slice(0, 60).toWellFormed());
  const search = searchText(dice);
  if (way < 90)
    return {
      kind: 'recherche',
      message: {
        method: 'GET',
        path: `/fhir${dice.chance(0.9) ? '/v2' : dice.pick(['', '/v1', '/v2/v2'])}/${type}?${search}`.slice(0, 12_000),
        ...bodyless,
      },
    };
  const posted = {
    method: 'POST',
    path: `/fhir/v2/${type}/_search`,
    headers: [...headers, ['Content-Type', 'application/x-www-form-urlencoded'] as const],
    body: Buffer.from(search),
  };
  return { kind: 'recherche POST', message: posted };
}

function readPath(dice: Dice): string {
  const id = dice.pick([
    '003-1-1',
    '__proto__',
    encodeURIComponent(dice.draw(anyText).slice(0, 100).toWellFormed()),
    '',
  ]);
  return dice.pick([
    `/fhir/v2/metadata`,
    `/fhir/v2/${dice.pick(types)}/${id}`,
    `/fhir/v2/${dice.pick(types)}/${id}/_history/1`,
    `/fhir/v2/_page?id=${encodeURIComponent(dice.draw(anyText).slice(0, 200).toWellFormed())}`,
    '/fhir/v2/',
    '/fhir/v2/Practitioner/%ff',
  ]);
}

function conditions(dice: Dice): Array<readonly [string, string]> {
  return dice.chance(0.3)
    ? [
        dice.pick([
          ['If-Match', 'W/"1"'],
          ['If-None-Match', 'W/"1"'],
          ['If-Match', 'é'],
          ['Accept', 'application/fhir+xml'],
        ] as const),
      ]
    : [];
}

function searchText(dice: Dice): string {
  const parts = Array.from(
    { length: dice.pick([0, 1, 1, 2, 3, 8]) },
    () => `${dice.pick(names)}${dice.pick(modifiers)}=${encodeURIComponent(searchValue(dice).toWellFormed())}`,
  );
  const count = dice.chance(0.8) ? ['_count=2'] : [];
  const text = [...parts, ...count].join('&');
  return (dice.chance(0.9) ? text : mutatedText(text, dice)).replaceAll(/[^\x21-\x7e]/g, '');
}

function searchValue(dice: Dice): string {
  if (dice.chance(0.4)) return dice.draw(anyText).slice(0, 2_000);
  return dice.pick([
    'test',
    'TEST,DUPONT',
    '|',
    'urn:oid:1.2|x',
    'a|b|c',
    'ge2020-01-01',
    'ge2026-13-45',
    'ap2026',
    'gt9999-12-31T99:99:99Z',
    'sa-1',
    'Organization/1',
    '*',
    'Practitioner:x',
    'PractitionerRole:practitioner',
    '0',
    '-1',
    '1e3',
    '99999999999',
    'true',
    'accurate',
    'xml',
    '\\,',
    '\\',
  ]);
}

const fhir = jsonOracle((value, status) => {
  if (status < 400) return typeof value['resourceType'] === 'string' ? undefined : 'JSON sans resourceType';
  if (value['resourceType'] === 'OperationOutcome')
    return Array.isArray(value['issue']) && value['issue'].length > 0 ? undefined : 'OperationOutcome sans issue';
  // The gateway's own answers, before the API.
  return typeof value['message'] === 'string' && value['http_status_code'] === status
    ? undefined
    : 'erreur qui n’est ni un OperationOutcome ni de la passerelle';
});

const oracle: AnswerOracle = (answer) => {
  const { status, headers, body } = answer;
  const type = headers.get('content-type') ?? '';
  if (/json/.test(type)) return status >= 500 ? wrong(status, 'erreur 500') : fhir(answer);
  if (status === 304) return { answer: '304', findings: [] };
  if (status === 200 && /^(?:text\/plain|application\/zip)/.test(type))
    return { answer: '200 extraction', findings: [] };
  return [404, 413].includes(status) && /^text\/plain/.test(type)
    ? { answer: `${status} texte`, findings: [] }
    : wrong(status, `réponse de type « ${type} » : ${body.toString('utf8', 0, 100)}`);
};
