import { expect, test } from 'vitest';
import { deliveryNotice } from '../examples/reports.ts';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { avisRemise } from './avis-remise.rule.ts';

const check = async (body: string) => places(await avisRemise.check(mails(body), {}));
const recipient = (lines: string) => deliveryNotice({ fields: lines });
const right = 'Final-Recipient: rfc822; medecin@test.mssante.fr\nAction: delivered\nStatus: 2.0.0\n';

test('accepts a delivery', async () => {
  expect(await check(deliveryNotice())).toEqual([]);
});

test('accepts a failure, and a delivery beside it', async () => {
  const failure = right.replace('delivered', 'failed').replace('2.0.0', '5.1.1');
  expect(await check(recipient(`${failure}\n${right}`))).toEqual([]);
});

test('refuses that there be none', async () => {
  expect(await check(plainMail)).toEqual(['aucun-courriel @ echanges']);
});

test('refuses a notice that is no report', async () => {
  expect(await check(replaced(deliveryNotice(), 'multipart/report', 'multipart/mixed'))).toEqual([
    'pas-un-dsn @ échange 1 · Content-Type',
  ]);
});

test('refuses a notice that names no server', async () => {
  expect(await check(replaced(deliveryNotice(), 'Reporting-MTA: dns; ', 'Reporting-MTA: '))).toEqual([
    'reporting-mta @ échange 1 · message/delivery-status · Reporting-MTA',
  ]);
});

test('refuses a notice about nobody', async () => {
  expect(await check(recipient(''))).toEqual(['destinataire-absent @ échange 1 · message/delivery-status']);
});

test.each([
  ['final-recipient', right.replace('rfc822; ', '')],
  ['action', right.replace('delivered', 'remis')],
  ['status', right.replace('2.0.0', '250')],
  ['status', right.replace('2.0.0', '5.1.1')],
  ['status', right.replace('delivered', 'failed')],
])('refuses a recipient whose %s is wrong', async (code, lines) => {
  expect((await avisRemise.check(mails(recipient(lines)), {})).map((finding) => finding.code)).toEqual([code]);
});

test('looks at the second recipient too', async () => {
  expect(await check(recipient(`${right}\n${right.replace('2.0.0', '')}`))).toEqual([
    'status @ échange 1 · message/delivery-status · destinataire 2 · Status',
  ]);
});
