import { expect, test } from 'vitest';
import { DefectSet } from '../defects.ts';
import { Settings } from '../settings.ts';
import { DocumentCache } from './document-cache.ts';

const bytes = Buffer.from('<ClinicalDocument/>');

function kept(days: string): DocumentCache {
  const settings = new Settings();
  settings.set('duree_garde_dmp', days);
  const cache = new DocumentCache(settings, new DefectSet());
  cache.keep('1', '2.25.1', bytes);
  return cache;
}

test('a document is given while it is kept', () => {
  expect(kept('7').get('1', '2.25.1')).toBe(bytes);
});

test('a document of another file, or past its term, is not given', () => {
  expect(kept('7').get('2', '2.25.1')).toBeUndefined();
  expect(kept('0').get('1', '2.25.1')).toBeUndefined();
});

test('nothing is read in advance unless the practice wants it', () => {
  expect(kept('7').wanted).toBe(false);
});
