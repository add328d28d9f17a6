import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { colleagueDocument, DmpDirectory, dmpService } from '../../mocks/dmp/index.ts';
import { startTlsHost, type TlsHost } from '../../mocks/host/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import { codeOf, dmpPatient } from '../support/dmp-desk.ts';
import {
  cda,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  existenceBody,
  member,
  queryBody,
  retrieveBody,
  structure,
  submission,
  vihf,
} from '../support/dmp-request.ts';
import { type Need, need } from './support/need.ts';
import { command } from './support/services.ts';

const schemas = resolve(import.meta.dirname, '../../../shared/data/xsd/xsd-ebxml-xds');
const pack = join(import.meta.dirname, 'mtom-pack.py');
const { matricule, cle, nomNaissance } = dmpPerson;
let folder: string;
let host: TlsHost;
let journal: Journal;
let directory: DmpDirectory;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probant-pairs-dmp-'));
  const environment = processEnvironment({ cwd: folder });
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const pki = await TestPki.create();
  directory = new DmpDirectory(environment);
  host = await startTlsHost({
    environment,
    journal,
    service: dmpService({ directory, authorities: [pki.chain] }),
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
  });
  const [client, seal] = await Promise.all([
    pki.clientAuthentication({ commonName: 'LPS', structure }),
    pki.signature({ commonName: 'CACHET', structure }),
  ]);
  const files = {
    'ca.pem': pki.chain,
    'cert.pem': client.cert,
    'key.pem': client.key,
    'seal.pem': seal.cert,
    'seal.key': seal.key,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  directory.declare(dmpPatient);
});
afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

function curl(path: string, ...args: string[]): Promise<string> {
  const url = `https://localhost:${host.port}/si-dmp-server/v2/services/${path}`;
  return command('curl', '-sS', '--max-time', '10', '--cacert', at('ca.pem'), ...args, url);
}

const certificate = (): string[] => ['--cert', at('cert.pem'), '--key', at('key.pem')];
const soap = ['-H', 'Content-Type: application/soap+xml; charset=utf-8'];

/** The template that xmlsec1 fills: digest, value and certificate are left to it. */
const template = (id: string): string =>
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
  '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
  '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
  `<ds:Reference URI="#${id}"><ds:Transforms>` +
  '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
  '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>' +
  '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>' +
  '<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>';

let requests = 0;

/** Writes a request whose VIHF xmlsec1 has signed; returns its path. */
async function signed(body: string, mode = 'INDIRECTE'): Promise<string> {
  requests += 1;
  // In AIR a VIHF serves once.
  const id = `_pair${requests}`;
  const unsigned = at('unsigned.xml');
  const file = at('request.xml');
  writeFileSync(unsigned, envelope(body, vihf({ id, mode }).replace('<!--signature-->', template(id))));
  const identity = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'];
  const key = ['--privkey-pem', `${at('seal.key')},${at('seal.pem')}`];
  await command('xmlsec1', '--sign', ...identity, ...key, '--output', file, unsigned);
  return file;
}

async function lastExchange(): Promise<Exchange | undefined> {
  const before = journal.last;
  await journal.waitFor(() => journal.last > before, 100);
  return journal.slice('dmp', { from: 0, to: journal.last }).at(-1);
}

const ready = (context: TestContext, ...needs: Need[]): void =>
  need(context, 'curl', 'openssl', 'xmlsec1', 'python', ...needs);

describe('curl, a VIHF signed by xmlsec1, a package made by Python', () => {
  it('is told that the DMP exists', async (context) => {
    ready(context);
    const file = await signed(existenceBody());
    expect(await curl('patients', ...certificate(), ...soap, '--data-binary', `@${file}`)).toContain(
      '<queryResponseCode code="OK"/>',
    );
  });

  it('is refused when the message changed after it was signed', async (context) => {
    ready(context);
    const file = await signed(existenceBody());
    writeFileSync(file, readFileSync(file, 'utf8').replace('LPS TEST', 'LPS AUTRE'));
    expect(await curl('patients', ...certificate(), ...soap, '--data-binary', `@${file}`)).toContain(
      'soap:probant_vihf_signature',
    );
  });

  it('is cut without a client certificate', async (context) => {
    ready(context);
    await expect(curl('patients', ...soap, '-d', '<a/>')).rejects.toThrow(/alert|certificate required|handshake/);
  });

  it.for([['--tlsv1.3'], ['--tls-max', '1.2', '--ciphers', 'AES256-GCM-SHA384']])(
    'is refused another TLS than the published one: %s',
    async (args, context) => {
      ready(context);
      await expect(curl('patients', ...certificate(), ...args, ...soap, '-d', '<a/>')).rejects.toThrow(/alert/);
    },
  );

  it('deposits by MTOM, and gets the same bytes back', async (context) => {
    ready(context);
    writeFileSync(at('document.xml'), `${cda()}\r\n`);
    const deposited = await signed(depositBody(submission(documentXml() + member()), { Document01: 'cid:doc@pair' }));
    const type = (await command('python3', pack, 'pack', deposited, at('document.xml'), at('package'))).trim();
    const sent = ['-H', `Content-Type: ${type}`, '--data-binary', `@${at('package')}`];
    const answer = await curl('repository', ...certificate(), ...sent);
    const exchange = await lastExchange();
    const retrieved = await signed(retrieveBody('2.25.100'), 'INDIRECTE_RENFORCEE');
    const media = ['-o', at('answer'), '-w', '%{content_type}'];
    const given = await curl('repository', ...certificate(), ...soap, ...media, '--data-binary', `@${retrieved}`);
    await command('python3', pack, 'unpack', given, at('answer'), at('received.xml'));
    expect({
      answer: codeOf({ text: answer }),
      keys: exchange?.keys,
      same: readFileSync(at('received.xml')).equals(readFileSync(at('document.xml'))),
    }).toEqual({ answer: 'Success', keys: [matricule, matricule + cle, nomNaissance], same: true });
  });

  it('is told of a package cut short, and the bench goes on', async (context) => {
    ready(context);
    const type = 'multipart/related; type="application/xop+xml"; boundary="b"; start="<r>"';
    const cut = ['-H', `Content-Type: ${type}`, '-d', '--b\r\nContent-ID: <r>\r\n\r\n<a'];
    const answer = await curl('repository', ...certificate(), ...cut);
    const file = await signed(existenceBody());
    const after = await curl('patients', ...certificate(), ...soap, '--data-binary', `@${file}`);
    expect([answer.includes('soap:probant_mtom_invalide'), after.includes('code="OK"')]).toEqual([true, true]);
  });
});

describe('xmllint', () => {
  const theirs = {
    uniqueId: '2.25.300',
    titre: 'Synthèse d’un confrère',
    texte: 'Tout va bien.',
    creation: '2026-01-15T10:00:00Z',
  };

  it('finds the document of a colleague valid', async (context) => {
    need(context, 'xmllint', 'shared');
    writeFileSync(at('theirs.xml'), colleagueDocument(dmpPerson, theirs).contenu);
    const schema = ['--noout', '--nonet', '--schema', join(schemas, '../xsd-cda/CDA_extended.xsd')];
    await expect(command('xmllint', ...schema, at('theirs.xml'))).resolves.toBe('');
  });

  it('finds the answer of a search valid', async (context) => {
    ready(context, 'xmllint', 'shared');
    const status = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    const body = queryBody('14d4debf-8f97-4251-9a74-a90016b0af0d', { XDSDocumentEntryStatus: status });
    directory.deposit(colleagueDocument(dmpPerson, theirs));
    const file = await signed(body, 'INDIRECTE_RENFORCEE');
    const answer = await curl('registry', ...certificate(), ...soap, '--data-binary', `@${file}`);
    writeFileSync(at('answer.xml'), /<query:AdhocQueryResponse.*<\/query:AdhocQueryResponse>/s.exec(answer)?.[0] ?? '');
    const schema = ['--noout', '--nonet', '--schema', join(schemas, 'query.xsd')];
    await expect(command('xmllint', ...schema, at('answer.xml'))).resolves.toBe('');
  });
});
