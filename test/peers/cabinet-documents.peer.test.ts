import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPerson, type Exchange, patientAddress } from '../../core/index.ts';
import { correspondent, letter, openPractice, type Practice } from '../support/practice.ts';
import { need } from './support/need.ts';
import { command } from './support/services.ts';

const schemas = resolve(import.meta.dirname, '../../../shared/data/xsd');
const cdaSchema = join(schemas, 'xsd-cda/CDA_extended.xsd');
const lcmSchema = join(schemas, 'xsd-ebxml-xds/lcm.xsd');
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
const xades = 'http://uri.etsi.org/01903/v1.1.1#';
const script = join(import.meta.dirname, 'product-wire.py');
const person = drawPerson({ seed: 'pairs-documents' }, 'DMP/va1.16.01');

let practice: Practice;
let folder: string;

// What Cabinet Témoin makes and sends is judged here by tools that nobody on the project wrote.
beforeAll(async () => {
  practice = await openPractice(person);
  folder = practice.banc.folder;
  const { ask, dossier, document } = practice;
  for (const forme of ['cda', 'xdm', 'pdf'] as const) {
    const { contenu } = await ask('exporterDocument', { dossier, document, forme });
    writeFileSync(at(`exported.${forme}`), Buffer.from(contenu, 'base64'));
  }
  const visible = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
  await ask('deposerDmp', { dossier, document, ...visible });
  await ask('envoyerDocument', { dossier, document, bal: 'PER', destinataires: [correspondent] });
  await ask('ecrireAuPatient', { dossier, document, texte: 'Voici votre lettre.', finEchange: true });
});
afterAll(() => practice[Symbol.asyncDispose]());

const at = (name: string): string => join(folder, name);

const validate = (schema: string, file: string): Promise<string> =>
  command('xmllint', '--noout', '--nonet', '--schema', schema, file);

/** Opens the deposit as it went over the wire; gives the paths of its envelope, its document and the signature of its lot. */
async function deposit(): Promise<{ envelope: string; document: string; signature: string }> {
  const sent = practice.exchanges('dmp').find(({ request }) => contentType(request).includes('multipart/related'));
  const body = await practice.banc.bench.journal.store.get(sent?.request?.body.sha256 ?? '');
  writeFileSync(at('deposit.mtom'), body);
  const files = { envelope: at('deposit.xml'), document: at('deposited.cda'), signature: at('signature.xml') };
  await command('python3', script, 'package', contentType(sent?.request), at('deposit.mtom'), ...Object.values(files));
  return files;
}

const contentType = (request: Exchange['request']): string =>
  request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

interface Mail {
  from: string;
  to: string[];
  subject: string;
  date: boolean;
  text: string;
  files: Array<[string, string]>;
  defects: string[];
}

/** Opens the mail to an address, as it was transmitted; its attachments are written below `to`. */
async function mailTo(address: string): Promise<Mail & { folder: string }> {
  const sent = practice
    .exchanges('mss-smtp')
    .find(({ request }) => request?.headers.some(([name, to]) => name === 'RCPT TO' && to.includes(address)));
  const into = at(`mail-${address.split('@')[1]}`);
  mkdirSync(into, { recursive: true });
  const body = await practice.banc.bench.journal.store.get(sent?.request?.body.sha256 ?? '');
  writeFileSync(`${into}.eml`, body);
  return { ...(JSON.parse(await command('python3', script, 'mail', `${into}.eml`, into)) as Mail), folder: into };
}

describe('xmllint, with the published schemas', () => {
  it('finds the exported CDA valid', async (context) => {
    need(context, 'xmllint', 'shared');
    await expect(validate(cdaSchema, at('exported.cda'))).resolves.toBe('');
  });

  it('finds the deposited CDA valid', async (context) => {
    need(context, 'xmllint', 'python', 'shared');
    await expect(validate(cdaSchema, (await deposit()).document)).resolves.toBe('');
  });

  it('finds the metadata of the deposit valid', async (context) => {
    need(context, 'xmllint', 'python', 'shared');
    await command('python3', script, 'submission', (await deposit()).envelope, at('submission.xml'));
    await expect(validate(lcmSchema, at('submission.xml'))).resolves.toBe('');
  });

  it('finds METADATA.XML of the archive valid', async (context) => {
    need(context, 'xmllint', 'unzip', 'shared');
    await command('unzip', '-o', '-q', at('exported.xdm'), '-d', at('xdm'));
    await expect(validate(lcmSchema, at('xdm/IHE_XDM/SUBSET01/METADATA.XML'))).resolves.toBe('');
  });
});

describe('xmlsec1', () => {
  /** Verifies against the authorities that the bench hands to products; xmlsec1 reads one certificate a file. */
  const verify = (file: string, ids: readonly string[] = [`ID:${saml}:Assertion`]): Promise<string> => {
    const chain = readFileSync(practice.banc.bench.files.ca, 'utf8').match(
      /-----BEGIN.*?-----END CERTIFICATE-----\n/gs,
    );
    const trusted = (chain ?? []).flatMap((certificate, i) => {
      writeFileSync(at(`authority-${i}.pem`), certificate);
      return ['--trusted-pem', at(`authority-${i}.pem`)];
    });
    const named = ids.flatMap((id) => [`--id-attr:${id.split(':')[0]}`, id.slice(id.indexOf(':') + 1)]);
    return command('xmlsec1', '--verify', ...named, '--ignore-manifests', ...trusted, file);
  };

  it('verifies the VIHF of the deposit, as sent', async (context) => {
    need(context, 'xmlsec1', 'python');
    await expect(verify((await deposit()).envelope)).resolves.toBeDefined();
  });

  it('no longer does once the VIHF is changed', async (context) => {
    need(context, 'xmlsec1', 'python');
    const text = readFileSync((await deposit()).envelope, 'utf8');
    writeFileSync(at('changed.xml'), text.replaceAll('899900000017', '899900000018'));
    await expect(verify(at('changed.xml'))).rejects.toThrow('data and digest do not match');
  });

  const inSignature = ['Id:http://www.w3.org/2000/09/xmldsig#:Manifest', `Id:${xades}:SignedProperties`];

  it('verifies the signature of the lot, as sent', async (context) => {
    need(context, 'xmlsec1', 'python');
    await expect(verify((await deposit()).signature, inSignature)).resolves.toBeDefined();
  });

  it('no longer does once its manifest is changed', async (context) => {
    need(context, 'xmlsec1', 'python');
    const text = readFileSync((await deposit()).signature, 'utf8');
    writeFileSync(at('changed.xml'), text.replace('AA==', 'AAA='));
    await expect(verify(at('changed.xml'), inSignature)).rejects.toThrow('data and digest do not match');
  });

  it('signs the document that xmllint canonicalises and openssl digests', async (context) => {
    need(context, 'xmllint', 'openssl', 'python');
    const { document, signature } = await deposit();
    const written = `xmllint --c14n ${document} | openssl dgst -sha256 -binary | base64 -w0`;
    expect(readFileSync(signature, 'utf8')).toContain(`>${await command('sh', '-c', written)}<`);
  });
});

describe('unzip', () => {
  it('opens the archive that is exported', async (context) => {
    need(context, 'unzip');
    expect(await command('unzip', '-t', at('exported.xdm'))).toContain('No errors detected');
  });

  it('opens the archive that is mailed, and the CDA within is the one exported', async (context) => {
    need(context, 'unzip', 'python');
    const mail = await mailTo(correspondent);
    const archive = join(mail.folder, String(mail.files.findIndex(([name]) => name === 'IHE_XDM.ZIP')));
    const cda = await command('unzip', '-p', archive, 'IHE_XDM/SUBSET01/DOC0001.XML');
    expect([await command('unzip', '-t', archive), cda === readFileSync(at('exported.cda'), 'utf8')]).toEqual([
      expect.stringContaining('No errors detected'),
      true,
    ]);
  });
});

describe('qpdf and pdftotext', () => {
  it('find no fault in the PDF', async (context) => {
    need(context, 'qpdf');
    await expect(command('qpdf', '--check', at('exported.pdf'))).resolves.toContain('No syntax');
  });

  it('read the names and the text', async (context) => {
    need(context, 'pdftotext');
    const text = await command('pdftotext', '-enc', 'UTF-8', at('exported.pdf'), '-');
    expect(
      [person.nomNaissance, person.prenom, person.matricule, letter.texte].filter((one) => !text.includes(one)),
    ).toEqual([]);
  });
});

describe('Python’s e-mail library', () => {
  it.for([
    ['a professional', correspondent],
    ['the patient', patientAddress(person)],
  ] as const)('reads the mail to %s, without defect', async ([, address], context) => {
    need(context, 'python');
    const { from, to, subject, date, files, defects } = await mailTo(address);
    expect({ from, to, subject, date, files, defects }).toEqual({
      from: practice.banc.bench.env['PROBANT_MSS_BAL'],
      to: [address],
      subject: expect.stringContaining(`XDM/1.0/DDM+`),
      date: true,
      files: [
        ['IHE_XDM.ZIP', 'application/zip'],
        [expect.stringMatching(/\.pdf$/), 'application/pdf'],
      ],
      defects: [],
    });
  });

  it('finds the same PDF beside the archive as the one exported', async (context) => {
    need(context, 'python');
    const mail = await mailTo(correspondent);
    const pdf = readFileSync(join(mail.folder, String(mail.files.findIndex(([, type]) => type === 'application/pdf'))));
    expect(pdf.equals(readFileSync(at('exported.pdf')))).toBe(true);
  });
});
