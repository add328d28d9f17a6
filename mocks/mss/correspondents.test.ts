import { ImapFlow } from 'imapflow';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail, openMss, type TestMss } from '../../test/support/mss.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss();
});
afterEach(async () => await bench[Symbol.asyncDispose]());

const toPatient = {
  to: mail.patient,
  subject: 'Votre consultation',
  text: 'Bonjour.',
  messageId: '<m1@test.mssante.fr>',
};
const answer = { from: mail.patient, to: mail.doctor, text: 'Merci, docteur.' };

/** The only message in a mailbox, read by a parser of others. */
async function only(address: string): Promise<Awaited<ReturnType<typeof PostalMime.parse>>> {
  const messages = bench.inbox(address);
  expect(messages).toHaveLength(1);
  return await PostalMime.parse(messages[0] ?? '', { attachmentEncoding: 'utf8' });
}

function part(message: Awaited<ReturnType<typeof only>>, type: string): string {
  // The parser reads lines as LF.
  return String(message.attachments.find(({ mimeType }) => mimeType === type)?.content);
}

describe('a user of Mon espace santé', () => {
  it('answers by name, in the thread', async () => {
    await bench.send(toPatient);
    bench.mss.control.patientReplies(answer);
    const reply = await only(mail.doctor);
    expect({
      from: reply.from,
      inReplyTo: reply.inReplyTo,
      references: reply.references,
      subject: reply.subject,
      text: reply.text?.trim(),
    }).toEqual({
      from: { name: 'Léo Dupond', address: mail.patient },
      inReplyTo: '<m1@test.mssante.fr>',
      references: '<m1@test.mssante.fr>',
      subject: 'Re: Votre consultation',
      text: 'Merci, docteur.',
    });
  });

  it('answers where Reply-To says', async () => {
    await bench.send({ ...toPatient, replyTo: mail.colleague });
    bench.mss.control.patientReplies(answer);
    expect((await only(mail.colleague)).from?.address).toBe(mail.patient);
  });

  it('does not answer outside the trusted space: the mailbox that wrote gets the reply', async () => {
    await bench.send({ ...toPatient, replyTo: 'medecin@example.org' });
    bench.mss.control.patientReplies(answer);
    expect((await only(mail.doctor)).to?.[0]?.address).toBe(mail.doctor);
  });

  it('is written to at his own address when he is a minor, and the reply bears his name', async () => {
    const minor = '115036322012345@patient.mssante.fr';
    bench.mss.control.declareMailbox({ address: minor, kind: 'patient', label: 'Nino Dupond' });
    await bench.send({ ...toPatient, to: minor });
    bench.mss.control.patientReplies({ ...answer, from: minor });
    expect((await only(mail.doctor)).from).toEqual({ name: 'Nino Dupond', address: minor });
  });

  it('tells that the message was displayed, where that is asked for', async () => {
    await bench.send({ ...toPatient, headers: { 'Disposition-Notification-To': `<${mail.doctor}>` } });
    expect(part(await only(mail.doctor), 'message/disposition-notification')).toContain(
      'Disposition: manual-action/MDN-sent-automatically; displayed\n',
    );
  });

  it('can answer again once the mailbox has written again after FIN', async () => {
    await bench.send({ ...toPatient, headers: { 'X-MSS-MES': 'FIN' } });
    await bench.send({ ...toPatient, messageId: '<m2@test.mssante.fr>' });
    expect(bench.mss.control.patientReplies(answer)).toEqual({ sent: true });
  });

  it('takes 25 MB in all: what is longer comes back, without its bytes', async () => {
    await using large = await openMss({ sizeLimit: 40 * 1024 * 1024 });
    await large.send({
      ...toPatient,
      attachments: [{ filename: 'image.bin', content: Buffer.alloc(20 * 1024 * 1024) }],
    });
    const [report = ''] = large.inbox(mail.doctor);
    expect(report).toMatch(/Subject: Undelivered Mail Returned to Sender.*Status: 5\.3\.4/s);
    expect(report.length).toBeLessThan(10_000);
  });

  it('is named as it is declared, whatever the name holds', async () => {
    bench.mss.control.declareMailbox({ address: mail.patient, kind: 'patient', label: 'Jean "Jo", d’Été <x@y>' });
    await bench.send(toPatient);
    bench.mss.control.patientReplies(answer);
    expect((await only(mail.doctor)).from).toEqual({ name: 'Jean "Jo", d’Été <x@y>', address: mail.patient });
  });

  it('can’t write first', () => {
    expect(bench.mss.control.patientReplies(answer)).toEqual({ sent: false, reason: 'aucun_message' });
  });

  it.for([
    ['the header FIN', { headers: { 'X-MSS-MES': 'FIN' } }],
    ['the subject [FIN]', { subject: '[FIN]' }],
  ] as const)('can’t answer after %s', async ([, end]) => {
    await bench.send(toPatient);
    await bench.send({ ...toPatient, messageId: '<m2@test.mssante.fr>', ...end });
    expect(bench.mss.control.patientReplies({ ...answer, inReplyTo: '<m1@test.mssante.fr>' })).toEqual({
      sent: false,
      reason: 'fin_active',
    });
  });

  it.for(['fin', 'Fin', 'OUI'])('can still answer after X-MSS-MES: %s', async (value) => {
    await bench.send({ ...toPatient, headers: { 'X-MSS-MES': value } });
    expect(bench.mss.control.patientReplies(answer)).toEqual({ sent: true });
  });

  it('can still answer another mailbox after FIN', async () => {
    await bench.send({ ...toPatient, headers: { 'X-MSS-MES': 'FIN' } });
    await bench.send({ ...toPatient, from: mail.colleague, messageId: '<m2@test.mssante.fr>' });
    expect(bench.mss.control.patientReplies({ ...answer, to: mail.colleague })).toEqual({ sent: true });
  });

  it.for([
    ['inconnue', mail.patient, '5.1.1'],
    ['fermee', mail.patient, '5.2.1'],
    ['connue', 'pas-un-matricule@patient.mssante.fr', '5.1.3'],
  ] as const)('%s: the message comes back', async ([etat, to, status]) => {
    bench.mss.control.declareMailbox({ address: mail.patient, kind: 'patient', label: 'Léo Dupond', etat });
    await bench.send({ ...toPatient, to });
    const report = await only(mail.doctor);
    expect(part(report, 'message/delivery-status')).toMatch(
      new RegExp(`Action: failed\nStatus: ${status.replaceAll('.', '\\.')}`),
    );
  });

  it('that nobody declared: the message comes back', async () => {
    await bench.send({ ...toPatient, to: '155036322012345@patient.mssante.fr' });
    expect(part(await only(mail.doctor), 'message/delivery-status')).toContain('patient non trouvé');
  });
});

it('what is submitted by SMTP is found by IMAP', async () => {
  await bench.send({ to: mail.doctor, subject: 'De SMTP à IMAP', text: 'Bonjour.' });
  const auth = { user: mail.doctor, accessToken: mail.token };
  const client = new ImapFlow({
    ...{ host: 'localhost', port: bench.mss.ports.pscImap, doSTARTTLS: true, auth, logger: false },
    tls: { ca: bench.pki.chain },
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const message = await client.fetchOne('1', { envelope: true });
  await client.logout();
  expect(message === false ? undefined : message?.envelope?.subject).toBe('De SMTP à IMAP');
});

describe('reports', () => {
  function declare(accuses: 'dsn' | 'mdn' | 'aucun'): void {
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: 'Dr_Béa_ESSAI', accuses });
  }

  const letter = { to: mail.colleague, subject: 'Compte rendu É', text: 'Bonjour.', messageId: '<m1@test.mssante.fr>' };

  it('of delivery, by Return-Receipt-To', async () => {
    declare('dsn');
    await bench.send({ ...letter, headers: { 'Return-Receipt-To': `<${mail.doctor}>` } });
    const report = await only(mail.doctor);
    expect(part(report, 'message/delivery-status')).toContain(
      `Final-Recipient: rfc822; ${mail.colleague}\nAction: delivered\nStatus: 2.0.0`,
    );
  });

  it('of delivery, by NOTIFY', async () => {
    declare('dsn');
    await bench.send({
      ...letter,
      dsn: { id: 'env-7', return: 'headers', notify: 'success', recipient: mail.colleague },
    });
    expect(part(await only(mail.doctor), 'message/delivery-status')).toContain('Original-Envelope-Id: env-7');
  });

  it.for([
    [['success'], false],
    [['delay'], false],
    [['never'], false],
    [['failure'], true],
    [undefined, true],
  ] as const)('of failure, with NOTIFY=%s: %s', async ([notify, told]) => {
    const dsn =
      notify === undefined ? {} : { dsn: { id: 'e', return: 'headers', notify: [...notify], recipient: mail.patient } };
    bench.mss.control.declareMailbox({ address: mail.patient, kind: 'patient', label: '', etat: 'fermee' });
    await bench.send({ ...toPatient, ...dsn } as Parameters<typeof bench.send>[0]);
    expect(bench.inbox(mail.doctor)).toHaveLength(told ? 1 : 0);
  });

  it.for([
    ['full', 'message/rfc822'],
    ['headers', 'text/rfc822-headers'],
  ] as const)('of failure with RET=%s bring back %s, and the original recipient', async ([ret, type]) => {
    bench.mss.control.declareMailbox({ address: mail.patient, kind: 'patient', label: '', etat: 'fermee' });
    const dsn = { id: 'env+9', return: ret, notify: ['failure'], recipient: 'ancien+nom@test.mssante.fr' };
    await bench.send({ ...toPatient, dsn } as Parameters<typeof bench.send>[0]);
    const [report = ''] = bench.inbox(mail.doctor);
    expect(report).toContain('Original-Envelope-Id: env+9\r\n');
    expect(report).toContain('Original-Recipient: rfc822;ancien+nom@test.mssante.fr\r\n');
    expect(report).toContain(`Content-Type: ${type}\r\n`);
  });

  it('of delivery are not returned by an operator that ignores DSN, which does not announce them', async () => {
    await using old = await openMss({ dsn: 'ignore' });
    old.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: '', accuses: 'dsn' });
    await old.send({ ...letter, headers: { 'Return-Receipt-To': `<${mail.doctor}>` } });
    const dialogue = await old.dial(old.mss.ports.pscSmtp);
    expect([old.inbox(mail.doctor), /DSN/.test(await dialogue.say('EHLO client.test'))]).toEqual([[], false]);
  });

  it('of delivery and of reading, by a correspondent that returns both', async () => {
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: '', accuses: 'dsn_mdn' });
    const headers = { 'Disposition-Notification-To': mail.doctor, 'Return-Receipt-To': mail.doctor };
    await bench.send({ ...letter, headers });
    expect(bench.inbox(mail.doctor)).toHaveLength(2);
  });

  it('of reading, by Disposition-Notification-To', async () => {
    declare('mdn');
    await bench.send({ ...letter, headers: { 'Disposition-Notification-To': `<${mail.doctor}>` } });
    expect(part(await only(mail.doctor), 'message/disposition-notification')).toContain(
      'Original-Message-ID: <m1@test.mssante.fr>\nDisposition: automatic-action/MDN-sent-automatically; processed\n',
    );
  });

  it('are not returned by a correspondent that returns none', async () => {
    declare('aucun');
    await bench.send({
      ...letter,
      headers: { 'Disposition-Notification-To': mail.doctor, 'Return-Receipt-To': mail.doctor },
    });
    expect(bench.inbox(mail.doctor)).toEqual([]);
  });

  it('are not returned unasked', async () => {
    await bench.send(letter);
    expect(await bench.mss.control.report({ from: mail.colleague, kind: 'mdn' })).toEqual({
      sent: false,
      reason: 'accuse_non_demande',
    });
  });

  const error = { code: '902', label: 'Identifiant de patient inconnu' };
  it.for([
    ['rfc822', 'processed/error\nError: 902^Identifiant de patient inconnu'],
    ['pieces', 'processed/Error: 902^Identifiant de patient inconnu'],
  ] as const)('of failed integration, form %s', async ([form, disposition]) => {
    await bench.send({ ...letter, headers: { 'Disposition-Notification-To': mail.doctor } });
    await bench.mss.control.report({ from: mail.colleague, kind: 'mdn', form, error });
    const report = await only(mail.doctor);
    expect({
      subject: report.subject,
      right: part(report, 'message/disposition-notification').includes(disposition),
    }).toEqual({
      subject: '[KO Intégration système !][902] Compte rendu É',
      right: true,
    });
  });

  it('of failed integration bring back the files of the message', async () => {
    const attachments = [
      { filename: 'IHE_XDM.ZIP', contentType: 'application/zip', content: Buffer.from([0x50, 0x4b, 0, 255]) },
    ];
    await bench.send({ ...letter, attachments, headers: { 'Disposition-Notification-To': mail.doctor } });
    await bench.mss.control.report({ from: mail.colleague, kind: 'mdn', form: 'pieces', error });
    const report = await PostalMime.parse(bench.inbox(mail.doctor)[0] ?? '');
    const [file] = report.attachments.filter(({ filename }) => filename === 'IHE_XDM.ZIP');
    expect(Buffer.from(file?.content as ArrayBuffer)).toEqual(attachments[0]?.content);
  });
});

describe('a correspondent that fails to take in every document', () => {
  const codes = ['900', '901', '902', '903', '904', '905', '906'] as const;
  const document = { to: mail.colleague, subject: 'XDM/1.0/DDM+CR TEST', text: '', messageId: '<m1@test.mssante.fr>' };
  function declare(code: (typeof codes)[number]): void {
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'APP', label: '', echec: { code } });
  }

  it.for(codes)('returns the MDN that was asked for: %s', async (code) => {
    declare(code);
    await bench.send({ ...document, headers: { 'Disposition-Notification-To': `<${mail.doctor}>` } });
    const report = await only(mail.doctor);
    expect([report.subject, part(report, 'message/disposition-notification')]).toEqual([
      `[KO Intégration système !][${code}] XDM/1.0/DDM+CR TEST`,
      expect.stringContaining(`processed/error\nError: ${code}^`),
    ]);
  });

  it('returns the standard mail where no MDN was asked for, with the message and its files', async () => {
    declare('902');
    const zip = { filename: 'IHE_XDM.ZIP', contentType: 'application/zip', content: Buffer.from([0x50, 0x4b]) };
    await bench.send({ ...document, attachments: [zip] });
    const report = await only(mail.doctor);
    expect({
      subject: report.subject,
      text: report.text?.trim(),
      files: report.attachments.map(({ filename }) => filename),
    }).toEqual({
      subject: '[KO Intégration système !][902] XDM/1.0/DDM+CR TEST',
      text: 'Le document n’a pas pu être intégré : 902^Identifiant de patient inconnu',
      files: ['message_original.eml', 'IHE_XDM.ZIP'],
    });
  });

  it('can be told to write the standard mail of any message', async () => {
    await bench.send(document);
    const error = { code: '904' };
    expect(await bench.mss.control.report({ from: mail.colleague, kind: 'courriel', error })).toEqual({ sent: true });
    expect((await only(mail.doctor)).subject).toBe('[KO Intégration système !][904] XDM/1.0/DDM+CR TEST');
  });
});

describe('owners', () => {
  const scenario = { address: 'dr.scenario@test.mssante.fr', kind: 'PER', label: 'Dr_Scénario', owner: 'A' } as const;

  it('take their mailboxes with them', async () => {
    bench.mss.control.declareMailbox(scenario);
    bench.mss.control.reset('A');
    await expect(bench.send({ to: scenario.address, text: '' })).rejects.toThrow('550 5.1.1');
  });

  it('leave those of others', async () => {
    bench.mss.control.declareMailbox(scenario);
    bench.mss.control.reset('B');
    expect((await bench.send({ to: scenario.address, text: '' })).accepted).toEqual([scenario.address]);
  });

  it('give back a mailbox that they had closed', async () => {
    bench.mss.control.declareMailbox({ address: mail.colleague, kind: 'PER', label: '', etat: 'fermee', owner: 'A' });
    await expect(bench.send({ to: mail.colleague, text: '' })).rejects.toThrow('550 5.2.1');
    bench.mss.control.reset('A');
    expect((await bench.send({ to: mail.colleague, text: '' })).accepted).toEqual([mail.colleague]);
  });
});
