import { describe, expect, test } from 'vitest';
import { textAt } from '../../core/index.ts';
import type { RuleInputs } from '../rule.ts';
import { documentOf, places } from '../testing.ts';
import { cda, eachDocument, eachMail, eachSubmission } from './index.ts';
import {
  archiveFile,
  deposit,
  documentMail,
  mails,
  metadataOf,
  plainMail,
  replaced,
  rightCda,
  wire,
} from './testing.ts';

const titles = async (inputs: RuleInputs): Promise<string[]> => {
  const seen: string[] = [];
  const findings = await eachDocument(inputs, ({ root, at }) => {
    seen.push(at(textAt(root, 'h:title', cda) ?? ''));
    return [];
  });
  return [...seen, ...places(findings)];
};

const submitted = async (inputs: RuleInputs): Promise<string[]> => {
  const seen: string[] = [];
  const findings = await eachSubmission(inputs, ({ kind, documents, at }) => {
    seen.push(at(kind), ...documents.map((document) => document.at(`${document.bytes?.length ?? 'absent'} octets`)));
    return [];
  });
  return [...seen, ...places(findings)];
};

const size = Buffer.byteLength(rightCda);

describe('documents are found', () => {
  test('in a deposit', async () => {
    expect(await titles(wire(deposit(rightCda)))).toEqual(['échange 1 · document Document01 · Lettre de liaison']);
  });

  test('in the archive of a mail', async () => {
    expect(await titles(mails(plainMail, await documentMail()))).toEqual([
      'échange 2 · IHE_XDM.ZIP · IHE_XDM/SUBSET01/DOC0001.XML · Lettre de liaison',
    ]);
  });

  test('in an archive', async () => {
    const { bytes } = await archiveFile();
    expect(await titles({ document: bytes })).toEqual(['document · IHE_XDM/SUBSET01/DOC0001.XML · Lettre de liaison']);
  });

  test('as they were produced', async () => {
    expect(
      await titles(documentOf(`\uFEFF ${rightCda}`.replace('<?xml version="1.0" encoding="UTF-8"?>', ''))),
    ).toEqual(['document · Lettre de liaison']);
  });

  test('but the signature of a submission is none', async () => {
    const signature = wire(deposit('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'));
    expect(await titles(signature)).toEqual(['aucun-document @ echanges']);
  });
});

describe('submissions are found', () => {
  test('in a deposit', async () => {
    expect(await submitted(wire(deposit(rightCda)))).toEqual([
      'échange 1 · depot',
      `échange 1 · document Document01 · ${size} octets`,
    ]);
  });

  test('in the archive of a mail', async () => {
    expect(await submitted(mails(await documentMail()))).toEqual([
      'échange 1 · IHE_XDM.ZIP · IHE_XDM/SUBSET01/METADATA.XML · xdm',
      `échange 1 · IHE_XDM.ZIP · IHE_XDM/SUBSET01/DOC0001.XML · ${size} octets`,
    ]);
  });

  test('without the bytes of a document that is not there', async () => {
    const body = replaced(deposit(rightCda).body, 'Content-ID: <doc:1@test>', 'Content-ID: <autre@test>');
    expect(await submitted(wire({ ...deposit(rightCda), body }))).toContain(
      'échange 1 · document Document01 · absent octets',
    );
  });
});

describe('nothing is passed over', () => {
  test('no document', async () => {
    expect(await titles(mails(plainMail))).toEqual(['aucun-document @ echanges']);
  });

  test('no submission', async () => {
    expect(await submitted(documentOf(rightCda))).toEqual(['aucune-soumission @ document']);
  });

  test('no mail', async () => {
    expect(places(await eachMail(wire(deposit(rightCda)), () => []))).toEqual(['aucun-courriel @ echanges']);
  });

  test('a document that is not XML', async () => {
    expect(await titles(documentOf(replaced(rightCda, '</c:ClinicalDocument>', '')))).toEqual([
      'xml-illisible @ document · /',
    ]);
  });

  test('a document that is no CDA', async () => {
    expect(await titles(documentOf('<html/>'))).toEqual(['pas-un-cda @ document · /']);
  });

  test('a document that a deposit declares and does not hold', async () => {
    const body = replaced(deposit(rightCda).body, 'Content-ID: <doc:1@test>', 'Content-ID: <autre@test>');
    expect(await titles(wire({ ...deposit(rightCda), body }))).toEqual([
      'document-absent @ échange 1 · document Document01 · corps',
    ]);
  });

  test('a truncated deposit', async () => {
    const { body, ...rest } = deposit(rightCda);
    expect(await titles(wire({ ...rest, body: body.slice(0, 300) }))).toEqual(['corps-illisible @ échange 1 · corps']);
  });

  test('an archive that is refused', async () => {
    const { bytes, ...file } = await archiveFile({ xxxxxxx: 'x' });
    const climbing = Buffer.from(bytes.toString('latin1').replaceAll('xxxxxxx', '../evil'), 'latin1');
    const mail = await documentMail([{ ...file, bytes: climbing }]);
    expect(await titles(mails(mail))).toEqual(['zip-chemin-dangereux @ échange 1 · IHE_XDM.ZIP · archive']);
  });

  test('a mail that is refused', async () => {
    const bomb = `Subject: ${'a'.repeat(200_000)}`;
    expect(places(await eachMail(mails(bomb), () => []))).toEqual(['courriel-illisible @ échange 1 · message']);
  });

  test('metadata that is not XML', async () => {
    const broken = metadataOf(rightCda).slice(0, -10);
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': broken });
    expect(await submitted({ document: bytes })).toEqual([
      'xml-illisible @ document · IHE_XDM/SUBSET01/METADATA.XML · /',
    ]);
  });
});

test('a person is judged on its own mails', async () => {
  const findings = await eachMail(mails({ body: plainMail, attribution: 'autre' }), () => []);
  expect(places(findings)).toEqual(['aucun-courriel @ echanges']);
});

test('a mail of which the bench kept but the beginning is not judged', async () => {
  const judged = eachMail(mails({ body: plainMail, tronque: true }), () => []);
  await expect(judged).rejects.toThrow(expect.objectContaining({ code: 'corps_tronque', kind: 'environnement' }));
});
