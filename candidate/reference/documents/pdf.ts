import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { natureOf, statusLabels } from '../model.ts';
import { dataMatrix, insText } from './datamatrix.ts';
import { frenchDay } from './instants.ts';
import { kinds } from './kinds.ts';
import { physician } from './organisation.ts';
import { reportLines } from './report.ts';
import { documentIns, type Source, signedAt } from './subject.ts';

const { resolve } = createRequire(import.meta.url);
// PDF/A wants every font inside the file (ISO 19005-1 §6.3.4): a font under the OFL, shipped with the product.
const fonts = '@expo-google-fonts/source-serif-4';
const regular = resolve(`${fonts}/400Regular/SourceSerif4_400Regular.ttf`);
const strong = resolve(`${fonts}/600SemiBold/SourceSerif4_600SemiBold.ttf`);

const margin = 56;
const ink = '#16232e';
const grey = '#52616e';

/** The document as a PDF/A-1b, on A4: identity and datamatrix on the first page (EXI DIF 02), mention at the bottom. */
export function writePdf(source: Source): Promise<Buffer> {
  const { document, planted } = source;
  const at = signedAt(document);
  const pdf = new PDFDocument({
    ...(planted.has('pdf-non-pdfa') ? {} : { subset: 'PDF/A-1b' as const }),
    pdfVersion: '1.4',
    font: regular,
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: 96 },
    lang: 'fr-FR',
    bufferPages: true,
    info: {
      Title: document.titre,
      Author: `Dr ${physician.given} ${physician.family}`,
      Creator: 'Cabinet Témoin',
      Producer: 'Cabinet Témoin',
      // The same document is the same bytes: its hash goes into the metadata.
      CreationDate: at,
      ModDate: at,
    },
  });
  const done = bytesOf(pdf);
  letterhead(pdf, source);
  identity(pdf, source);
  content(pdf, source);
  footers(pdf, source);
  pdf.end();
  return done;
}

type Pdf = InstanceType<typeof PDFDocument>;

function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((fulfil, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => fulfil(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function letterhead(pdf: Pdf, { document, organisation }: Source): void {
  pdf.font(strong).fontSize(15).fillColor(ink).text(organisation.name);
  pdf.font(regular).fontSize(10).fillColor(grey);
  const { redacteur } = document;
  pdf.text(`Dr ${physician.given} ${physician.family}, ${organisation.exercise}`);
  pdf.text(`Structure ${organisation.id} – professionnel ${physician.id}`);
  if (redacteur !== null) pdf.text(`Document repris ; auteur : ${redacteur.prenom} ${redacteur.nom}`);
  pdf.moveDown(0.4).text(`Le ${frenchDay(document.date)}`);
  pdf.moveDown(0.8);
}

function identity(pdf: Pdf, source: Source): void {
  const top = pdf.y;
  const rows = identityRows(source);
  const text = source.planted.has('datamatrix-absent') ? null : insText(source);
  const height = Math.max(rows.length * 15 + 34, text === null ? 0 : 132);
  const width = pdf.page.width - 2 * margin;
  pdf.lineWidth(0.8).strokeColor('#7d8b97').roundedRect(margin, top, width, height, 5).stroke();
  pdf
    .font(strong)
    .fontSize(10)
    .fillColor(ink)
    .text('Patient', margin + 12, top + 9);
  rows.forEach(([label, value], row) => {
    const y = top + 26 + row * 15;
    pdf
      .font(regular)
      .fontSize(9.5)
      .fillColor(grey)
      .text(label, margin + 12, y, { lineBreak: false });
    pdf
      .font(strong)
      .fillColor(ink)
      .text(value, margin + 142, y, { width: width - 270, height: 14, ellipsis: true });
  });
  if (text !== null) symbol(pdf, text, { x: margin + width - 108, y: top + 12 });
  pdf.x = margin;
  pdf.y = top + height + 22;
}

function identityRows(source: Source): Array<[string, string]> {
  const { traits, statut } = source.patient;
  const ins = source.planted.has('pdf-sans-ins') ? null : documentIns(source);
  const rows: Array<[string, string | null]> = [
    ['Nom de naissance', traits.nomNaissance],
    ['Premier prénom', traits.prenom],
    ['Prénoms de naissance', traits.prenoms],
    ['Nom utilisé', traits.nomUtilise],
    ['Sexe', traits.sexe],
    ['Date de naissance', (traits.dateNaissance ?? '').split('-').reverse().join('/')],
    ['Lieu de naissance (COG)', traits.lieuNaissance],
    ['Identité', statusLabels[statut]],
    [`Matricule INS (${natureOf(ins?.root ?? null)})`, ins?.extension ?? null],
    ['OID du matricule', ins?.root ?? null],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== '');
}

// Squares of ink, not an image: sharp at any size; a quiet zone of one module (ISO/IEC 16022).
function symbol(pdf: Pdf, text: string, { x, y }: { x: number; y: number }): void {
  const { size, dark } = dataMatrix(text);
  const module = 92 / (size + 2);
  pdf.fillColor('#000000');
  dark.forEach((on, index) => {
    const column = 1 + (index % size);
    const row = 1 + Math.floor(index / size);
    if (on) pdf.rect(x + column * module, y + row * module, module, module);
  });
  pdf.fill();
  pdf
    .font(regular)
    .fontSize(8)
    .fillColor(grey)
    .text('INS à scanner', x, y + 94, { width: 92, align: 'center' });
}

function content(pdf: Pdf, source: Source): void {
  const { document, replaced, planted } = source;
  const width = pdf.page.width - 2 * margin;
  pdf.font(strong).fontSize(14).fillColor(ink).text(document.titre, margin, pdf.y, { width });
  pdf.font(regular).fontSize(9.5).fillColor(grey).text(`${kinds[document.type].label} – version ${document.version}`);
  if (replaced !== undefined && !planted.has('pdf-sans-annule-et-remplace')) {
    const former = `la version ${replaced.version} du ${frenchDay(signedAt(replaced))}`;
    pdf.font(strong).text(`Ce document annule et remplace ${former}.`);
  }
  if (document.destinataires.length > 0 && !planted.has('destinataires-pdf-absents')) {
    const named = document.destinataires.map(({ prenom, nom }) => `Dr ${prenom} ${nom}`);
    pdf
      .font(regular)
      .fontSize(9.5)
      .fillColor(grey)
      .text(`Destinataires : ${named.join(', ')}`, { width });
  }
  pdf.moveDown(0.8).font(regular).fontSize(11).fillColor(ink);
  pdf.text(planted.has('pdf-autre-texte') ? 'Document du cabinet.' : document.texte, { width, lineGap: 3 });
  for (const line of reportLines(source)) pdf.moveDown(0.3).text(line, { width });
  const signed = document.valideLe === null ? 'Brouillon, non signé' : `Validé le ${frenchDay(document.valideLe)}`;
  const signer = document.redacteur ?? { prenom: `Dr ${physician.given}`, nom: physician.family };
  pdf.moveDown(1.5).text(`${signed} par ${document.redacteur === null ? 'le ' : ''}${signer.prenom} ${signer.nom}`);
}

/** DOC va1.05: the mention for the patient, at the bottom of each page. */
function footers(pdf: Pdf, { mention, planted }: Source): void {
  const { start, count } = pdf.bufferedPageRange();
  const width = pdf.page.width - 2 * margin;
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // The mention stands in the bottom margin, where pdfkit would open a new page.
    pdf.page.margins.bottom = 0;
    const bottom = pdf.page.height;
    const text = planted.has('pdf-sans-mention') ? '' : mention;
    pdf
      .font(regular)
      .fontSize(8)
      .fillColor(grey)
      .text(text, margin, bottom - 80, { width, height: 44, ellipsis: true });
    pdf.text(`Page ${page - start + 1}/${count}`, margin, bottom - 32, { width, align: 'right', lineBreak: false });
  }
}
