import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { type DefectId, DefectSet } from '../defects.ts';
import { type MessageDraft, MessageWriter } from './message-writer.ts';

const free: MessageDraft = {
  bal: 'PER',
  from: 'alix@test.mssante.fr',
  recipients: ['jo@test.mssante.fr'],
  subject: 'Été à Vichy',
  text: 'Bonjour,\nun œil neuf.',
  withHtml: true,
  references: [],
  wantsDelivery: true,
  wantsReading: true,
  end: false,
  returnAddress: 'secretariat@test.mssante.fr',
  conveyed: null,
  files: [],
};

async function written(draft: Partial<MessageDraft> = {}, ...defects: DefectId[]): Promise<Email> {
  const { raw } = await new MessageWriter(new DefectSet(defects)).write({ ...free, ...draft });
  return PostalMime.parse(raw);
}

function header(email: Email, name: string): string | undefined {
  return email.headers.find(({ key }) => key === name)?.value;
}

const document: Partial<MessageDraft> = {
  conveyed: { codes: ['18761-7', '57833-6'], qualified: true },
  files: [{ filename: 'Été_ŒUVRE.pdf', contentType: 'application/pdf', content: Buffer.from('x') }],
};

describe('a message', () => {
  it('has a Message-ID of its own, in the domain of its mailbox', async () => {
    const ids = [(await written()).messageId, (await written()).messageId];
    expect([ids[0] === ids[1], ids[0]]).toEqual([false, expect.stringMatching(/^<[\w-]{36}@test\.mssante\.fr>$/)]);
  });

  it('says the same as text and as HTML, in UTF-8', async () => {
    const { text, html } = await written();
    const words = (html ?? '').replaceAll('<br>', '').replaceAll(/<[^>]*>/g, '');
    expect(words.trim().split(/\s*\n/)).toEqual((text ?? '').trim().split(/\s*\n/));
  });

  it('is signed by title, first name, name and entity from the personal mailbox', async () => {
    expect((await written()).from?.name).toBe('Dr_Alix_TÉMOIN_Cabinet Témoin');
  });

  it('from the mailbox of the application says that it is automatic, and whom to answer', async () => {
    const email = await written({ bal: 'APP' });
    expect([email.from?.name, email.replyTo?.[0]?.address, email.text]).toEqual([
      'Cabinet Témoin',
      'secretariat@test.mssante.fr',
      expect.stringMatching(/généré automatiquement.*secretariat@test\.mssante\.fr/),
    ]);
  });

  it('names the conversation that it answers', async () => {
    const email = await written({ references: ['<a@b>', '<c@d>'] });
    expect([email.inReplyTo, email.references]).toEqual(['<c@d>', '<a@b> <c@d>']);
  });

  it('has the headers of the ANS when it conveys documents', async () => {
    const email = await written(document);
    const names = ['x-mss-nil', 'x-mss-codecda', 'x-mss-ins', 'x-mss-mes'];
    expect(names.map((name) => header(email, name))).toEqual(['990014', '18761-7,57833-6', 'O', undefined]);
  });

  it('has neither code nor INS when it conveys none', async () => {
    const email = await written();
    expect([header(email, 'x-mss-codecda'), header(email, 'x-mss-ins')]).toEqual([undefined, undefined]);
  });

  it('keeps the name of a file whatever its letters', async () => {
    expect((await written(document)).attachments[0]?.filename).toBe('Été_ŒUVRE.pdf');
  });

  it('can keep the patient from answering', async () => {
    expect(header(await written({ end: true }), 'x-mss-mes')).toBe('FIN');
  });

  it('asks for both notices at its own address', async () => {
    const email = await written();
    const me = '<alix@test.mssante.fr>';
    expect([header(email, 'return-receipt-to'), header(email, 'disposition-notification-to')]).toEqual([me, me]);
  });

  it('loses its Message-ID, and nothing else, by the defect', async () => {
    const names = (await written({}, 'message-id-mail-absent')).headers.map(({ key }) => key);
    expect([names.includes('message-id'), names.includes('subject'), names.includes('x-mss-nil')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
