import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { colleagueDocument, DmpDirectory, dmpService, dmpStatuses } from '../../mocks/dmp/index.ts';
import { startTlsHost, type TlsHost } from '../../mocks/host/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import { codeOf, dmpPatient } from '../support/dmp-desk.ts';
import {
  cda,
  changesStatus,
  depositBody,
  dmpPerson,
  documentXml,
  existenceBody,
  member,
  queryBody,
  retrieveBody,
  structure,
  submission,
} from '../support/dmp-request.ts';
import { signatureXml, signs } from '../support/lot-signature.ts';
import { signedRequest } from './support/dmp-signature.ts';
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

let requests = 0;

/** Writes a request whose VIHF xmlsec1 has signed; returns its path. */
function signed(body: string, mode = 'INDIRECTE'): Promise<string> {
  requests += 1;
  return signedRequest(at, { body, parts: { id: `_pair${requests}`, mode }, signs: 'seal' });
}

/** The digest that openssl finds of what a command writes. */
const digestOf = (written: string): Promise<string> =>
  command('sh', '-c', `${written} | openssl dgst -sha256 -binary | base64 -w0`);

const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments';

/** Signs a lot: xmllint canonicalises, openssl digests, xmlsec1 signs (IHE DSG; facts, DMP §5.7). */
async function signLot(lot: string, uniqueId: string): Promise<void> {
  const [document, certificate] = await Promise.all([
    digestOf(`xmllint --c14n ${at('document.xml')}`),
    digestOf(`openssl x509 -in ${at('seal.pem')} -outform DER`),
  ]);
  const method = `<ds:DigestMethod Algorithm="${sha256}"/>`;
  const transform = `<ds:Transforms><ds:Transform Algorithm="${c14n}"/></ds:Transforms>`;
  const empty = (type: string, uri: string): string =>
    `<ds:Reference Type="${type}" URI="${uri}">${transform}${method}<ds:DigestValue/></ds:Reference>`;
  const filled = (oid: string, value: string, how = ''): string =>
    `<ds:Reference URI="urn:oid:${oid}">${how}${method}<ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`;
  writeFileSync(
    at('signature.xml'),
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
      `<ds:CanonicalizationMethod Algorithm="${c14n}"/>` +
      '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
      empty('http://www.w3.org/2000/09/xmldsig#Manifest', '#IHEManifest') +
      empty('http://uri.etsi.org/01903/v1.1.1#SignedProperties', '#Properties') +
      '</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo>' +
      `<ds:Object><ds:Manifest Id="IHEManifest">${filled(lot, 'AA==')}${filled(uniqueId, document, transform)}</ds:Manifest>` +
      '<ds:SignatureProperties><ds:SignatureProperty Id="purposeOfSignature" Target="">1.2.840.10065.1.12.1.14' +
      '</ds:SignatureProperty></ds:SignatureProperties></ds:Object><ds:Object>' +
      '<x:QualifyingProperties xmlns:x="http://uri.etsi.org/01903/v1.1.1#"><x:SignedProperties Id="Properties">' +
      '<x:SignedSignatureProperties><x:SigningTime>2026-03-10T09:17:00Z</x:SigningTime><x:SigningCertificate><x:Cert>' +
      `<x:CertDigest><x:DigestMethod Algorithm="${sha256}"/><x:DigestValue>${certificate}</x:DigestValue></x:CertDigest>` +
      '</x:Cert></x:SigningCertificate><x:SignaturePolicyIdentifier><x:SignaturePolicyImplied/></x:SignaturePolicyIdentifier>' +
      '</x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties></ds:Object></ds:Signature>',
  );
  const ids = ['--id-attr:Id', 'Manifest', '--id-attr:Id', 'SignedProperties', '--ignore-manifests'];
  const key = ['--privkey-pem', `${at('seal.key')},${at('seal.pem')}`];
  await command('xmlsec1', '--sign', ...ids, ...key, '--output', at('lot.xml'), at('signature.xml'));
}

/** Deposits `document.xml`, in a lot that is signed. */
async function deposited(uniqueId: string, change = (): void => undefined): Promise<{ answer: string }> {
  const lot = `${uniqueId}.7`;
  await signLot(lot, uniqueId);
  change();
  const content = documentXml({ uniqueId }) + member() + signatureXml(`${uniqueId}.8`) + member('Signature01') + signs;
  const hrefs = { Document01: 'cid:doc1@pair', Signature01: 'cid:doc2@pair' };
  const envelopeFile = await signed(depositBody(submission(content, { lotId: lot }), hrefs));
  const files = [envelopeFile, at('package'), at('document.xml'), at('lot.xml')];
  const type = (await command('python3', pack, 'pack', ...files)).trim();
  const sent = ['-H', `Content-Type: ${type}`, '--data-binary', `@${at('package')}`];
  return { answer: await curl('repository', ...certificate(), ...sent) };
}

/** Reads a document: its bytes are in `received.xml`, the answer is given without MTOM. */
async function retrieved(uniqueId: string): Promise<{ root: string }> {
  const file = await signed(retrieveBody(uniqueId), 'INDIRECTE_RENFORCEE');
  const media = ['-o', at('answer'), '-w', '%{content_type}'];
  const given = await curl('repository', ...certificate(), ...soap, ...media, '--data-binary', `@${file}`);
  return { root: await command('python3', pack, 'unpack', given, at('answer'), at('received.xml')) };
}

/** TD3.3. */
async function update(content: string): Promise<string> {
  const file = await signed(submission(content), 'INDIRECTE_RENFORCEE');
  return curl('registry', ...certificate(), ...soap, '--data-binary', `@${file}`);
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

  it('deposits a signed lot by MTOM, and gets the same bytes back', async (context) => {
    ready(context, 'xmllint');
    writeFileSync(at('document.xml'), `${cda()}\r\n`);
    const { answer } = await deposited('2.25.100');
    const exchange = await lastExchange();
    const { root } = await retrieved('2.25.100');
    expect({
      answer: codeOf({ text: answer }),
      keys: exchange?.keys,
      same: readFileSync(at('received.xml')).equals(readFileSync(at('document.xml'))),
      status: root.includes('ResponseStatusType:Success'),
    }).toEqual({ answer: 'Success', keys: [matricule, matricule + cle, nomNaissance], same: true, status: true });
  });

  it('is refused a lot whose document changed after xmlsec1 signed it', async (context) => {
    ready(context, 'xmllint');
    writeFileSync(at('document.xml'), cda('2.25.101'));
    const { answer } = await deposited('2.25.101', () =>
      writeFileSync(at('document.xml'), `${cda('2.25.101')}<!-- -->`),
    );
    expect(answer).toContain('probant_signature_lot_manifeste');
  });

  it('masks, then deletes what it deposited', async (context) => {
    ready(context, 'xmllint');
    writeFileSync(at('document.xml'), cda('2.25.102'));
    await deposited('2.25.102');
    const held = () => directory.documents(matricule).filter(({ uniqueId }) => uniqueId === '2.25.102');
    const [first] = held();
    const object = documentXml({
      uniqueId: '2.25.102',
      confidentialities: ['N', 'MASQUE_PS'],
      attributes: `lid="${first?.logicalId}"`,
    });
    const masking = await update(object + member('Document01', { PreviousVersion: '1' }));
    const deletion = await update(
      changesStatus(held().at(-1)?.entryUuid ?? '', dmpStatuses.approved, dmpStatuses.deleted),
    );
    const codes = [masking, deletion].map((text) => codeOf({ text }));
    expect([codes, held().map(({ statut }) => statut)]).toEqual([
      ['Success', 'Success'],
      [dmpStatuses.deprecated, dmpStatuses.deleted],
    ]);
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

  /** Judges the element of an answer with its schema. */
  async function judged(answer: string, name: string, schema: string): Promise<string> {
    const found = new RegExp(`<${name}[ >].*</${name}>|<${name} [^>]*/>`, 's').exec(answer)?.[0] ?? '';
    writeFileSync(at('answer.xml'), found);
    return command('xmllint', '--noout', '--nonet', '--schema', join(schemas, schema), at('answer.xml'));
  }

  const approved = `('${dmpStatuses.approved}')`;
  const statuses = { XDSDocumentEntryStatus: approved, XDSSubmissionSetStatus: approved, XDSFolderStatus: approved };

  it.for([
    ['a search', '14d4debf-8f97-4251-9a74-a90016b0af0d', { XDSDocumentEntryStatus: approved }],
    ['all that a DMP holds', '10b545ea-725c-446d-9b95-8aeb444eddf3', statuses],
    ['a refused search', '14d4debf-8f97-4251-9a74-a90016b0af0d', {}],
  ] as const)('finds the answer of %s valid', async ([, query, parameters], context) => {
    ready(context, 'xmllint', 'shared');
    directory.deposit(colleagueDocument(dmpPerson, { ...theirs, uniqueId: `${theirs.uniqueId}.${requests}` }));
    const file = await signed(queryBody(query, parameters), 'INDIRECTE_RENFORCEE');
    const answer = await curl('registry', ...certificate(), ...soap, '--data-binary', `@${file}`);
    await expect(judged(answer, 'query:AdhocQueryResponse', 'query.xsd')).resolves.toBe('');
  });

  it('finds the answers of a deposit, a retrieval and an update valid', async (context) => {
    ready(context, 'xmllint', 'shared');
    writeFileSync(at('document.xml'), cda('2.25.103'));
    const { answer } = await deposited('2.25.103');
    const { answer: again } = await deposited('2.25.103');
    const { root } = await retrieved('2.25.103');
    const unknown = await update(changesStatus('urn:uuid:0', dmpStatuses.approved, dmpStatuses.deleted));
    const found = [
      await judged(answer, 'rs:RegistryResponse', 'rs.xsd'),
      await judged(again, 'rs:RegistryResponse', 'rs.xsd'),
      await judged(root, 'xds:RetrieveDocumentSetResponse', 'XDS.b_DocumentRepository.xsd'),
      await judged(unknown, 'rs:RegistryResponse', 'rs.xsd'),
    ];
    expect(found).toEqual(['', '', '', '']);
  });
});
