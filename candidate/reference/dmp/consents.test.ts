import { expect, test } from 'vitest';
import { DefectSet } from '../defects.ts';
import { type Act, Journals } from '../journals.ts';
import { Store } from '../store.ts';
import { Consents } from './consents.ts';

const act = { patient: { id: '1' }, user: { nom: 'Dr TEST' } } as unknown as Act;
const made = (): Consents => new Consents(new Journals(new Store(), new DefectSet()), new DefectSet());

test('without a choice, or with an opposition, nothing is consulted', () => {
  const consents = made();
  expect(consents.refusal('1')).toContain('n’est pas enregistrée');
  consents.record(act, 'opposition');
  expect(consents.refusal('1')).toContain('s’oppose');
});

test('a choice changes at any time, and every one is traced', () => {
  const consents = made();
  consents.record(act, 'opposition');
  consents.record(act, 'non_opposition');
  expect(consents.refusal('1')).toBeNull();
  expect(consents.lines('1').map(({ auteur, choix }) => `${auteur} : ${choix}`)).toEqual([
    'Dr TEST : non-opposition',
    'Dr TEST : opposition',
  ]);
});
