import { expect, test } from 'vitest';
import { archiveFile, documentMail, type MailFile, mails, pdfFile } from '../pieces/testing.ts';
import { pieces } from './pieces.rule.ts';

const check = async (files?: MailFile[]) => {
  const findings = await pieces.check(mails(await documentMail(files)), {});
  return findings.map(({ code, severity }) => (severity === 'bloquant' ? code : `${code} (${severity})`));
};

test('accepts an archive and the PDF of its document', async () => {
  expect(await check()).toEqual([]);
});

test('refuses an archive without a PDF', async () => {
  expect(await check([await archiveFile()])).toEqual(['pdf-absent']);
});

test('refuses two PDF for one document', async () => {
  expect(await check([await archiveFile(), pdfFile(), pdfFile('b.pdf')])).toEqual(['pdf-en-trop']);
});

test('refuses a PDF without an archive', async () => {
  expect(await check([pdfFile()])).toEqual(['archive-absente', 'pdf-en-trop']);
});

test('refuses two archives', async () => {
  const archive = await archiveFile();
  expect(await check([archive, archive, pdfFile(), pdfFile()])).toEqual(['archive-en-trop']);
});

test('refuses another name of the archive', async () => {
  expect(await check([{ ...(await archiveFile()), name: 'document.zip' }, pdfFile()])).toContain('archive-absente');
});

test('refuses an archive that cannot be read', async () => {
  const { bytes, ...file } = await archiveFile();
  expect(await check([{ ...file, bytes: bytes.subarray(0, 200) }, pdfFile()])).toContain('zip-illisible');
});

test('refuses a PDF that is not that of the body', async () => {
  expect(await check([await archiveFile(), { ...pdfFile(), bytes: Buffer.from('%PDF-1.4') }])).toEqual([
    'pdf-different',
  ]);
});
