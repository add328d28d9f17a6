import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractionPath } from '../../mocks/annuaire/index.ts';
import { need } from './support/need.ts';
import { command, openServices, type Services } from './support/services.ts';

let services: Services;
beforeAll(async () => {
  services = await openServices();
});
afterAll(async () => await services.close());

function curl(name: string, ...args: string[]): Promise<string> {
  const address = `${services.annuaire.origin}${extractionPath}/${name}`;
  return command('curl', '-sS', '--fail-with-body', '--cacert', services.ca, ...args, address);
}

describe('curl', () => {
  it('downloads again only what has changed', async (context) => {
    need(context, 'curl');
    const tag = join(services.folder, 'etag');
    const again = ['--etag-save', tag, '--etag-compare', tag, '-o', '/dev/null', '-w', '%{http_code}'];
    const first = await curl('PS_LibreAcces', ...again);
    const second = await curl('PS_LibreAcces', ...again);
    const [professional] = services.annuaire.directory.professionals();
    if (professional === undefined) throw new Error('an empty directory');
    services.annuaire.directory.publish([{ ...professional, nom: 'TEST MARIAGE' }]);
    expect([first, second, await curl('PS_LibreAcces', ...again)]).toEqual(['200', '304', '200']);
  });

  it('learns the name of the archive without downloading it', async (context) => {
    need(context, 'curl');
    const head = await curl('Extraction_Correspondance_MSSante', '--head');
    expect(head).toMatch(
      /^Content-Disposition: attachment; filename=Extraction_Correspondance_MSSante_\d{12}\.zip\r$/m,
    );
  });

  it('leaves its exchanges in the journal', async (context) => {
    need(context, 'curl');
    await curl('PS_LibreAcces', '--head');
    const { service, request, outcome } = services.exchanges('annuaire').at(-1) ?? {};
    expect([service, request?.method, outcome]).toEqual(['annuaire', 'HEAD', 'complet']);
  });
});

describe('unzip', () => {
  it('finds a whole archive with a line for each activity of ten thousand professionals', async (context) => {
    need(context, 'curl', 'unzip');
    const path = join(services.folder, 'ps.zip');
    await curl('PS_LibreAcces', '-o', path);
    await command('unzip', '-tq', path);
    const count = await command('sh', '-c', 'unzip -p "$0" "PS_LibreAcces_Personne_activite_*" | wc -l', path);
    const activities = services.annuaire.directory
      .professionals()
      .reduce((sum, { autresActivites = [] }) => sum + 1 + autresActivites.length, 0);
    expect([activities > 10_000, Number(count)]).toEqual([true, activities + 1]);
  });
});

describe('python csv', () => {
  it('reads the mailboxes by the names of the columns', async (context) => {
    need(context, 'curl', 'python');
    const path = join(services.folder, 'bal.txt');
    await curl('Extraction_Correspondance_MSSante.txt', '-o', path);
    const reader =
      "import csv,sys;print([r['Adresse BAL'] for r in csv.DictReader(open(sys.argv[1],encoding='utf-8'),delimiter='|',quoting=csv.QUOTE_NONE) if r['Identifiant PP']=='99900000017'])";
    expect(await command('/usr/bin/python3', '-c', reader, path)).toBe("['alix.temoin@test.mssante.fr']\n");
  });
});
