import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { processEnvironment } from '../../core/index.ts';
import {
  type AnnuaireControl,
  AnnuaireDirectory,
  annuaireHandlers,
  extractionPath,
  type Professional,
} from './index.ts';

let now = Date.parse('2026-08-26T08:13:00.250Z');
const environment = processEnvironment({ clock: { now: () => now } });
const directory = new AnnuaireDirectory({ environment, seed: 'graine', professionals: 50, structures: 40 });
const control: AnnuaireControl = directory;
const server = setupServer(...annuaireHandlers(directory));

beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => control.reset());

function get(name: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`https://annuaire.test${extractionPath}/${name}`, { headers });
}

async function lines(name: string): Promise<Array<Record<string, string>>> {
  const [header = [], ...rows] = (await (await get(name)).text())
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|'));
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i] ?? ''])));
}

const activities = 'PS_LibreAcces_Personne_activite.txt';
const mailboxes = 'Extraction_Correspondance_MSSante.txt';

function published(changes: Partial<Professional> = {}): Professional {
  const [model] = directory.professionals();
  if (model === undefined) throw new Error('an empty directory');
  return { ...model, rpps: '99900099999', nom: 'TEST NOUVEAU', ...changes };
}

describe('the extraction of professionals', () => {
  it('has a line for each activity of the active professionals', async () => {
    const expected = directory.professionals().map((one) => 1 + (one.autresActivites?.length ?? 0));
    expect(await lines(activities)).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
  });

  it('has the physician of the bench, as public readers of the file expect it', async () => {
    const found = (await lines(activities)).find((line) => line['Identification nationale PP'] === '899900000017');
    expect(found).toMatchObject({
      "Type d'identifiant PP": '8',
      'Identifiant PP': '99900000017',
      "Nom d'exercice": 'TÉMOIN',
      'Code profession': '10',
      'Libellé savoir-faire': 'Médecine générale',
      'Numéro FINESS site': '630000018',
      'Code commune (coord. structure)': '63113',
    });
  });

  it('has as many cells in each line', async () => {
    const rows = (await (await get(activities)).text()).trimEnd().split('\n');
    expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([57]));
  });

  it('marks every drawn name as a test', async () => {
    const names = (await lines(activities)).map((line) => line["Nom d'exercice"] ?? '');
    expect(names.filter((name) => !name.startsWith('TEST') && name !== 'TÉMOIN')).toEqual([]);
  });

  it('numbers them once each, in the range of test cards', async () => {
    const numbers = (await lines(activities)).map((line) => line['Identification nationale PP'] ?? '');
    expect(new Set(numbers.filter((number) => /^8999\d{8}$/.test(number))).size).toBe(directory.professionals().length);
  });

  it('is the same for the same seed', () => {
    const again = new AnnuaireDirectory({ environment, seed: 'graine', professionals: 50, structures: 40 });
    expect(again.professionals()).toEqual(directory.professionals());
  });

  it('is an archive of three dated files, as on the real service', async () => {
    const answer = await get('PS_LibreAcces');
    const zip = await fromBufferPromise(Buffer.from(await answer.arrayBuffer()));
    const names: string[] = [];
    for await (const { fileName } of zip.eachEntry()) names.push(fileName);
    expect([answer.headers.get('content-disposition'), ...names]).toEqual([
      expect.stringMatching(/^attachment; filename=PS_LibreAcces_\d{12}\.zip$/),
      expect.stringMatching(/^PS_LibreAcces_Personne_activite_\d{12}\.txt$/),
      expect.stringMatching(/^PS_LibreAcces_SavoirFaire_\d{12}\.txt$/),
      expect.stringMatching(/^PS_LibreAcces_Dipl_AutExerc_\d{12}\.txt$/),
    ]);
  });

  it('is dated by the hour of Paris', async () => {
    const dated = new AnnuaireDirectory({
      environment: processEnvironment({ clock: { now: () => Date.parse('2026-08-26T08:13:00Z') } }),
      seed: 'x',
      professionals: 2,
      structures: 2,
    });
    server.use(...annuaireHandlers(dated));
    const answer = await get('Extraction_Correspondance_MSSante');
    server.resetHandlers();
    expect(answer.headers.get('content-disposition')).toContain('_202608261013.zip');
  });
});

describe('the extraction of mailboxes', () => {
  it('has the 31 columns of the real file', async () => {
    const [header = ''] = (await (await get(mailboxes)).text()).split('\n');
    expect(header.split('|')).toHaveLength(31);
  });

  it('gives the mailbox of the physician', async () => {
    const found = (await lines(mailboxes)).filter((line) => line['Identification nationale PP'] === '899900000017');
    expect(found.map((line) => [line['Type de BAL'], line['Adresse BAL'], line['Dématérialisation']])).toEqual([
      ['PER', 'alix.temoin@test.mssante.fr', 'O'],
    ]);
  });

  it('has only addresses of the test domain, each once', async () => {
    const addresses = (await lines(mailboxes)).map((line) => line['Adresse BAL'] ?? '');
    const distinct = new Set(addresses.filter((address) => /^[a-z0-9.-]+@test\.mssante\.fr$/.test(address)));
    expect(distinct.size).toBe(addresses.length);
  });

  it('leaves some professionals without a mailbox', async () => {
    const known = new Set((await lines(mailboxes)).map((line) => line['Identification nationale PP']));
    const without = (await lines(activities)).filter((line) => !known.has(line['Identification nationale PP']));
    expect(without.length).toBeGreaterThan(0);
  });
});

describe('AnnuaireControl', () => {
  async function named(rpps: string): Promise<string[]> {
    const found = (await lines(activities)).filter((line) => line['Identifiant PP'] === rpps);
    return found.map((line) => line["Nom d'exercice"] ?? '');
  }

  it('adds a professional', async () => {
    control.publish([published()]);
    expect(await named('99900099999')).toEqual(['TEST NOUVEAU']);
  });

  it('changes a generated one until it is reset', async () => {
    control.publish([published({ rpps: '99900000017', nom: 'TEST MARIAGE' })], 'scenario');
    const changed = await named('99900000017');
    control.reset('scenario');
    expect([changed, await named('99900000017')]).toEqual([['TEST MARIAGE'], ['TÉMOIN']]);
  });

  it('keeps what another owner published', async () => {
    control.publish([published()], 'un');
    control.reset('autre');
    expect(await named('99900099999')).toEqual(['TEST NOUVEAU']);
  });

  it('withdraws one who stopped', async () => {
    control.publish([published({ rpps: '99900000017', actif: false })]);
    expect(await named('99900000017')).toEqual([]);
  });

  it('lets no value break the lines of the file', async () => {
    control.publish([published({ nom: 'TEST|BARRE\nLIGNE' })]);
    expect(await named('99900099999')).toEqual(['TEST BARRE LIGNE']);
  });
});

describe('validators', () => {
  async function freshness(sent: 'etag' | 'last-modified', condition: string): Promise<number[]> {
    const value = (await get(activities)).headers.get(sent) ?? '';
    const before = await get(activities, { [condition]: value });
    control.publish([published()]);
    return [before.status, (await get(activities, { [condition]: value })).status];
  }

  it('answers 304 to the tag of the present state only', async () => {
    expect(await freshness('etag', 'if-none-match')).toEqual([304, 200]);
  });

  it('answers 304 to the date of the present state only, even changed within the second', async () => {
    expect(await freshness('last-modified', 'if-modified-since')).toEqual([304, 200]);
  });

  it.each([
    ['gzip', 'gzip'],
    ['br, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
  ])('packs a text for who accepts %s: %s', async (accepted, encoding) => {
    const answer = await get(activities, { 'accept-encoding': accepted });
    const tag = answer.headers.get('etag') ?? '';
    const again = await get(activities, { 'if-none-match': tag });
    expect([answer.headers.get('content-encoding'), again.status]).toEqual([encoding, 304]);
  });

  it('gives an archive the same tag as long as nothing changes', async () => {
    const tag = (await get('PS_LibreAcces')).headers.get('etag');
    now += 86_400_000;
    expect((await get('PS_LibreAcces')).headers.get('etag')).toBe(tag);
  });
});
