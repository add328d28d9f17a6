import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { processEnvironment } from '../../core/index.ts';
import { pemOf, type TestSigner, testSigner } from '../../core/testing.ts';
import { checkFiles } from '../../runs/check/index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data');
const place = '<!-- saml2:Assertion (VIHF) here -->';
/** What the PDF of the sample is rightly blamed for: it is no PDF/A-1. */
const known = /^(?:pdf\.|cda\.corps pdfa)/;

let folder: string;
let card: TestSigner;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-check-dmp-'));
  card = await testSigner({ name: 'CN=899900012345, OU=Médecin, O=TEST, C=FR' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(samples, name), 'utf8');

/** The VIHF of the samples, signed as the client of a publisher does. */
function signedVihf(change: (vihf: string) => string = (vihf) => vihf): string {
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const bare = change(read('dmp/vihf-directe-unsigned.xml').replace(/<\?xml.*?\?>\s*/, ''));
  const signature = new SignedXml({
    privateKey: card.keyPem,
    publicCert: pemOf(card),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  });
  signature.addReference({
    xpath: "/*[local-name()='Assertion']",
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(bare, {
    prefix: 'ds',
    location: { reference: "/*[local-name()='Assertion']/*[local-name()='Issuer']", action: 'after' },
  });
  return signature.getSignedXml();
}

/** `rule code` of the blocking findings of some bytes, each once, in the order of the report. */
async function blocking(text: string): Promise<string[]> {
  const path = join(folder, 'fichier');
  await writeFile(path, text);
  const options = { parameters: {}, authorities: null, packs: [] };
  const [report] = await Array.fromAsync(checkFiles(processEnvironment(), [path], options));
  const found = report?.findings.filter(({ severity }) => severity === 'bloquant') ?? [];
  return [...new Set(found.map(({ rule, code }) => `${rule} ${code}`))].filter((one) => !known.test(one));
}

const requests = [
  'td02-request.xml',
  'td03-request.xml',
  'td13a-request.xml',
  'td21-iti41-request.mime',
  'td31-iti18-finddocuments-request.xml',
  'td32-iti43-request.xml',
  'td33a-mask-request.xml',
  'td33c-delete-request.xml',
  'td33d-archive-request.xml',
  'td33d-unarchive-request.xml',
];

const signed = (name: string, vihf = signedVihf()): string => read(`dmp/${name}`).replace(place, vihf);

/** A fragment of a request in place of another; one that is not there is a fault of the test. */
function changed(text: string, [right, wrong]: readonly [string | RegExp, string]): string {
  const made = text.replace(right, () => wrong);
  expect(made).not.toBe(text);
  return made;
}

describe.skipIf(!existsSync(samples))('requests rebuilt from the facts (skipped: ../shared is absent)', () => {
  it.each(requests)('%s is right, once its VIHF is signed', async (name) => {
    expect(await blocking(signed(name))).toEqual([]);
  });

  it.each(requests)('%s has but its VIHF against it as it stands', async (name) => {
    const [first, ...others] = await blocking(read(`dmp/${name}`));
    expect(first).toMatch(/ vihf-absent$/);
    // With none, nothing can agree with it either.
    expect(others.filter((one) => !/^xds\.coherence-vihf | vihf-absent$/.test(one))).toEqual([]);
  });

  it.each([
    ['vihf/samples-reconstructed/vihf-2.0-ror-automate.xml', []],
    ['vihf/samples-reconstructed/vihf-3.0-dmp-AIR.xml', ['vihf.signature signature']],
    ['dmp/vihf-bris-de-glace-unsigned.xml', ['vihf.signature signature']],
    ['dmp/vihf-directe-unsigned.xml', ['vihf.signature signature']],
    ['dmp/vihf-indirecte-unsigned.xml', ['vihf.signature signature']],
  ])('%s has nothing against it but the signature that it has not', async (name, expected) => {
    expect(await blocking(read(name))).toEqual(expected);
  });

  it.each<readonly [string, string, readonly [string | RegExp, string]]>([
    [
      'td02-request.xml',
      'dmp.enveloppe wsa-action',
      [
        '<wsa:Action soap:mustUnderstand="true">urn:hl7-org:v3:PRPA_IN201307UV02',
        '<wsa:Action>urn:hl7-org:v3:PRPA_IN201305UV02',
      ],
    ],
    ['td02-request.xml', 'dmp.enveloppe message-id', ['urn:uuid:0b6f4648-f2e9-4a06-94fd-c563a8070001', '']],
    ['td02-request.xml', 'dmp.enveloppe reply-to', ['addressing/anonymous', 'addressing/none']],
    [
      'td02-request.xml',
      'dmp.enveloppe soap-version',
      [/http:\/\/www.w3.org\/2003\/05\/soap-envelope/, 'http://schemas.xmlsoap.org/soap/envelope/'],
    ],
    ['td02-request.xml', 'dmp.patient matricule', ['extension="285047505612322"', 'extension="279035121518989"']],
    [
      'td02-request.xml',
      'dmp.patient oid',
      ['<value root="1.2.250.1.213.1.4.10"', '<value root="1.2.250.1.213.1.4.8"'],
    ],
    [
      'td31-iti18-finddocuments-request.xml',
      'dmp.consultation requete',
      ['14d4debf-8f97-4251-9a74-a90016b0af0d', '14d4debf-8f97-4251-9a74-a90016b0af0e'],
    ],
    [
      'td31-iti18-finddocuments-request.xml',
      'dmp.consultation option',
      ['returnType="LeafClass"', 'returnType="ObjectRef"'],
    ],
    [
      'td32-iti43-request.xml',
      'dmp.consultation unique-id',
      [/(?<=<xds:DocumentUniqueId>|<DocumentUniqueId>)[^<]*/, 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001'],
    ],
    ['td32-iti43-request.xml', 'dmp.consultation entrepot', ['1.2.250.1.213.4.1.1.1.2', '1.2.250.1.213.4.1.1.1']],
    ['td21-iti41-request.mime', 'dmp.mtom cid', [/href="cid:/, 'href="cid:autre-']],
    ['td21-iti41-request.mime', 'dmp.patient matricule', [/value="285047505612322\^/g, 'value="279035121518989^']],
  ])('%s changed: %s comes first', async (name, expected, change) => {
    expect((await blocking(changed(signed(name), change)))[0]).toBe(expected);
  });

  it.each<readonly [string, readonly [string | RegExp, string]]>([
    ['vihf.attributs vihf-version', ['>3.0<', '>5.0<']],
    ['vihf.attributs structure', ['499900012345001', 'CABINET DU PORT']],
    ['vihf.attributs secteur', ['SA07^1.2.250.1.71.4.2.4', 'SA07']],
    ['vihf.attributs mode', ['>DIRECTE<', '>CPS<']],
    ['vihf.attributs ressource', ['urn:dmp', 'urn:ROR']],
    ['vihf.attributs specialite', [/<saml2:AttributeValue><Role [^>]*SM26[^>]*\/><\/saml2:AttributeValue>/, '']],
    ['vihf.attributs acces', ['1.2.250.1.213.1.1.4.248', '1.2.250.1.213.1.1.4.11']],
    ['vihf.attributs lps-homologation', ['>TEST-0000<', '><']],
    [
      'vihf.attributs contexte-air',
      ['</saml2:AuthnContextClassRef>', '$&<saml2:AuthnContextDecl>x</saml2:AuthnContextDecl>'],
    ],
    ['vihf.auteur forme', ['<saml2:NameID>899900012345', '<saml2:NameID>Alix TESTMEDECIN']],
    ['vihf.emetteur emetteur', ['O=TEST,C=FR', 'O=AUTRE,C=FR']],
    ['vihf.emetteur format', ['SAML:1.1:nameid', 'SAML:2.0:nameid']],
    ['vihf.patient forme', ['&amp;ISO^NH', '&amp;ISO^PI']],
    ['vihf.presence version-saml', ['Version="2.0"', 'Version="1.1"']],
    ['vihf.presence identifiant', [/ ID="_/, ' ID="5']],
    ['vihf.fraicheur emission', [/(?<=IssueInstant="[^"]*)T/, ' ']],
  ])('a VIHF that is wrong before it is signed: %s comes first', async (expected, change) => {
    const vihf = signedVihf((bare) =>
      changed(bare, [change[0], change[1].replace('$&', '</saml2:AuthnContextClassRef>')]),
    );
    expect((await blocking(vihf))[0]).toBe(expected);
  });

  it.each<readonly [string, readonly [string | RegExp, string]]>([
    ['a changed value', ['>499900012345001<', '>499900012345002<']],
    ['a changed certificate', [/(?<=<ds:X509Certificate>|<X509Certificate>)..../, 'AAAA']],
  ])('a VIHF that was changed once signed: %s', async (_, change) => {
    expect((await blocking(changed(signedVihf(), change)))[0]).toBe('vihf.signature signature');
  });
});
