import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { escapeXml } from '../../core/index.ts';
import { cellName } from './workbook.ts';

/** A cell of a test: a text, a number, a formula with its kept value, or an error. */
export type TestCell = string | number | null | { formula: string; value: string } | { error: string };

/** A sheet of a test, row by row from the first. */
export interface TestSheet {
  name?: string;
  rows: TestCell[][];
  /** `A2:A4` */
  merges?: string[];
}

/** The titles of the published workbook, with so many proofs (facts, REM §3). */
export function titles(proofs = 2): string[] {
  const ranks = Array.from({ length: proofs }, (_, i) => [`N° preuve ${i + 1}`, `Preuve ${i + 1}`]);
  return [
    'Périmètre',
    'ID',
    'Chapitre',
    'Fonction',
    'Exigence',
    'Commentaire',
    'Nature',
    'Profil',
    'N° scénario',
    'Scénario de conformité',
    ...ranks.flat(),
  ];
}

/** A row of the published workbook: requirement and its statement, scenario and its text, then proofs. */
export function line(...[id, exigence, scenario, text, ...proofs]: string[]): TestCell[] {
  const of = (value: string | undefined): TestCell => value ?? null;
  const requirement = [of(id), 'Gestion de l’INS', 'Recherche', of(exigence), null, 'Exigence', 'Général'];
  return ['MDV-LGC', ...requirement, of(scenario), of(text), ...proofs];
}

/** The bytes of a workbook. */
export function workbook(sheets: TestSheet[], extra: Record<string, string> = {}): Promise<Buffer> {
  const parts = new Map<string, string>();
  const add = (path: string, text: string): unknown => parts.set(path, text);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const named = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(name ?? `Feuille ${i + 1}`)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${named.join('')}</sheets></workbook>`,
  );
  const links = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`,
  );
  for (const [i, sheet] of sheets.entries()) add(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, main));
  for (const [path, text] of Object.entries(extra)) add(path, text);
  const zip = new ZipFile();
  for (const [path, text] of parts) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  return buffer(zip.outputStream);
}

function sheetXml({ rows, merges = [] }: TestSheet, main: string): string {
  const data = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, cellName(column, row + 1))).join('')}</row>`,
  );
  const merged =
    merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: TestCell, name: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ('error' in cell) return `<c r="${name}" t="e"><v>${cell.error}</v></c>`;
  return `<c r="${name}" t="str"><f>${escapeXml(cell.formula)}</f><v>${escapeXml(cell.value)}</v></c>`;
}

/** Other words in another order: what a published workbook does to the draft. */
export function reworded(text: string): string {
  const words = text
    .replaceAll(/\b(?:logiciel|produit)\b/gi, 'système')
    .replaceAll(/\bpatient\b/gi, 'usager')
    .replaceAll(/\bmontrer\b/gi, 'afficher')
    .replaceAll(/\benvoyer\b/gi, 'transmettre')
    .split(/(?<=[.;:,])\s+/);
  return `Le système DOIT ${words.toReversed().join(' ').toLowerCase()}`;
}
