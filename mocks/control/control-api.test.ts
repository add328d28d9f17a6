import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { callInsi, codeCr, openBench, type TestBench } from '../../test/support/bench.ts';
import { type ControlAnswer, controlCall, controlFetch } from '../../test/support/control.ts';
import { httpsFetch } from '../../test/support/https-fetch.ts';
import { insiRequest } from '../../test/support/insi-request.ts';
import { asked as rightRequest } from '../../test/support/psc.ts';
import { idleControls } from '../controls.ts';

const { nomUtilise: _, scenario: __, ...person } = drawPerson({ seed: 'controle' }, 'CONTROLE');
const { matricule, cle, oid, nomNaissance, prenom, sexe, dateNaissance } = person;
const patient = {
  matricule,
  cle,
  oid,
  nomNaissance,
  prenom,
  sexe,
  dateNaissance,
  etat: 'actif',
  autorisation: 'VALIDE',
};
const mailbox = { address: 'dr.controle@test.mssante.fr', kind: 'PER', label: 'Dr Contrôle' };

let open: TestBench;

beforeAll(async () => {
  open = await openBench({ control: { port: 0 } });
});
afterAll(async () => await open[Symbol.asyncDispose]());
beforeEach(async () => {
  await controlCall(open.bench, 'POST /reset');
});

const post = (path: string, body: unknown): Promise<ControlAnswer> => controlCall(open.bench, `POST ${path}`, body);
const get = (path: string): Promise<ControlAnswer> => controlCall(open.bench, `GET ${path}`);

/** Addresses of the faults, that have their own; every other method is at its service and its name. */
const faultAddresses: Readonly<Record<string, [string, string]>> = {
  set: ['POST', '/pannes'],
  list: ['GET', '/pannes'],
  withdraw: ['DELETE', '/pannes/1'],
  reset: ['DELETE', '/pannes'],
};

describe('the addresses', () => {
  const methods = Object.entries(idleControls).flatMap(([service, control]) =>
    Object.keys(control).map((name): [string, string] => [service, name]),
  );

  it.each(methods)('have one for %s.%s', async (service, name) => {
    const [only, path] =
      service === 'pannes' ? (faultAddresses[name] ?? ['GET', '/pannes/aucune']) : [undefined, `/${service}/${name}`];
    const answers = await Promise.all(
      (only === undefined ? ['GET', 'POST'] : [only]).map((method) => controlCall(open.bench, `${method} ${path}`)),
    );
    const known = answers.filter(({ value }) => !JSON.stringify(value).includes('adresse inconnue'));
    expect(known).toHaveLength(1);
  });

  it.each(methods.filter(([service, name]) => service !== 'pannes' && name !== 'reset'))(
    'are told by docs/banc.md: %s.%s',
    async (service, name) => {
      expect(await readFile('docs/banc.md', 'utf8')).toMatch(new RegExp(`/${service}/${name}[?\\x60]`));
    },
  );

  it('know no other', async () => {
    expect([await post('/insi/autre', {}), (await controlFetch(open.bench, 'GET //')).status]).toEqual([
      { status: 404, value: { erreur: 'adresse inconnue : voir docs/banc.md' } },
      404,
    ]);
  });
});

describe('an act', () => {
  it('declares a patient whom the DMP then knows', async () => {
    expect((await post('/dmp/declare', patient)).status).toBe(201);
    expect((await get(`/dmp/patient?matricule=${matricule}`)).value).toMatchObject({ nomNaissance });
  });

  it('says in French what is wrong, field by field', async () => {
    const { status, value } = await post('/dmp/declare', { ...patient, sexe: 'X', inconnu: 1 });
    expect({ status, value }).toEqual({
      status: 400,
      value: { erreur: expect.stringMatching(/^sexe : Option invalide.*corps : Clé non reconnue/) },
    });
  });

  it('deposits bytes, and gives them back in base64', async () => {
    await post('/dmp/declare', patient);
    const code = { code: '11', oid: '1.2.250.1.213.1.1.4.1', libelle: 'Synthèse' };
    const contenu = Buffer.from('<a>é</a>').toString('base64');
    const auteur = { id: '899900000025', nom: 'CONFRERE', prenom: 'C', structure: '1750000001', nomStructure: 'CAB' };
    const document = {
      matricule,
      uniqueId: '1.2.3',
      titre: 'T',
      contenu,
      type: code,
      classe: code,
      format: code,
      auteur,
    };
    const { value } = await post('/dmp/deposit', { ...document, creation: '2026-11-22T10:00:00Z' });
    const [kept] = (await get(`/dmp/documents?matricule=${matricule}`)).value as object[];
    expect(kept).toMatchObject({ ...(value as object), contenu });
  });

  it('makes the CDA of a document that is only text', async () => {
    await post('/dmp/declare', patient);
    await post('/dmp/deposit', {
      matricule,
      uniqueId: '1.2.4',
      titre: 'CR',
      texte: 'Vu',
      creation: '2026-11-22T10:00:00Z',
    });
    const [{ contenu } = { contenu: '' }] = (await get(`/dmp/documents?matricule=${matricule}`)).value as [
      { contenu: string },
    ];
    expect(Buffer.from(contenu, 'base64').toString()).toContain(`<id root="${oid}" extension="${matricule}${cle}"/>`);
  });

  it('refuses a document of a patient who was not declared', async () => {
    const note = { matricule, uniqueId: '1.2.5', titre: 'CR', texte: 'Vu', creation: '2026-11-22T10:00:00Z' };
    expect(await post('/dmp/deposit', note)).toMatchObject({ status: 400, value: { code: 'dmp_patient_non_declare' } });
  });

  it('delivers a mail, byte for byte', async () => {
    await post('/mss/declareMailbox', { ...mailbox, owner: 'A' });
    const raw = Buffer.from([...Buffer.from('Subject: essai\r\n\r\n'), 0xe9, 0x0d, 0x0a]).toString('base64');
    await post('/mss/deliver', { address: mailbox.address, raw });
    expect(await get(`/mss/inbox?address=${mailbox.address}`)).toEqual({ status: 200, value: [raw] });
  });

  it('tells with 409 why a mail could not leave', async () => {
    expect(await post('/mss/deliver', { address: 'personne@test.mssante.fr', raw: 'YQ==' })).toEqual({
      status: 409,
      value: { sent: false, reason: 'bal_inconnue' },
    });
  });

  it('sets a mail fault, and refuses one that does not exist', async () => {
    const fault = { protocole: 'smtp', etape: 'DATA', effet: { kind: 'refus', code: 450 } };
    const wrong = { ...fault, effet: { kind: 'refus', code: 600 } };
    expect([(await post('/mss/fault', fault)).status, (await post('/mss/fault', wrong)).value]).toEqual([
      201,
      expect.objectContaining({ code: 'panne_invalide' }),
    ]);
  });

  it('adds a professional to the login page of Pro Santé Connect', async () => {
    await post('/psc/publish', { id: '899900009999', nom: 'AJOUTE', prenom: 'Lou' });
    const asked = new URL('/auth', open.bench.endpoints.psc);
    asked.search = new URLSearchParams({ ...rightRequest, client_id: 'cabinet-temoin' }).toString();
    const page = await httpsFetch({ ca: await readFile(open.bench.files.ca, 'utf8') })(asked.href);
    expect(await page.text()).toContain('AJOUTE');
  });

  it('says with 404 that nobody has such a number', async () => {
    expect((await post('/annuaire/deactivate', { identifier: '00000000000' })).status).toBe(404);
  });

  it('revokes a certificate of the bench', async () => {
    const { serialNumber } = new X509Certificate(await readFile(open.bench.files.organisationCert));
    expect([
      (await post('/igc/revoke', { serial: serialNumber })).status,
      (await post('/igc/revoke', { serial: 'FFFF' })).status,
    ]).toEqual([201, 404]);
  });

  it('belongs to an owner, whose reset forgets it alone', async () => {
    const program = (owner: string, name: string): unknown => ({
      match: { nomNaissance: name },
      answer: { code: '02' },
      owner,
    });
    await post('/insi/program', program('A', 'UN'));
    await post('/insi/program', program('B', 'DEUX'));
    await post('/reset', { owner: 'A' });
    const codes = ['UN', 'DEUX'].map(async (nom) =>
      codeCr((await callInsi(open, insiRequest({ nomNaissance: nom }))).body),
    );
    expect(await Promise.all(codes)).toEqual(['01', '02']);
  });
});

describe('a mail listener that a product must refuse', () => {
  it('opens live, and closes with a reset', async () => {
    const { status, value } = await post('/mss/faultListener', { kind: 'tls11', protocol: 'imap' });
    const { port } = value as { port: number };
    const greeting = await banner(port);
    await post('/reset', {});
    expect([status, value, greeting.startsWith('* OK'), await banner(port)]).toEqual([
      201,
      { kind: 'tls11', protocol: 'imap', port },
      true,
      'ECONNREFUSED',
    ]);
  });

  async function banner(port: number): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      socket.once('data', (bytes) => {
        socket.destroy();
        resolve(bytes.toString());
      });
    });
  }
});

describe('the state', () => {
  it('tells addresses, version and faults', async () => {
    await post('/pannes', { service: 'insi', panne: 'http_503' });
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect((await get('/etat')).value).toMatchObject({
      version,
      adresses: open.bench.endpoints,
      variables: open.bench.files.env,
      pannes: [{ panne: 'http_503' }],
    });
  });
});
