import type { Columns, PlainColumn } from './columns.ts';
import type { RemarkLevel, RemProof, RemRequirement } from './rem.ts';
import { type Cell, cellName, type Row, type Sheet } from './workbook.ts';

const fields = ['perimetre', 'chapitre', 'fonction', 'exigence', 'commentaire', 'nature', 'profil'] as const;

interface LineParts {
  sheet: Sheet;
  row: Row;
  columns: Columns;
  merged: ReadonlyMap<string, Cell>;
}

/** A row of requirements. */
export class Line {
  readonly #parts: LineParts;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  get where(): string {
    return `${this.#parts.sheet.name}!${this.#parts.row.number}`;
  }

  /** Cells that hold something, those below a merged one included. */
  get size(): number {
    return [...this.#columns()].filter((column) => this.#cell(column) !== undefined).length;
  }

  at(name: PlainColumn): string {
    const { sheet, row, columns } = this.#parts;
    const column = columns.plain.get(name);
    return column === undefined ? this.where : `${sheet.name}!${cellName(column, row.number)}`;
  }

  text(name: PlainColumn): string {
    const column = this.#parts.columns.plain.get(name);
    return column === undefined ? '' : this.#textAt(column);
  }

  fields(): Pick<RemRequirement, (typeof fields)[number]> {
    const entries = fields.map((name) => [name, this.text(name)] as const);
    return Object.fromEntries(entries) as Pick<RemRequirement, (typeof fields)[number]>;
  }

  proofs(): RemProof[] {
    return [...this.#parts.columns.proofs.entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([, { id, text }]) => ({
        id: identifier(id === undefined ? '' : this.#textAt(id)),
        text: text === undefined ? '' : this.#textAt(text),
      }))
      .filter(({ id, text }) => id !== '' || text !== '');
  }

  *oddities(): Generator<{ cell: string; told: { level: RemarkLevel; code: string; text: string } }> {
    const { sheet, row, columns } = this.#parts;
    for (const column of this.#columns()) {
      const cell = row.cells.get(column);
      if (cell === undefined) continue;
      const told = oddity(cell, column === columns.plain.get('id') || column === columns.plain.get('numero'));
      if (told !== null) yield { cell: `${sheet.name}!${cellName(column, row.number)}`, told };
    }
  }

  *#columns(): Generator<number> {
    const { plain, proofs } = this.#parts.columns;
    yield* plain.values();
    for (const { id, text } of proofs.values()) {
      if (id !== undefined) yield id;
      if (text !== undefined) yield text;
    }
  }

  #cell(column: number): Cell | undefined {
    const { row, merged } = this.#parts;
    return row.cells.get(column) ?? merged.get(cellName(column, row.number));
  }

  #textAt(column: number): string {
    const cell = this.#cell(column);
    return cell === undefined || cell.kind === 'erreur' ? '' : cell.text;
  }
}

function oddity(cell: Cell, identifies: boolean): { level: RemarkLevel; code: string; text: string } | null {
  if (cell.kind === 'erreur')
    return { level: 'perdu', code: 'cellule_en_erreur', text: `La cellule vaut ${cell.text} : lue vide.` };
  if (cell.formula && cell.text === '') {
    return {
      level: 'perdu',
      code: 'formule_sans_valeur',
      text: 'La cellule est une formule que rien n’a calculée : lue vide. Ouvrez le classeur et enregistrez-le.',
    };
  }
  if (cell.formula) {
    return {
      level: 'a_verifier',
      code: 'formule',
      text: `La cellule est une formule : lue telle qu’enregistrée, « ${short(cell.text)} ».`,
    };
  }
  if (identifies && cell.kind === 'nombre') {
    return {
      level: 'a_verifier',
      code: 'id_nombre',
      text: `Un nombre tient lieu d’identifiant, « ${cell.text} » : des zéros ont pu se perdre.`,
    };
  }
  return null;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What a merged rectangle shows in the cells below its first one. */
export function mergedTexts({ rows, merges }: Sheet): Map<string, Cell> {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const texts = new Map<string, Cell>();
  for (const { top, bottom, left } of merges) {
    const cell = byNumber.get(top)?.cells.get(left);
    // A column merged whole says nothing of the rows below those that are; a banner across columns is a title.
    if (cell === undefined || bottom - top > mostMerged) continue;
    for (let row = top + 1; row <= bottom; row += 1) texts.set(cellName(left, row), cell);
  }
  return texts;
}

const mostMerged = 200;

/** An identifier as it is compared: spaces once, none about its separators. */
export function identifier(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([./])\s*/g, '$1')
    .replaceAll(/[.\s]+$/g, '')
    .trim();
}
