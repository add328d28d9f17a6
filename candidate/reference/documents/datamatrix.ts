import bwip from 'bwip-js/node';
import { toInsiText } from '../lexicon.ts';
import { documentIns, type Source } from './subject.ts';

/** Modules of a square symbol, row after row; true is dark. */
export interface Symbol2d {
  size: number;
  dark: boolean[];
}

const separator = '\u001d';

/** Text of the INS datamatrix (facts, INSi §1.12: format v2.2); null unless the identity is qualified. */
export function insText(source: Source): string | null {
  const ins = documentIns(source);
  if (ins === null) return null;
  const { prenoms, prenom, nomNaissance, sexe, dateNaissance, lieuNaissance } = source.patient.traits;
  const [year, month, day] = (dateNaissance ?? '').split('-');
  const fields = [
    `S1${ins.extension}`,
    variable('S2', ins.root, 20),
    variable('S3', toInsiText(prenoms ?? prenom ?? ''), 100),
    variable('S4', toInsiText(nomNaissance ?? ''), 100),
    `S5${sexe ?? ''}`,
    `S6${day}-${month}-${year}`,
    lieuNaissance === null ? '' : `S7${lieuNaissance}`,
  ];
  return `IS01${'0'.repeat(22)}${fields.join('')}`;
}

/** The ECC200 symbol of a text. */
export function dataMatrix(text: string): Symbol2d {
  const parsed = text.replaceAll('^', '^094').replaceAll(separator, '^029');
  const [symbol] = bwip.raw('datamatrix', parsed, { parse: true });
  if (symbol === undefined || !('pixs' in symbol)) return { size: 0, dark: [] };
  return { size: symbol.pixx, dark: symbol.pixs.map((pixel) => pixel === 1) };
}

// A separator follows a variable field that has not its full length.
function variable(id: string, value: string, longest: number): string {
  return `${id}${value.slice(0, longest)}${value.length < longest ? separator : ''}`;
}
