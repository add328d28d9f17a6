import { expect, it } from 'vitest';
import { stepsOfCell } from './steps-of-cell.ts';

it.each([
  ['a line each', 'Ouvrir le dossier\nLire la fiche', ['Ouvrir le dossier', 'Lire la fiche']],
  ['bullets and numbers', '1. Ouvrir\r\n2) Lire\n- Fermer\n• Quitter', ['Ouvrir', 'Lire', 'Fermer', 'Quitter']],
  ['semicolons of a single line', 'Ouvrir ; lire ; fermer', ['Ouvrir', 'lire', 'fermer']],
  ['a number that is no rank', 'Créer 3 patients', ['Créer 3 patients']],
  ['empty lines left out', '\nOuvrir\n\n', ['Ouvrir']],
  ['an empty cell', '  ', []],
])('steps of a cell: %s', (_, text, expected) => {
  expect(stepsOfCell(text)).toEqual(expected);
});
