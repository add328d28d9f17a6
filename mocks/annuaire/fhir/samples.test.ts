import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Read, resources, TestApi } from '../../../test/support/annuaire.ts';
import type { Mailbox, Professional, Structure } from '../index.ts';

const samples = resolve(import.meta.dirname, '../../../../shared/data/annuaire/samples-reconstructed');
const present = existsSync(samples);

// The elements of the samples that the model is filled from; their shapes are compared whole afterwards.
interface Box {
  value: string;
  extension: [
    unknown,
    {
      extension: Array<{
        url: string;
        valueBoolean?: boolean;
        valueString?: string;
        valueCodeableConcept?: { coding: [{ code: string }] };
      }>;
    },
  ];
}
interface Person {
  identifier: [unknown, { value: string }];
  name: [{ family: string; given: [string]; prefix: [Professional['civilite']] }];
  telecom: Box[];
  qualification: Array<{ code: { coding: Array<{ code: string }> } }>;
  extension: [{ extension: [unknown, { valueString: string }, { valuePeriod: { start: string; end: string } }] }];
}
interface Place {
  name: string;
  identifier: [unknown, { value: string }];
  type: Array<{ coding: [{ code: string }] }>;
  telecom: Array<Box & { system: string }>;
  address: [{ city: string; postalCode: string; _line: [{ extension: Array<{ valueString: string }> }] }];
}
interface Role {
  code: Array<{ coding: [{ code: string }] }>;
  telecom: Box[];
}

function sample<T>(name: string): T {
  return JSON.parse(readFileSync(join(samples, name), 'utf8')) as T;
}

function boxOf({ value, extension: [, { extension }] }: Box): Mailbox {
  const part = (url: string) => extension.find((one) => one.url === url);
  const description = part('description')?.valueString;
  return {
    adresse: value,
    type: (part('type')?.valueCodeableConcept?.coding[0].code ?? '') as Mailbox['type'],
    dematerialisation: part('digitization')?.valueBoolean ?? false,
    ...(description === undefined ? {} : { description }),
  };
}

const coded = (code = ''): { code: string; libelle: string } => ({ code, libelle: '' });

function structureOf({ name, identifier, type, telecom, address: [address] }: Place): Structure {
  const [, { value: finess }] = identifier;
  const [, sector, category, naf] = type.map(({ coding: [{ code }] }) => code);
  const [number, kind, street] = address._line[0].extension.map(({ valueString }) => valueString);
  return {
    id: `F${finess}`,
    finess,
    raisonSociale: name,
    secteur: coded(sector),
    categorie: coded(category),
    ape: coded(naf),
    rattachement: 'F990000000',
    numeroVoie: number ?? '',
    typeVoie: coded(kind),
    voie: street ?? '',
    codePostal: address.postalCode,
    commune: { code: '', libelle: address.city },
    mailboxes: telecom.filter(({ system }) => system === 'email').map(boxOf),
    telephone: telecom.find(({ system }) => system === 'phone')?.value ?? '',
  };
}

function professionalOf(person: Person, role: Role, structure: Structure): Professional {
  const [{ family, given, prefix }] = person.name;
  const [, practice, skill] = person.qualification.map(({ code }) => code.coding);
  const [, mode, job] = role.code.map(({ coding: [{ code }] }) => code);
  const [
    {
      extension: [, number, period],
    },
  ] = person.extension;
  return {
    rpps: person.identifier[1].value,
    nom: family,
    prenom: given[0],
    civilite: prefix[0],
    profession: coded(practice?.[1]?.code),
    savoirFaire: coded(skill?.[1]?.code),
    mode: mode as Professional['mode'],
    fonction: coded(job),
    structure,
    mailboxes: [
      ...person.telecom.map(boxOf),
      ...role.telecom.map((box): Mailbox => ({ ...boxOf(box), activite: true })),
    ],
    cartes: [{ type: 'CPS', numero: number.valueString, debut: period.valuePeriod.start, fin: period.valuePeriod.end }],
  };
}

/** What differs from one directory to another: technical ids, versions, dates; and the authority, which the sample leaves out. */
function comparable(resource: object): unknown {
  const text = JSON.stringify(resource, (key, value: unknown) => {
    if (['id', 'versionId', 'lastUpdated'].includes(key)) return key;
    if (key === 'reference') return String(value).replace(/\/.*/, '');
    return Array.isArray(value)
      ? value.filter((one: { url?: string }) => one?.url !== 'autorite-enregistrement')
      : value;
  });
  return JSON.parse(text);
}

describe.skipIf(!present)('samples rebuilt from the facts (skipped: ../shared is absent)', () => {
  const api = new TestApi({ professionals: 1, structures: 1 });

  async function published(): Promise<Read[]> {
    const structure = structureOf(sample<Place>('organization.json'));
    api.directory.publishStructures([structure]);
    api.directory.publish([
      professionalOf(sample<Person>('practitioner.json'), sample<Role>('practitionerrole.json'), structure),
    ]);
    return resources(await api.get(`PractitionerRole?_include=*&mailbox-mss:contains=@`));
  }

  it.each(['practitioner', 'organization'])('writes each field of %s.json', async (name) => {
    const expected = sample<Read>(`${name}.json`);
    const found = (await published()).find(({ resourceType }) => resourceType === expected.resourceType);
    expect(comparable(found ?? {})).toEqual(comparable(expected));
  });

  it('writes each field of practitionerrole.json but its number', async () => {
    const withoutNumber = (role: Read | undefined): unknown => comparable({ ...role, identifier: [] });
    const found = (await published()).find(({ resourceType }) => resourceType === 'PractitionerRole');
    expect(withoutNumber(found)).toEqual(withoutNumber(sample<Read>('practitionerrole.json')));
  });

  it('keeps the order of the elements', async () => {
    const found = (await published()).find(({ resourceType }) => resourceType === 'Practitioner');
    expect(Object.keys(found ?? {})).toEqual(Object.keys(sample<object>('practitioner.json')));
  });

  it.each([
    ['operationoutcome-404.json', 'Practitioner/003-0-0'],
    ['operationoutcome-unknown-param.json', 'Practitioner?foo=1'],
  ])('writes %s', async (name, path) => {
    expect((await api.get(path)).body).toEqual(sample(name));
  });

  it('writes an empty bundle as bundle-empty.json', async () => {
    const { body } = await api.get('Practitioner?identifier=00000000000');
    const expected = sample<{ link: unknown[] }>('bundle-empty.json');
    expect([Object.keys(body), { ...body, id: '', link: [] }]).toEqual([
      Object.keys(expected),
      { ...expected, id: '', link: [] },
    ]);
  });
});
