import { expect, test } from 'vitest';
import { shows, showsDay, showsNumber } from './shown.ts';

test.each(['02/03/2026 09:15', '2/3/26', '2026-03-02', '2 mars 2026', 'lundi 2 Mars 2026', '20260302', '02.03.2026'])(
  '« %s » shows the second of March 2026',
  (text) => {
    expect(showsDay(text, '2026-03-02')).toBe(true);
  },
);

test.each(['12/03/2026', '02/04/2026', '02/03/2025', '2026-03-22', ''])('« %s » does not', (text) => {
  expect(showsDay(text, '2026-03-02')).toBe(false);
});

test('case, accents and spaces do not matter', () => {
  expect(shows('CR d’examens  Biologiques', "cr d'examens biologiques")).toBe(true);
});

test.each([
  ['5,6', '5.6', true],
  ['5.60 mmol/L', '5.6', true],
  ['15.6', '5.6', false],
  ['3,5 – 5,1', '5.1', true],
  ['', '5.6', false],
])('« %s » shows %s: %s', (text, number, expected) => {
  expect(showsNumber(text, number)).toBe(expected);
});
