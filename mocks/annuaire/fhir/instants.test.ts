import { describe, expect, it } from 'vitest';
import { meets, readDate, toInstant } from './instants.ts';

const now = Date.parse('2026-08-26T08:13:00Z');

function met(condition: string, at: string): boolean | undefined {
  const read = readDate(condition);
  return read && meets(read, Date.parse(at), now);
}

describe('dates of a search', () => {
  const cases: ReadonlyArray<[string, string, boolean]> = [
    ['2026', '2026-01-01T00:00:00Z', true],
    ['2026', '2027-01-01T00:00:00Z', false],
    ['eq2026-08', '2026-08-31T23:59:59.999Z', true],
    ['ne2026-08-05', '2026-08-05T12:00:00Z', false],
    ['ge2026-08-05', '2026-08-05T00:00:00Z', true],
    ['gt2026-08-05', '2026-08-05T23:00:00Z', false],
    ['gt2020', '2021-01-01T00:00:00Z', true],
    ['lt2026-08-05', '2026-08-04T23:59:59.999Z', true],
    ['le2026-08-05', '2026-08-05T23:59:59.999Z', true],
    ['lt2022-12-15T15:00:00', '2022-12-15T14:59:59Z', true],
    ['ge2026-08-05T14:51:04+02:00', '2026-08-05T12:51:04Z', true],
    ['eq2026-08-05T14:51', '2026-08-05T14:51:59Z', true],
    ['eq2026-08-05T14:51:04.250Z', '2026-08-05T14:51:04.251Z', false],
    ['sa2026-08-05', '2026-08-06T00:00:00Z', true],
    ['eb2026-08-05', '2026-08-05T00:00:00Z', false],
    ['ap2026-08-16', '2026-08-15T12:00:00Z', true],
    ['ap2026-08-16', '2026-08-10T12:00:00Z', false],
  ];
  it.each(cases)('%s of %s: %s', (condition, at, expected) => {
    expect(met(condition, at)).toBe(expected);
  });

  it.each(['', 'hier', '26', '2026-13', '2026-02-31', '2026-08-05T25:00:00', 'xx2026'])(
    'does not read "%s"',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );
});

describe('instants of resources', () => {
  it.each([
    ['2025-04-28T16:19:26.335Z', '2025-04-28T18:19:26.335+02:00'],
    ['2025-12-31T23:30:00.005Z', '2026-01-01T00:30:00.005+01:00'],
  ])('writes %s by the hour of Paris', (utc, paris) => {
    expect(toInstant(Date.parse(utc))).toBe(paris);
  });
});
