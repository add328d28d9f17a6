import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { DmpDirectory, dmpService, webPsService } from '../../mocks/dmp/index.ts';
import { startTlsHost, type TlsHost } from '../../mocks/host/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import {
  administrativeBody,
  authorizationListBody,
  managementBody,
  patientListBody,
  patientSearchBody,
} from '../support/dmp-admin.ts';
import { dmpPatient } from '../support/dmp-desk.ts';
import {
  authorizationBody,
  dmpPerson,
  existenceBody,
  type Pem,
  physician,
  purpose,
  purposeName,
  structure,
  type VihfParts,
} from '../support/dmp-request.ts';
import { signedRequest } from './support/dmp-signature.ts';
import { need } from './support/need.ts';
import { command } from './support/services.ts';

const { matricule, cle, nomNaissance } = dmpPerson;
const resource = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
let folder: string;
let dmp: TlsHost;
let web: TlsHost;
let directory: DmpDirectory;
let chains: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probant-pairs-dmp-'));
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const pki = await TestPki.create();
  directory = new DmpDirectory(environment);
  chains = [pki.chain, await pki.personsChain()];
  const common = { environment, journal, listen: '127.0.0.1', port: 0, clientAuthorities: chains };
  const credential = await pki.server(['localhost']);
  dmp = await startTlsHost({ ...common, credential, service: dmpService({ directory, authorities: chains }) });
  const clientCertificate = 'facultatif';
  web = await startTlsHost({ ...common, credential, clientCertificate, service: webPsService({ directory }) });
  const [client, seal, card] = await Promise.all([
    pki.clientAuthentication({ commonName: 'LPS', structure }),
    pki.signature({ commonName: 'CACHET', structure }),
    pki.card({ id: physician, nom: 'TEMOIN', prenom: 'Alix' }),
  ]);
  writeFileSync(at('ca.pem'), pki.chain);
  const pairs: Record<string, Pem> = { org: client, seal, auth: card.authentication, sign: card.signature };
  for (const [name, { cert, key }] of Object.entries(pairs)) {
    writeFileSync(at(`${name}.pem`), cert);
    writeFileSync(at(`${name}.key`), key);
  }
});
beforeEach(() => {
  directory.reset();
  directory.declare({ ...dmpPatient, rattachementEns: false });
});
afterAll(async () => {
  await Promise.all([dmp.stop(), web.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const ready = (context: TestContext): void => need(context, 'curl', 'xmlsec1', 'xmllint', 'zeep');
let requests = 0;

/** Who calls: the certificate shown in TLS, and the one that xmlsec1 signs the VIHF with. */
interface Caller extends VihfParts {
  tls?: string;
  signs?: string;
}

const card: Caller = {
  mode: 'DIRECTE',
  tls: 'auth',
  signs: 'sign',
  issuer: `CN=${physician}+SN=TEMOIN+GN=Alix,T=Médecin,O=TEST PROBANT,C=FR`,
  attributes: { Identifiant_Structure: `4${physician.slice(1)}001` },
};

async function send(
  path: string,
  body: string,
  { tls = 'org', signs = 'seal', ...parts }: Caller = {},
): Promise<string> {
  requests += 1;
  const file = await signedRequest(at, { body, parts: { ...parts, id: `_pair${requests}` }, signs });
  const type = ['-H', 'Content-Type: application/soap+xml; charset=utf-8', '--data-binary', `@${file}`];
  return curl(`${dmp.port}/si-dmp-server/v2/services/${path}`, tls, type);
}

function curl(address: string, tls: string | undefined, more: readonly string[] = []): Promise<string> {
  const identity = tls === undefined ? [] : ['--cert', at(`${tls}.pem`), '--key', at(`${tls}.key`)];
  return command(
    'curl',
    '-sS',
    '--max-time',
    '10',
    '--cacert',
    at('ca.pem'),
    ...identity,
    ...more,
    `https://localhost:${address}`,
  );
}

/** Rejects when the body of an answer does not follow a schema. */
async function validate(answer: string, schema: string): Promise<void> {
  writeFileSync(at('body.xml'), /<ns1:(\w+Response).*<\/ns1:\1>/s.exec(answer)?.[0] ?? '');
  await command('xmllint', '--noout', '--nonet', '--schema', join(import.meta.dirname, schema), at('body.xml'));
}

/** What an XPath of lxml finds in an answer: texts, in order. */
async function lxml(answer: string, path: string): Promise<string[]> {
  writeFileSync(at('answer.xml'), answer);
  const script =
    'import sys,lxml.etree as e\n' +
    'n={"h":"urn:hl7-org:v3","p":"urn:si-dmp-patients","a":"urn:si-dmp-habilitations","g":"asip:ci-sis:gdp:2010"}\n' +
    'print("\\n".join(str(x) for x in e.parse(sys.argv[1]).xpath(sys.argv[2],namespaces=n)))';
  const printed = await command('/usr/bin/python3', '-c', script, at('answer.xml'), path);
  return printed.split('\n').filter((line) => line !== '');
}

describe('curl, a VIHF signed by xmlsec1, answers read by lxml', () => {
  it('authenticates by a card: its authentication certificate in TLS, its signature certificate for the VIHF', async (context) => {
    ready(context);
    const answer = await send('patients', existenceBody(), card);
    expect(await lxml(answer, '//h:queryResponseCode/@code')).toEqual(['OK']);
  });

  it('is cut when TLS is tried with the signature certificate of a card', async (context) => {
    ready(context);
    await expect(send('patients', existenceBody(), { ...card, tls: 'sign' })).rejects.toThrow();
  });

  it('is refused when the authentication certificate of a card signs', async (context) => {
    ready(context);
    expect(await send('patients', existenceBody(), { ...card, signs: 'auth' })).toContain('soap:DMPInvalidCertificate');
  });

  it('is refused when the card of TLS is not the structure’s of the VIHF', async (context) => {
    ready(context);
    expect(await send('patients', existenceBody(), { tls: 'auth' })).toContain('personne morale');
  });

  it('declares an authorisation (TD0.3), as its schema says', async (context) => {
    ready(context);
    const answer = await send('habilitations', authorizationBody('AJOUT'), card);
    await validate(answer, 'dmp-output.xsd');
    expect(await lxml(answer, '//a:context/text()')).toEqual(['Autorisation déjà présente aucune action effectuée']);
  });

  it('lists the authorised DMPs (TD0.4)', async (context) => {
    ready(context);
    const answer = await send('patientsSpecific', patientListBody('20250101000000'), {
      ...card,
      attributes: { ...card.attributes, [resource]: null },
    });
    await validate(answer, 'dmp-list.xsd');
    expect(await lxml(answer, '//p:nationalId/text()')).toEqual([matricule + cle]);
  });

  it('lists the professionals (TD1.6), as its schema says', async (context) => {
    ready(context);
    await send('habilitations', authorizationBody('AJOUT', '<role>MEDECIN_TRAITANT</role>'), card);
    const answer = await send('habilitations', authorizationListBody('TOUTE'), card);
    await validate(answer, 'dmp-output.xsd');
    expect(await lxml(answer, '//a:specificRight/text()|//a:lastName/text()')).toEqual(['TEMOIN', 'MEDECIN_TRAITANT']);
  });

  it('finds a patient without INS (TD0.5)', async (context) => {
    ready(context);
    const attributes = { ...card.attributes, [purposeName]: purpose('centre_15'), [resource]: null };
    const answer = await send('patientsPDQ', patientSearchBody(nomNaissance), { ...card, attributes });
    const found = '//h:patient/h:id/@extension|//h:resultTotalQuantity/@value|//h:acknowledgement/h:typeCode/@code';
    expect(await lxml(answer, found)).toEqual(['AA', matricule + cle, '1']);
  });

  it('modifies, closes and opens a DMP again (TD1.3b, TD1.4, TD1.2)', async (context) => {
    ready(context);
    const states: string[][] = [];
    for (const reason of ['MODIF_DATA', 'FERM', 'REAC']) {
      const answer = await send('patients', managementBody(reason));
      const told =
        '/*//g:PRPA_IN201314UV02_Response/h:PRPA_IN201315UV02//h:reasonCode/@code|//h:patient/h:statusCode/@code';
      states.push(await lxml(answer, told));
    }
    const data = await send('patients', administrativeBody(existenceBody()), card);
    expect([
      states,
      await lxml(data, '//h:patientPerson/h:name/h:family[@qualifier="BR"]/text()|//h:city/text()'),
    ]).toEqual([
      [
        ['MODIF_DATA', 'active'],
        ['FERM', 'terminated'],
        ['REAC', 'active'],
      ],
      ['TESTNOUVEAU', 'Clermont'],
    ]);
  });
});

describe('the web access', () => {
  it('shows a page to curl with a card, and none without', async (context) => {
    ready(context);
    const page = `${web.port}/AccesDirect/Documents/${matricule}${cle}`;
    const [shown, denied] = [await curl(page, 'auth'), await curl(page, undefined)];
    expect([
      shown.includes('<h1>Documents</h1>'),
      denied.includes('Accès refusé'),
      directory.visits(matricule),
    ]).toEqual([
      true,
      true,
      [expect.objectContaining({ page: 'Documents', professionnel: physician, transaction: 'TD0.9' })],
    ]);
  });
});
