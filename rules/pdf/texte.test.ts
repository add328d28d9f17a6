import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { exampleText } from './example-text.ts';
import { texte } from './texte.rule.ts';

const serif = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
);

/** A document of two pages: a body, and a mention at the foot of the first, or of both. */
function written({ everywhere = true, compress = true } = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ pdfVersion: '1.4', font: serif, size: 'A4', compress });
  const mention = (): void => {
    pdf.page.margins.bottom = 0;
    pdf.text(
      'Vos données sont traitées pour votre suivi : efficacité, finalité, droits auprès du secrétariat.',
      60,
      780,
    );
  };
  pdf.text('Cher confrère, voici les suites de l’hospitalisation.', 60, 200, { width: 120 });
  mention();
  pdf.addPage().text('Suite.', 60, 200);
  if (everywhere) mention();
  pdf.end();
  return buffer(pdf as unknown as NodeJS.ReadableStream);
}

const mention = 'efficacité, finalité, droits auprès du secrétariat.';

async function check(document: Buffer, parameters: { textes: string[]; pied?: boolean }) {
  return (await texte.check({ document }, parameters)).map(({ code, where }) => `${code} ${where}`);
}

describe('pdf.texte', () => {
  it('reads a text across its lines, ligatures and all', async () => {
    const textes = ['Cher confrère, voici les suites de l’hospitalisation.', mention];
    expect(await check(await written(), { textes })).toEqual([]);
    expect(await check(await written({ compress: false }), { textes })).toEqual([]);
  });

  it('tells a text that is not printed', async () => {
    expect(await check(await written(), { textes: ['Autre mention'] })).toEqual(['texte-absent document · texte']);
  });

  it('wants a mention in the foot of every page, not in its body', async () => {
    expect(await check(await written(), { textes: [mention], pied: true })).toEqual([]);
    const once = await written({ everywhere: false });
    expect(await check(once, { textes: [mention], pied: true })).toEqual(['pied-sans-texte document · page 2, bas']);
    expect(await check(await written(), { textes: ['Cher confrère'], pied: true })).toHaveLength(2);
  });

  it('reads a font without ToUnicode, by its own encoding', async () => {
    expect(await check(exampleText('Réglé (au secrétariat)'), { textes: ['Réglé (au secrétariat)'] })).toEqual([]);
  });

  it('tells what is no PDF', async () => {
    expect(await check(Buffer.from('%PDF-1.4 rien'), { textes: ['x'] })).toEqual(['pdf-illisible document · pages']);
  });
});
