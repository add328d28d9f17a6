import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailbox, openImap, type TestImap } from '../../../test/support/imap.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/mss/eml');
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];

let imap: TestImap;
let client: ImapFlow;
beforeAll(async () => {
  imap = await openImap();
  client = imap.psc();
  await client.connect();
});
afterAll(async () => {
  client.close();
  await imap[Symbol.asyncDispose]();
});

function leaves(part: MessageStructureObject): MessageStructureObject[] {
  return part.childNodes === undefined ? [part] : part.childNodes.flatMap(leaves);
}

describe.skipIf(samples.length === 0)('mails of MSSanté exchanges (../shared/data/mss absent: skipped)', () => {
  it.each(samples.length === 0 ? ['exemple'] : samples)(
    '%s comes as it was, and its files as another reader finds them',
    async (name) => {
      const raw = readFileSync(join(folder, name));
      const uid = String(imap.store.deliver(mailbox, { raw })?.uid);
      await client.mailboxOpen('INBOX');
      const message = await client.fetchOne(uid, { source: true, bodyStructure: true, envelope: true }, { uid: true });
      if (!message || message.bodyStructure === undefined) throw new Error('no message');
      const expected = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
      const files = leaves(message.bodyStructure).filter(
        ({ dispositionParameters }) => dispositionParameters?.['filename'],
      );
      const contents: string[] = [];
      for (const { part = '1' } of files) {
        const { content } = await client.download(uid, part, { uid: true });
        contents.push(Buffer.concat((await content?.toArray()) ?? []).toString('base64'));
      }
      expect({ same: message.source?.equals(raw), subject: message.envelope?.subject, contents }).toEqual({
        same: true,
        subject: expected.subject,
        contents: expected.attachments
          .filter(({ filename }) => filename !== null)
          .map(({ content }) => Buffer.from(content as ArrayBuffer).toString('base64')),
      });
    },
  );
});
