import { describe, expect, it } from 'vitest';
import { resources, TestApi } from '../../../test/support/annuaire.ts';
import { Register } from './entities.ts';
import { parameters, resourceTypes } from './parameters.ts';
import { resourceOf } from './resources.ts';

const api = new TestApi();
const sector = 'https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite';
const trade = 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante';

async function count(path: string): Promise<number> {
  const { body, text } = await api.get(`${path}${path.includes('?') ? '&' : '?'}_total=accurate&_count=1`);
  if (body.total === undefined) throw new Error(text);
  return body.total;
}

describe('search parameters', () => {
  // The documented calls first (facts, Annuaire §4.3), then each other parameter.
  const found: ReadonlyArray<[string, string]> = [
    ['Practitioner?identifier=99900000017', '99900000017'],
    ['Practitioner?identifier=899900000017,99900000000', '99900000017'],
    ['Practitioner?identifier=https://rpps.esante.gouv.fr|99900000017', '99900000017'],
    ['Practitioner?name:family=TEMOIN&name:given=ALIX', '99900000017'],
    ['Practitioner?family=témoin', '99900000017'],
    ['Practitioner?given=ali&family:exact=TÉMOIN', '99900000017'],
    ['Practitioner?name=dr&family=temoin', '99900000017'],
    ['Practitioner?mailbox-mss=alix.temoin@', '99900000017'],
    ['Practitioner?number-smartcard=9900000017', '99900000017'],
    ['Practitioner?identifier-type=RPPS&family=temoin', '99900000017'],
    ['Practitioner?type-smartcard=CPS&family=temoin', '99900000017'],
    ['Practitioner?mailbox-mss-type=PER&family=temoin', '99900000017'],
    ['Practitioner?data-registration-authority=CNOM&family=temoin', '99900000017'],
    ['Practitioner?data-information-system=RPPS&family=temoin', '99900000017'],
    [`Practitioner?qualification-code=${trade}%7C10&family=temoin`, '99900000017'],
    ['Organization?identifier=https%3A%2F%2Ffiness.esante.gouv.fr%7C630000018', 'CABINET TEST PROBANT'],
    ['Organization?identifier=1630000018', 'CABINET TEST PROBANT'],
    ['Organization?name=cabinet test prob', 'CABINET TEST PROBANT'],
    ['Organization?name:contains=imagerie,PROBANT', 'CABINET TEST PROBANT'],
    ['Organization?address-line=1 rue du banc', 'CABINET TEST PROBANT'],
    ['Organization?address=clermont&name:contains=probant', 'CABINET TEST PROBANT'],
    ['Organization?address-postalcode=63&address-city=CLERMONT&name:contains=probant', 'CABINET TEST PROBANT'],
    ['Organization?mailbox-mss:contains=secretariat.temoin', 'CABINET TEST PROBANT'],
    [`Organization?type=${sector}%7CSA07&mailbox-mss:contains=%40&name:contains=probant`, 'CABINET TEST PROBANT'],
    ['Organization?identifier-type=FINEG&name:contains=probant', 'CABINET TEST PROBANT'],
  ];
  it.each(found)('finds by %s', async (path, expected) => {
    const one = await api.find(path);
    expect([one.length, JSON.stringify(one)]).toEqual([1, expect.stringContaining(expected)]);
  });

  const chosen: ReadonlyArray<[string, RegExp, RegExp]> = [
    ['Practitioner?active=false', /"active":false/, /"active":true/],
    ['Practitioner?active:not=true', /"active":false/, /"active":true/],
    ['Practitioner?qualification-code=21', /G15-ProfessionSante","code":"21"/, /G15-ProfessionSante","code":"10"/],
    [
      'PractitionerRole?role=https://mos.esante.gouv.fr/NOS/TRE_R06-SectionTableauCNOP/FHIR/TRE-R06-SectionTableauCNOP|A',
      /CNOP","code":"A"/,
      /CNOP","code":"D"/,
    ],
    ['PractitionerRole?role=S&active=true', /R23-ModeExercice","code":"S"/, /R23-ModeExercice","code":"L"/],
    ['PractitionerRole?mailbox-mss:contains=site.', /site\./, /no such text/],
    ['Organization?type=LEGAL-ENTITY', /"LEGAL-ENTITY"/, /GEOGRAPHICAL/],
    ['Organization?active=false', /"active":false/, /"active":true/],
    ['Organization?pharmacy-licence=99', /PHARMACIE TEST/, /CABINET/],
    ['Organization?data-information-system=FINESS', /FINEG/, /RPPSRG/],
    [
      'Device?type=https://mos.esante.gouv.fr/NOS/TRE_R272-EquipementMaterielLourd/FHIR/TRE-R272-EquipementMaterielLourd|05602',
      /"05602"/,
      /"06201"/,
    ],
    ['Device?status=active', /"status":"active"/, /inactive/],
    ['Device?manufacturer=test imag', /TEST IMAGERIE/, /TEST MAGNETIQUE/],
    ['Device?model=test-ct', /"05602"/, /"06201"/],
    [
      'HealthcareService?characteristic=https://mos.esante.gouv.fr/NOS/TRE_R276-FormeActivite/FHIR/TRE-R276-FormeActivite|07',
      /"07"/,
      /social-equipment/,
    ],
    [
      'HealthcareService?_profile=https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-dp-healthcareservice-social-equipment',
      /R280/,
      /R274/,
    ],
    ['HealthcareService?service-type=01', /R274-ActiviteSanitaireRegulee","code":"01"/, /R280/],
    ['HealthcareService?service-category=00', /R275/, /R280/],
    ['HealthcareService?active=true', /"active":true/, /"active":false/],
    ['HealthcareService?as-sp-data-information-system=FINESS', /HealthcareService/, /no such text/],
  ];
  it.each(chosen)('chooses by %s', async (path, present, absent) => {
    const text = JSON.stringify(await api.all(`${path}&_count=5000`));
    expect([text.match(present) === null, text.match(absent)]).toEqual([false, null]);
  });

  it('finds by technical id', async () => {
    const [first] = await api.find('Organization?name:contains=probant');
    const again = await api.find(`Organization?_id=${first?.id ?? ''}`);
    expect(again).toEqual([first]);
  });

  it('finds an equipment by its ARHGOS number', async () => {
    const [first] = await api.find('Device');
    const value = /\d\d-\d\d-\d{5}/.exec(JSON.stringify(first))?.[0];
    expect(await api.find(`Device?identifier=${value}`)).toEqual([first]);
  });

  it('follows references by type and id, or by id alone', async () => {
    const [one] = await api.find('Practitioner?identifier=99900000017');
    const [whole, bare] = [
      await api.find(`PractitionerRole?practitioner=Practitioner/${one?.id}`),
      await api.find(`PractitionerRole?practitioner=${one?.id}`),
    ];
    expect([whole.map(({ practitioner }) => practitioner), bare]).toEqual([
      [{ reference: `Practitioner/${one?.id}` }],
      whole,
    ]);
  });

  it('finds the establishments of a legal entity', async () => {
    const sites = await api.find('Organization?type=GEOGRAPHICAL-ENTITY&name=EHPAD&_include=Organization:partof');
    const legal = sites.find(({ type }) => JSON.stringify(type).includes('LEGAL-ENTITY'));
    const found = await api.find(`Organization?partof=${legal?.id}`);
    expect(new Set(found.map(({ partOf }) => JSON.stringify(partOf)))).toEqual(
      new Set([JSON.stringify({ reference: `Organization/${legal?.id}` })]),
    );
  });

  it('is sensitive to accents and case with :exact alone', async () => {
    const counts = [await count('Practitioner?family:exact=temoin'), await count('Practitioner?family=temoin')];
    expect(counts).toEqual([0, 1]);
  });

  it('begins a text, and contains with :contains alone', async () => {
    expect([await count('Organization?name=probant'), await count('Organization?name:contains=probant')]).toEqual([
      0, 1,
    ]);
  });

  it('takes a system alone for a token', async () => {
    const [total, rang, finess] = [
      await count('Organization'),
      await count('Organization?identifier=https://rppsrang.esante.gouv.fr|'),
      await count('Organization?identifier=https://finess.esante.gouv.fr|'),
    ];
    expect([rang > 0, finess > 0, rang + finess]).toEqual([true, true, total]);
  });

  it('knows no system of the former version', async () => {
    expect(await count('Practitioner?identifier=http://rpps.fr|99900000017')).toBe(0);
  });

  it('joins commas by or, repeated parameters by and', async () => {
    const [doctors, nurses, either, both] = await Promise.all([
      count('Practitioner?qualification-code=10'),
      count('Practitioner?qualification-code=60'),
      count('Practitioner?qualification-code=10,60'),
      count('Practitioner?qualification-code=10&qualification-code=60'),
    ]);
    expect([either, both]).toEqual([doctors + nurses, 0]);
  });

  it('passes over an empty value', async () => {
    expect(await count('Practitioner?family=')).toBe(300);
  });

  it('searches by POST as by GET', async () => {
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const posted = await api.get('Practitioner/_search', { ...form, body: 'identifier=99900000017&_elements=name' });
    expect(resources(posted)).toEqual(await api.find('Practitioner?identifier=99900000017&_elements=name'));
  });
});

describe('includes', () => {
  it('gives the roles of a professional after him, unmarked', async () => {
    const { body } = await api.get('Practitioner?identifier=99900000017&_revinclude=PractitionerRole:practitioner');
    expect([
      body.total,
      body.entry?.map(({ resource }) => resource.resourceType),
      body.entry?.some((one) => 'search' in one),
    ]).toEqual([1, ['Practitioner', 'PractitionerRole'], false]);
  });

  it('gives everything that roles refer to with a star', async () => {
    const types = (await api.find('PractitionerRole?_include=*&_count=2')).map(({ resourceType }) => resourceType);
    expect(new Set(types)).toEqual(new Set(['PractitionerRole', 'Practitioner', 'Organization']));
  });

  it('puts them between the matches, not at the end', async () => {
    const types = (await api.find('PractitionerRole?_include=PractitionerRole:practitioner&_count=20')).map(
      (one) => one.resourceType,
    );
    expect(types.lastIndexOf('PractitionerRole')).toBeGreaterThan(types.indexOf('Practitioner'));
  });

  const followed: ReadonlyArray<[string, string]> = [
    ['Device?_include=Device:organization', 'Organization'],
    ['HealthcareService?_include=HealthcareService:organization', 'Organization'],
    ['Organization?_revinclude=Device:organization', 'Device'],
    ['Organization?_revinclude=HealthcareService:organization', 'HealthcareService'],
    ['Organization?_revinclude=PractitionerRole:organization', 'PractitionerRole'],
  ];
  it.each(followed)('follows %s', async (path, type) => {
    const found = await api.find(`${path}&_count=150`);
    expect(found.some(({ resourceType }) => resourceType === type)).toBe(true);
  });

  it('keeps the elements asked for, and says so', async () => {
    const [one] = await api.find('Practitioner?identifier=99900000017&_elements=name');
    expect([Object.keys(one ?? {}), one?.meta.tag]).toEqual([
      ['resourceType', 'id', 'meta', 'name'],
      [expect.objectContaining({ code: 'SUBSETTED' })],
    ]);
  });
});

describe('what searches look at', () => {
  const register = new Register(api.directory);
  // Dates are compared, and the model of an equipment is in no element of its profile.
  const unwritten = new Set(['_lastUpdated', 'model', 'address-line', 'address', 'status', '_profile']);

  it.each(resourceTypes)('is written in each %s', (type) => {
    const missing = register.shelf(type).entities.flatMap((entity) => {
      const text = JSON.stringify(resourceOf(entity));
      return parameters[type]
        .filter(({ name }) => !unwritten.has(name))
        .flatMap((parameter) => parameter.values(entity).map(({ code }) => [parameter.name, code] as const))
        .filter(([, code]) => !text.includes(code.replace(/^true$|^false$/, '"active":$&')));
    });
    expect(missing).toEqual([]);
  });
});
