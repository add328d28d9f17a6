import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail, openMss, type TestMss } from '../../test/support/mss.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/mss/eml');
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
const absent = samples.length === 0;

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss();
  for (const address of ['labo-app', 'adam.hoda', 'secretariat', 'dpi-app'].map((name) => `${name}@test.mssante.fr`)) {
    bench.mss.control.declareMailbox({ address, kind: 'PER', label: '' });
  }
  bench.mss.control.declareMailbox({ address: 'cardio@autre.mssante.fr', kind: 'PER', label: '' });
});
afterEach(async () => await bench[Symbol.asyncDispose]());

/** Lines of a sample end as lines of mail do. */
function sample(name: string): Buffer {
  return Buffer.from(readFileSync(join(folder, name), 'latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
}

function field(raw: Buffer, name: string): string {
  const value = new RegExp(`^${name}: (.*)\r$`, 'im').exec(raw.toString('latin1'))?.[1] ?? '';
  return /<([^>]*)>/.exec(value)?.[1] ?? value;
}

/** Types of the parts, and names of the fields of the status. */
function shape(raw: Buffer): { types: string[]; fields: string[] } {
  const text = raw.toString('latin1');
  const types = [...text.matchAll(/^Content-Type: ([\w/-]+)/gim)].map(([, type = '']) => type.toLowerCase());
  const status = /message\/(?:delivery-status|disposition-notification)\r\n\r\n(.*?)\r\n--/s.exec(text)?.[1] ?? '';
  return { types: types.slice(0, 4), fields: [...status.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name) };
}

async function send(raw: Buffer, to = field(raw, 'To')): Promise<void> {
  await bench.send({ envelope: { from: mail.doctor, to }, raw });
}

describe.skipIf(absent)('the mails of MSSanté exchanges (../shared/data/mss absent: skipped)', () => {
  // The wrong ones too: an operator transmits, the rules judge (rules/mss).
  it.each(absent ? ['exemple'] : samples)('%s is transmitted as it is', async (name) => {
    const raw = sample(name);
    await send(raw);
    const [exchange] = await bench.exchanges();
    expect((await bench.blob(exchange?.request?.body.sha256)).equals(raw)).toBe(true);
  });

  it('10-usager-reply.eml has the fields of the reply of a user', async () => {
    await send(Buffer.from(`From: <${mail.doctor}>\r\nMessage-ID: <m1@test.mssante.fr>\r\n\r\nx\r\n`), mail.patient);
    bench.mss.control.patientReplies({ from: mail.patient, to: mail.doctor, text: 'Merci.' });
    const [made = ''] = bench.inbox(mail.doctor);
    const theirs = sample('10-usager-reply.eml');
    const names = (raw: Buffer): string[] =>
      [...(raw.toString('latin1').split('\r\n\r\n')[0] ?? '').matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name);
    expect(names(Buffer.from(made))).toEqual(expect.arrayContaining(names(theirs)));
    expect(field(Buffer.from(made), 'In-Reply-To')).toBe(field(theirs, 'In-Reply-To'));
  });

  it.each(['06-to-patient-FIN.eml', '11-fin-mail-subject.eml'])(
    '%s ends the exchange with the patient',
    async (name) => {
      const raw = sample(name);
      await send(raw);
      const reply = { from: mail.patient, to: field(raw, 'From'), text: 'Merci.' };
      expect(bench.mss.control.patientReplies(reply)).toEqual({ sent: false, reason: 'fin_active' });
    },
  );

  it.each([
    ['20-mdn-ok.eml', 'mdn', {}],
    ['21-mdn-ko-902.eml', 'mdn', { error: { code: '902' } }],
    ['30-dsn-delivered.eml', 'dsn', {}],
    ['31-dsn-failed-mailbox.eml', 'dsn', { error: { code: '5.1.1', label: 'user unknown' } }],
  ] as const)('%s has the parts and the fields of what the operator returns', async (name, kind, error) => {
    await send(Buffer.from(`From: <${mail.doctor}>\r\nMessage-ID: <m@test.mssante.fr>\r\n\r\nx\r\n`), mail.colleague);
    await bench.mss.control.report({ from: mail.colleague, kind, unasked: true, ...error });
    const [made = ''] = bench.inbox(mail.doctor);
    const [ours, theirs] = [shape(Buffer.from(made)), shape(sample(name))];
    expect(ours.fields).toEqual(theirs.fields);
    expect(ours.types[0]).toBe(theirs.types[0]);
  });
});
