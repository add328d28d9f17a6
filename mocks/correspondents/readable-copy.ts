import { createRequire } from 'node:module';
import { intervalText, quantityText } from './lab-report.ts';
import { structureOf } from './sender.ts';
import type { Sending } from './sent-document.ts';

const { resolve } = createRequire(import.meta.url);
// PDF/A wants its font inside (ISO 19005-1 §6.3.4).
const font = resolve('@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf');

/** The document as people read it: PDF/A-1b, the same bytes for the same document. */
export async function readableCopy(sending: Sending): Promise<Buffer> {
  // Slow to load, and only mails with documents need it: a bench is ready without.
  const { default: PDFDocument } = await import('pdfkit');
  const { from, document } = sending;
  const at = new Date(document.date);
  const pdf = new PDFDocument({
    subset: 'PDF/A-1b',
    pdfVersion: '1.4',
    font,
    size: 'A4',
    lang: 'fr-FR',
    info: { Title: document.titre, Author: `${from.prenom} ${from.nom}`, CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((fulfil, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => fulfil(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  for (const line of linesOf(sending)) pdf.text(line);
  pdf.end();
  return done;
}

function linesOf({ from, patient, document }: Sending): string[] {
  const { titre, texte = '', resultats = [], version = 1 } = document;
  const results = resultats.map(({ libelle, quantites, intervalles = [] }) =>
    [libelle, quantites.map(quantityText).join(' ; '), intervalles.map(intervalText).join(' ; ')].join('   '),
  );
  return [
    structureOf(from, document).nom,
    `Dr ${from.prenom} ${from.nom}`,
    ' ',
    titre,
    ...(version > 1 ? [`Version ${version} : annule et remplace la version ${version - 1}.`] : []),
    `Patient : ${patient.nomNaissance} ${patient.prenom}, né(e) le ${patient.dateNaissance.split('-').reverse().join('/')}`,
    ' ',
    ...results,
    texte,
  ].filter((line) => line !== '');
}
