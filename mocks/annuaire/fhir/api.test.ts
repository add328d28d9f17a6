import { beforeEach, describe, expect, it } from 'vitest';
import { diagnosticsOf, nextOf, type Read, resources, TestApi } from '../../../test/support/annuaire.ts';
import type { Professional } from '../index.ts';

const api = new TestApi();
const { directory } = api;
beforeEach(() => directory.reset());

const rpps = '99900000017';
const day = 86_400_000;

async function one(identifier = rpps): Promise<Read | undefined> {
  return (await api.find(`Practitioner?identifier=${identifier}`))[0];
}

function someone(changes: Partial<Professional> = {}): Professional {
  const [model] = directory.professionals();
  if (model === undefined) throw new Error('an empty directory');
  return { ...model, rpps: '89990000001', nom: 'TEST NOUVELLE', mailboxes: [], ...changes };
}

describe('a page of results', () => {
  it('has the elements of the real one, in their order', async () => {
    const { body } = await api.get('Practitioner?active=true&_count=10');
    expect([Object.keys(body), body.resourceType, body.type, body.entry?.length]).toEqual([
      ['resourceType', 'type', 'id', 'total', 'entry', 'link'],
      'Bundle',
      'searchset',
      10,
    ]);
  });

  it('names itself as it was asked for, and the next one by an opaque address', async () => {
    const { body } = await api.get('Practitioner?active=true&_count=10');
    expect(body.link).toEqual([
      { relation: 'next', url: expect.stringMatching(/^https:\/\/annuaire\.test\/fhir\/v2\/_page\?id=[\w-]{30,}$/) },
      { relation: 'self', url: 'https://annuaire.test/fhir/v2/Practitioner?active=true&_count=10' },
    ]);
  });

  it('has fifty matches unless told', async () => {
    expect(await api.find('Practitioner')).toHaveLength(50);
  });

  it('is empty, not an error, when nothing matches', async () => {
    const { status, body } = await api.get('Practitioner?identifier=00000000000');
    expect([status, body.total, body.entry, body.link]).toEqual([
      200,
      0,
      [],
      [{ relation: 'self', url: 'https://annuaire.test/fhir/v2/Practitioner?identifier=00000000000' }],
    ]);
  });

  it('is FHIR JSON in UTF-8', async () => {
    const { headers } = await api.get('Practitioner');
    expect(headers.get('content-type')).toBe('application/fhir+json;charset=UTF-8');
  });

  it('is indented on demand', async () => {
    const { text } = await api.get('Practitioner?_count=1&_pretty=true&_format=json');
    expect(text).toContain('\n  "type": "searchset"');
  });

  it('answers under /fhir too, with addresses of the version', async () => {
    const { body } = await api.get('https://annuaire.test/fhir/Practitioner?_count=1');
    expect(body.entry?.[0]?.fullUrl).toMatch(/^https:\/\/annuaire\.test\/fhir\/v2\/Practitioner\/003-\d+-\d+$/);
  });
});

describe('paging', () => {
  it('gives everything once, to the end', async () => {
    const ids = (await api.all('Practitioner?_count=70')).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
  });

  it('is not shifted by what is published meanwhile', async () => {
    const first = await api.get('Practitioner?family=test&_count=150');
    directory.publish([someone({ nom: 'TEST AVANT' })]);
    directory.deactivate(rpps);
    const rest = await api.all(nextOf(first) ?? '');
    const ids = [...resources(first), ...rest].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([299, 299]);
  });

  it('gives a page again', async () => {
    const next = nextOf(await api.get('Practitioner?_count=10')) ?? '';
    const again = [await api.find(next), await api.find(next)];
    expect(again[0]).toEqual(again[1]);
  });

  it('forgets a page that nobody asks for', async () => {
    const next = nextOf(await api.get('Practitioner?_count=10')) ?? '';
    api.now += 600_001;
    expect((await api.get(next)).status).toBe(410);
  });

  it('wants the key on next pages too', async () => {
    const next = nextOf(await api.get('Practitioner?_count=10')) ?? '';
    expect((await api.get(next, { headers: { 'esante-api-key': '' } })).status).toBe(401);
  });

  it.each(['_page', '_page?id=', '_page?id=n-importe-quoi'])('refuses %s', async (path) => {
    const { status, body } = await api.get(path);
    expect([status >= 400, body.resourceType]).toEqual([true, 'OperationOutcome']);
  });
});

describe('_total', () => {
  const shown: ReadonlyArray<[string, boolean]> = [
    ['Practitioner', true],
    ['Practitioner?_total=none', false],
    ['Practitioner?_total=estimate', true],
    ['Practitioner?_total=accurate&name:contains=test', true],
  ];
  it.each(shown)('is shown for %s: %s', async (path, expected) => {
    expect((await api.get(path)).body.total !== undefined).toBe(expected);
  });

  it('is left out of searches in the texts of a large type', async () => {
    const large = new TestApi({ professionals: 5_001, structures: 30 });
    const { body } = await large.get('Practitioner?name:contains=test');
    expect('total' in body).toBe(false);
  });
});

describe('a read', () => {
  it.each(['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService', 'Device'])(
    'gives the %s that searches give',
    async (type) => {
      const [found] = await api.find(`${type}?_count=1`);
      const { body } = await api.get(`${type}/${found?.id}`);
      expect([body, found?.resourceType]).toEqual([found, type]);
    },
  );

  it('misses what is not there', async () => {
    const answer = await api.get('Practitioner/003-0-0');
    expect([answer.status, answer.body]).toEqual([
      404,
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'exception', diagnostics: 'Resource not found with id: 003-0-0' }],
      },
    ]);
  });

  it('answers 410 for what was deleted, then 404 after thirty days', async () => {
    const { id } = (await one()) ?? {};
    directory.delete(rpps);
    const gone = await api.get(`Practitioner/${id}`);
    api.now += 31 * day;
    expect([gone.status, (await api.get(`Practitioner/${id}`)).status]).toEqual([410, 404]);
  });

  it('answers 412 when the version is not the one expected, 304 when it is known', async () => {
    const { id } = (await one()) ?? {};
    const etag = (await api.get(`Practitioner/${id}`)).headers.get('etag') ?? '';
    const expected = await api.get(`Practitioner/${id}`, { headers: { 'if-match': 'W/"99"' } });
    const known = await api.get(`Practitioner/${id}`, { headers: { 'if-none-match': etag } });
    expect([expected.status, known.status]).toEqual([412, 304]);
  });
});

describe('errors', () => {
  const texts: ReadonlyArray<[string, number, string]> = [
    ['Practitioner?foo=1', 400, 'Parameter foo not found for resource Practitioner'],
    ['Device?active=true', 400, 'Parameter active not found for resource Device'],
    ['Practitioner?_sort=family', 400, 'Parameter _sort not found for resource Practitioner'],
    [
      'Practitioner?_count=abc',
      400,
      'The _count parameter must be in the FHIR format with an integer value : "_count=30"',
    ],
    ['Device?_count=10000', 400, 'The _count parameter must be in the FHIR format with an integer value : "_count=30"'],
    [
      'Practitioner?_total=oui',
      400,
      'Bad value for the _total parameter. Allowed values are : accurate, none, estimate',
    ],
    [
      'Practitioner?_include=PractitionerRole:practitioner',
      400,
      'Parameter PractitionerRole:practitioner not found for resource Practitioner',
    ],
    ['PractitionerRole?_revinclude=A:b', 400, 'Parameter A:b not found for resource PractitionerRole'],
    ['Practitioner?_lastUpdated=hier', 400, 'Unknown error'],
    ['Practitioner?_lastUpdated=ge2026-02-31', 400, 'Unknown error'],
    [
      'PractitiXXXner?active=true',
      404,
      "HAPI-0302: Unknown resource type 'PractitiXXXner' - Server knows how to handle: [Practitioner, PractitionerRole, Device, Organization, HealthcareService]",
    ],
  ];
  it.each(texts)('tell what is wrong with %s', async (path, status, text) => {
    const answer = await api.get(path);
    expect([answer.status, diagnosticsOf(answer)]).toEqual([status, text]);
  });

  it('meet a search that would hold the bench', async () => {
    const many = (count: number, value: string): string => Array.from({ length: count }, () => value).join(',');
    const asked = [`identifier=${many(1000, '9')}`, `identifier=${many(1001, '9')}`, `name:contains=${many(101, 'a')}`];
    const answers = await Promise.all(asked.map((search) => api.get(`Practitioner?${search}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400]);
  });

  it.each([
    'Practitioner?%E0%A4%A',
    'Practitioner?=&&=x',
    'Practitioner/%00',
    '_page?id=%FF',
    '//',
    'Practitioner/_search/x',
  ])('answer %s in JSON', async (path) => {
    const { status, body } = await api.get(path);
    expect([status < 500, typeof (body.resourceType ?? body.message)]).toEqual([true, 'string']);
  });

  it('are 500 as in the open-source server, on demand', async () => {
    directory.configureApi({ statutErreur: 500 });
    expect((await api.get('Practitioner?foo=1')).status).toBe(500);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'POST'])('forbids %s', async (method) => {
    expect((await api.get('Practitioner', { method })).status).toBe(403);
  });

  it('has left the first version', async () => {
    expect((await api.get('https://annuaire.test/fhir/v1/Practitioner')).status).toBe(404);
  });
});

describe('metadata', () => {
  it('lists what each type is searched by', async () => {
    const { body } = await api.get('metadata');
    const [{ resource }] = body.rest as [{ resource: Array<{ type: string; searchParam: Array<{ name: string }> }> }];
    const organization = resource.find(({ type }) => type === 'Organization');
    expect([body.fhirVersion, organization?.searchParam.map(({ name }) => name)]).toEqual([
      '4.0.1',
      expect.arrayContaining(['_lastUpdated', 'partof', 'mailbox-mss', 'pharmacy-licence']),
    ]);
  });
});

describe('what is published', () => {
  it('adds a professional, his role and his structure', async () => {
    directory.publish([
      someone({ structure: { ...someone().structure, id: 'R1', raisonSociale: 'CABINET TEST NEUF' } }),
    ]);
    const roles = await api.find(`Practitioner?identifier=89990000001&_revinclude=PractitionerRole:practitioner`);
    const places = await api.find('Organization?name=cabinet test neuf');
    expect([roles.map(({ resourceType }) => resourceType), places.length]).toEqual([
      ['Practitioner', 'PractitionerRole'],
      1,
    ]);
  });

  it('changes one in place: a new version, updated now', async () => {
    const before = await one();
    const [model] = directory.professionals().filter((each) => each.rpps === rpps);
    directory.publish([{ ...(model as Professional), nom: 'TEST MARIAGE' }]);
    const after = await one();
    expect([
      after?.id,
      Number(after?.meta.versionId) - Number(before?.meta.versionId),
      JSON.stringify(after?.name),
    ]).toEqual([before?.id, 1, expect.stringContaining('TEST MARIAGE')]);
  });

  it('keeps one who stopped, inactive, for the deltas', async () => {
    directory.deactivate(rpps);
    const since = new Date(api.now - 1000).toISOString();
    const delta = await api.find(`Practitioner?_lastUpdated=ge${since}`);
    expect(delta.map(({ active }) => active)).toEqual([false]);
  });

  it('takes out of searches what is deleted', async () => {
    directory.delete(rpps);
    expect([await one(), await api.find('PractitionerRole?identifier=9000001700')]).toEqual([undefined, []]);
  });

  it('gives mailboxes to a structure', async () => {
    const mailbox = { adresse: 'urgences@test.mssante.fr', type: 'ORG', dematerialisation: true } as const;
    const known = directory.publishMailboxes({ structure: '630000018' }, [mailbox]);
    const [found] = await api.find('Organization?mailbox-mss=urgences@');
    expect([known, found?.name]).toEqual([true, 'CABINET TEST PROBANT']);
  });

  it('gives mailboxes to a professional', async () => {
    directory.publishMailboxes({ rpps }, [{ adresse: 'dr.cab@test.mssante.fr', type: 'CAB', dematerialisation: true }]);
    expect((await api.find('Practitioner?mailbox-mss=dr.cab@'))[0]).toEqual(await one());
  });

  it('publishes and closes a structure', async () => {
    const [model] = directory.structures();
    if (model === undefined) throw new Error('no structure');
    directory.publishStructures([
      { ...model, id: 'F999999992', finess: '999999992', raisonSociale: 'CENTRE TEST OUVERT' },
    ]);
    directory.deactivate('999999992');
    const found = await api.find('Organization?identifier=999999992');
    expect(found.map(({ name, active }) => [name, active])).toEqual([['CENTRE TEST OUVERT', false]]);
  });

  it('says that nobody is known there', () => {
    expect([directory.deactivate('inconnu'), directory.delete('inconnu')]).toEqual([false, false]);
  });

  it('is forgotten by its owner alone', async () => {
    directory.publish([someone()], 'un');
    directory.deactivate(rpps, 'deux');
    directory.reset('deux');
    expect([(await one())?.active, (await one('89990000001'))?.active]).toEqual([true, true]);
  });

  it('shows in the extraction too', () => {
    directory.delete(rpps);
    expect(directory.professionals().some((each) => each.rpps === rpps)).toBe(false);
  });
});

describe('deltas', () => {
  it('gives what changed since a day', async () => {
    const since = new Date(directory.startedAt - 30 * day).toISOString().slice(0, 10);
    const [all, recent] = [await api.get('Practitioner'), await api.get(`Practitioner?_lastUpdated=ge${since}`)];
    expect([recent.body.total ?? 0, all.body.total ?? 0].map((total) => total > 0 && total < 300)).toEqual([
      true,
      false,
    ]);
  });

  it('answers an older one, as the open-source server does', async () => {
    expect((await api.get('Practitioner?_lastUpdated=ge2020-01-01')).status).toBe(200);
  });

  it('refuses an older one on demand', async () => {
    directory.configureApi({ deltaAncien: 'refuse' });
    const [old, recent] = [
      await api.get('Practitioner?_lastUpdated=ge2020-01-01'),
      await api.get(`Practitioner?_lastUpdated=ge${new Date(api.now - 29 * day).toISOString().slice(0, 10)}`),
    ];
    expect([old.status, recent.status]).toEqual([400, 200]);
  });
});
