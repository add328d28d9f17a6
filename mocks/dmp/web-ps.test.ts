import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getResponse } from 'msw';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { rolesByProfile, webTokenBody } from '../../test/support/dmp-admin.ts';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import { dmpPerson, physician, vihf } from '../../test/support/dmp-request.ts';
import { startTlsHost, type TlsHost } from '../host/index.ts';
import { TestPki } from '../pki/index.ts';
import { DmpDirectory, webPsHandlers, webPsService } from './index.ts';

const { matricule, cle } = dmpPerson;
const ins = matricule + cle;
const resource = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const pages = [
  ['TableauDeBord', ''],
  ['TableauDeBord', ins],
  ['DossierPatient', ins],
  ['GestionDMPPatient', ins],
  ['Documents', ins],
  ['ParcoursDeSoins', ins],
  ['HistoriqueAcces', ins],
  ['Parametrages', ''],
  ['VolontesEtDroits', ins],
  ['CarnetVaccination', ins],
] as const;

describe('the web access with a card (TD0.9)', () => {
  let folder: string;
  let host: TlsHost;
  let journal: Journal;
  let directory: DmpDirectory;
  let pki: TestPki;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'probant-web-ps-'));
    const environment = processEnvironment({ cwd: folder });
    journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
    pki = await TestPki.create();
    directory = new DmpDirectory(environment);
    host = await startTlsHost({
      environment,
      journal,
      service: webPsService({ directory }),
      listen: '127.0.0.1',
      port: 0,
      credential: await pki.server(['localhost']),
      clientAuthorities: [pki.chain, await pki.personsChain()],
      clientCertificate: 'facultatif',
    });
  });
  beforeEach(() => {
    directory.reset();
    directory.declare(dmpPatient);
  });
  afterAll(async () => {
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const card = (id = physician): ReturnType<TestPki['card']> => pki.card({ id, nom: 'TÉMOIN', prenom: 'Alix' });
  const open = (path: string, identity?: { cert: string; key: string }): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const options = { host: 'localhost', port: host.port, path, ca: pki.chain, agent: false, ...identity };
      const sent = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.once('error', reject);
      sent.end();
    });

  it('shows a page to the holder of a card and notes the visit (TD0.9)', async () => {
    const { authentication } = await card();
    const { status, text } = await open(`/AccesDirect/DossierPatient/${ins}`, authentication);
    await journal.waitFor(() => journal.last > 0, 1000);
    expect([status, text.includes('Page simulée'), directory.visits(matricule), journal.all().at(-1)?.keys]).toEqual([
      200,
      true,
      [{ page: 'DossierPatient', matricule, professionnel: physician, transaction: 'TD0.9', at: expect.any(String) }],
      [matricule, ins],
    ]);
  });

  it.each(pages)('serves %s %s', async (page, number) => {
    const { authentication } = await card();
    const path = number === '' ? page : `${page}/${number}`;
    expect((await open(`/AccesDirect/${path}`, authentication)).status).toBe(200);
  });

  it.each([`Parametrages/${ins}`, 'DossierPatient', 'Inconnue', 'DossierPatient/123'])(
    'does not serve %s',
    async (path) => {
      const { authentication } = await card();
      expect((await open(`/AccesDirect/${path}`, authentication)).status).toBe(404);
    },
  );

  it('asks for a card or a token', async () => {
    const { status, text } = await open(`/AccesDirect/Documents/${ins}`);
    expect([status, text.includes('probant_authentification_absente'), directory.visits(matricule)]).toEqual([
      403,
      true,
      [],
    ]);
  });

  it('takes no certificate of a structure for a card', async () => {
    const structure = await pki.clientAuthentication({ commonName: 'LPS', structure: '1630000018' });
    expect((await open(`/AccesDirect/Documents/${ins}`, structure)).status).toBe(403);
  });

  it.each([
    ['blocked the professional', { autorisation: 'INTERDIT' }],
    ['has no DMP: none is created here (TD1.1)', { etat: 'inexistant' }],
  ] as const)('is denied when the patient %s', async (_, state) => {
    directory.declare({ ...dmpPatient, ...state });
    const { authentication } = await card();
    const { status, text } = await open(`/AccesDirect/GestionDMPPatient/${ins}`, authentication);
    expect([status, text.includes('DMPAccessDeniedByRightsService')]).toEqual([403, true]);
  });
});

describe('the web access in AIR (TD0.10)', () => {
  let desk: DmpDesk;
  let handlers: ReturnType<typeof webPsHandlers>;
  beforeEach(() => {
    desk = new DmpDesk();
    handlers = webPsHandlers({ directory: desk.directory });
  });

  const token = async (assertion = professional()): Promise<string> => {
    const answer = await desk.ask('probant_jetons', webTokenBody, assertion);
    return /jeton>([^<]+)/.exec(answer.text)?.[1] ?? codeOf(answer);
  };
  const open = async (path: string): Promise<number> => {
    const response = await getResponse(handlers, new Request(`https://dmp.test/AccesDirect/${path}`));
    return response?.status ?? 0;
  };

  it('opens one page with a token of AIR (TD0.10)', async () => {
    const path = `Documents/${ins}?probant_jeton=${await token()}`;
    expect([await open(path), await open(path), desk.directory.visits(matricule)]).toEqual([
      200,
      403,
      [{ page: 'Documents', matricule, professionnel: physician, transaction: 'TD0.10', at: expect.any(String) }],
    ]);
  });

  it('opens the page of no other patient', async () => {
    expect(await open(`Documents/2000163220999${cle}?probant_jeton=${await token()}`)).toBe(403);
  });

  it('opens the pages of no patient with a token of no patient', async () => {
    const given = await token(professional({ attributes: { [resource]: null } }));
    expect(await open(`TableauDeBord?probant_jeton=${given}`)).toBe(200);
  });

  it('gives an employee a token', async () => {
    const employee = professional({
      attributes: { 'urn:oasis:names:tc:xacml:2.0:subject:role': rolesByProfile.cpe.join('') },
    });
    expect(await open(`Documents/${ins}?probant_jeton=${await token(employee)}`)).toBe(200);
  });
});

describe('a token of the web access', () => {
  it('lapses', async () => {
    let now = Date.now();
    const random = { bytes: (length: number): Buffer => crypto.getRandomValues(Buffer.alloc(length)) };
    const desk = new DmpDesk({ environment: { clock: { now: () => now }, random } });
    const handlers = webPsHandlers({ directory: desk.directory, environment: { clock: { now: () => now }, random } });
    const answer = await desk.ask('probant_jetons', webTokenBody);
    const token = /jeton>([^<]+)/.exec(answer.text)?.[1] ?? '';
    now += 31_000;
    const url = `https://dmp.test/AccesDirect/Documents/${ins}?probant_jeton=${token}`;
    expect((await getResponse(handlers, new Request(url)))?.status).toBe(403);
  });

  it('is refused to a structure', async () => {
    const desk = new DmpDesk();
    expect(codeOf(await desk.ask('probant_jetons', webTokenBody, vihf()))).toBe('DMPAccessDeniedByRightsService');
  });
});
