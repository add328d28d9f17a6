import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk } from '../../test/support/dmp-desk.ts';
import {
  cda,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  member,
  mtom,
  type Pem,
  signedVihf,
  structure,
  submission,
} from '../../test/support/dmp-request.ts';
import { type LotSignatureParts, lotSignature, signatureXml, signs } from '../../test/support/lot-signature.ts';
import { TestPki } from '../pki/index.ts';

let pki: TestPki;
let stranger: TestPki;
let seal: Pem;
let desk: DmpDesk;
let lots = 0;

beforeAll(async () => {
  [pki, stranger] = await Promise.all([TestPki.create(), TestPki.create()]);
  seal = await pki.signature({ commonName: 'CACHET', structure });
});

beforeEach(() => {
  desk = new DmpDesk({ signatures: true, authorities: [pki.chain] });
});

const objects = documentXml() + member() + signatureXml() + member('Signature01');

/** Deposits a lot whose signature has these parts; `change` spoils what was signed. */
async function outcome(
  parts: Partial<LotSignatureParts> = {},
  change: (xml: string) => string = (xml) => xml,
  content = objects + signs,
): Promise<[string, number]> {
  lots += 1;
  const lot = `2.25.77.${lots}`;
  const signature = change(lotSignature({ lot, documents: { '2.25.100': cda() }, pem: seal, ...parts }));
  const hrefs = { Document01: 'cid:doc@lps', Signature01: 'cid:sign@lps' };
  const root = envelope(depositBody(submission(content, { lotId: lot }), hrefs), signedVihf(seal));
  const { body, type } = mtom(root, { 'doc@lps': cda(), 'sign@lps': signature });
  const answer = await desk.send('repository', body, type);
  return [codeOf(answer), desk.directory.documents(dmpPerson.matricule).length];
}

describe('the signature of a lot', () => {
  it.each(['sha256', 'sha1'] as const)('is verified with %s, and kept as a document', async (hash) => {
    expect(await outcome({ hash })).toEqual(['Success', 2]);
  });

  it('is mandatory', async () => {
    const { body, type } = mtom(envelope(depositBody(submission(documentXml() + member())), signedVihf(seal)));
    expect(codeOf(await desk.send('repository', body, type))).toBe('Failure probant_signature_lot_absente');
  });

  const manifest = 'probant_signature_lot_manifeste';
  const invalid = 'probant_signature_lot_invalide';

  it.each<[string, string, Partial<LotSignatureParts>, ((xml: string) => string)?]>([
    ['of another document', manifest, { documents: { '2.25.100': 'autre' } }],
    ['that leaves a document out', manifest, { documents: {} }],
    ['that names one more document', manifest, { documents: { '2.25.100': cda(), '2.25.9': 'x' } }],
    ['of another lot', manifest, { lot: '2.25.78' }],
    ['whose manifest changed', invalid, {}, (xml) => xml.replace('AA==', 'AAA=')],
    ['whose time changed', invalid, {}, (xml) => xml.replace('2026-03-10T', '2026-03-11T')],
    ['whose value changed', invalid, {}, (xml) => xml.replace('<ds:SignatureValue>', '<ds:SignatureValue>AAAA')],
    ['without certificate', invalid, {}, (xml) => xml.replaceAll('X509Certificate>', 'X509Autre>')],
    ['of another purpose', invalid, { purpose: '1.2.840.10065.1.12.1.1' }],
    ['without policy', invalid, { policy: '' }],
    ['at no time', invalid, { signingTime: 'hier' }],
    ['that is another element', invalid, {}, () => '<Signature/>'],
    ['that is no XML', invalid, {}, () => 'texte'],
    [
      'with two manifests of one Id',
      invalid,
      {},
      (xml) => xml.replace('</ds:Object>', '<a Id="IHEManifest"/></ds:Object>'),
    ],
  ])('is refused: one %s', async (...[, code, parts, change]) => {
    const [found, held] = await outcome(parts, change);
    expect([[...new Set(found.split(' '))].join(' '), held]).toEqual([`Failure ${code}`, 0]);
  });

  it.each<[string, () => Promise<Pem>]>([
    ['a certificate of authentication', () => pki.clientAuthentication({ commonName: 'LPS', structure })],
    ['the seal of another structure', () => pki.signature({ commonName: 'CACHET', structure: '1750000001' })],
    ['the seal of another authority', () => stranger.signature({ commonName: 'CACHET', structure })],
  ])('is refused: one by %s', async (_, made) => {
    expect(await outcome({ pem: await made() })).toEqual(['Failure probant_signature_lot_certificat', 0]);
  });

  it.each([
    ['without the association that joins it to the lot', objects],
    ['without its event code', (objects + signs).replace('1.2.840.10065.1.12.1.14', 'autre')],
    ['of another format', (objects + signs).replace('http://www.w3.org/2000/09/xmldsig#', 'urn:ihe:pcc:ips:2020')],
  ])('is refused %s', async (_, content) => {
    const [found] = await outcome({}, undefined, content);
    expect([...new Set(found.split(' '))]).toEqual(['Failure', 'XDSRegistryMetadataError']);
  });
});
