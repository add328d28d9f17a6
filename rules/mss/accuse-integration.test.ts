import { describe, expect, test } from 'vitest';
import { failed, mdnMail, type ReportChanges } from '../examples/reports.ts';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { accuseIntegration } from './accuse-integration.rule.ts';

const check = async (body: string) => places(await accuseIntegration.check(mails(body), {}));
const codes = async (changes: ReportChanges) =>
  (await accuseIntegration.check(mails(mdnMail(changes)), {})).map(({ code }) => code);
const disposition = (value: string) => ({ fields: `Disposition: ${value}\n` });

describe('accepts', () => {
  test('a document taken in', async () => {
    expect(await check(mdnMail())).toEqual([]);
  });

  test('a document that was not, in the form of the guide 1.1.3', async () => {
    expect(await check(mdnMail(failed))).toEqual([]);
  });

  test('a document that was not, its code in Disposition', async () => {
    const old = disposition(
      'automatic-action/MDN-sent-automatically; processed/Error: 902^Identifiant de patient inconnu^x',
    );
    expect(await codes({ ...failed, ...old })).toEqual([]);
  });

  test('the archive in place of the original', async () => {
    const zip = { name: 'IHE_XDM.ZIP', type: 'application/zip', bytes: Buffer.from('PK') };
    expect(await codes({ original: null, files: [zip] })).toEqual([]);
  });

  test('a plain receipt, its subject free', async () => {
    const read = disposition('manual-action/MDN-sent-manually; displayed');
    expect(await codes({ ...read, subject: 'Lu : Avis' })).toEqual([]);
  });
});

describe('refuses', () => {
  test('a mail that is no MDN', async () => {
    expect(await check(plainMail)).toEqual(['aucun-courriel @ echanges']);
  });

  test('an MDN of another type of report', async () => {
    const body = replaced(mdnMail(), 'report-type=disposition-notification', 'report-type=lecture');
    expect(await check(body)).toEqual(['pas-un-mdn @ échange 1 · Content-Type']);
  });

  test('an MDN without a text for a person', async () => {
    const body = replaced(mdnMail(), 'Content-Type: text/plain', 'Content-Type: text/html');
    expect(await check(body)).toEqual(['parties @ échange 1 · parties']);
  });

  test.each<[string, ReportChanges]>([
    ['origine', { original: null }],
    ['disposition', { fields: '' }],
    ['disposition', disposition('lu')],
    ['destinataire', { original: originalAsking('autre@test.mssante.fr', 'autre@test.mssante.fr') }],
    ['automatique', { original: originalAsking('labo-app@test.mssante.fr', 'robot@test.mssante.fr') }],
    ['boucle', { headers: 'Disposition-Notification-To: <medecin@test.mssante.fr>\n' }],
    ['objet', { subject: 'Lu : CR' }],
    ['objet', { ...failed, subject: 'XDM/1.0/DDM+CR' }],
    ['objet', { ...failed, subject: failed.subject?.replace('902', '903') ?? '' }],
    ['texte', { ...failed, text: 'Échec.' }],
  ])('what is wrong in %s', async (code, changes) => {
    expect(await codes(changes)).toEqual([code]);
  });

  test.each(['999', ''])('a failure whose code is « %s »', async (code) => {
    const fields = failed.fields?.replace('902^', `${code}^`) ?? '';
    expect(await codes({ ...failed, fields })).toEqual(['code-erreur']);
  });

  test.each([
    ['final-recipient', 'Final-Recipient: rfc822;medecin', 'Final-Recipient: medecin'],
    ['original-message-id', 'Original-Message-ID: <orig-1', 'Original-Message-ID: <autre'],
    ['original-recipient', 'Original-Recipient: rfc822;medecin@test.mssante.fr\r\n', ''],
  ])('a status whose %s is wrong', async (field, right, wrong) => {
    const found = await accuseIntegration.check(mails(replaced(mdnMail(), right, wrong)), {});
    expect(found.map(({ code }) => code)).toEqual([field]);
  });

  test('an MDN that nobody asked for', async () => {
    const body = replaced(mdnMail(), 'Disposition-Notification-To: <labo-app@test.mssante.fr>\r\n', '');
    expect(await check(body)).toEqual(['non-demande @ échange 1 · courriel d’origine · Disposition-Notification-To']);
  });
});

/** An original that asks for an MDN at an address, sent by another. */
function originalAsking(address: string, sender: string): string {
  return `Return-Path: <${sender}>\nMessage-ID: <orig-1@test.mssante.fr>\nSubject: XDM/1.0/DDM+CR d'examens biologiques PAT-TROIS DOMINIQUE 28/03/1979\nDisposition-Notification-To: <${address}>\n\nVoici.\n`;
}
