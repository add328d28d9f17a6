import { afterEach, describe, expect, it } from 'vitest';
import { DefectSet } from '../defects.ts';
import type { Services } from '../services.ts';
import { Settings } from '../settings.ts';
import { DirectoryService } from './directory-service.ts';

const started: DirectoryService[] = [];

afterEach(() => {
  for (const directory of started.splice(0)) directory.close();
});

function directoryOf(services: Services): DirectoryService {
  const directory = new DirectoryService({ planted: new DefectSet(), services, settings: new Settings() });
  started.push(directory);
  return directory;
}

describe('a directory that can’t be reached', () => {
  // Port 1 is nobody's.
  const directory = () => directoryOf({ directory: { url: 'https://127.0.0.1:1/extraction', ca: '' } });

  it('says why it was not loaded', async () => {
    expect(await directory().load()).toEqual([expect.stringMatching(/^Annuaire non chargé : .+ne répond pas/)]);
  });

  it('is not counted as loaded', async () => {
    expect(await directory().state()).toEqual({ automatic: null, next: null, count: 0 });
  });

  it('creates no record', () => {
    expect(directory().add('89990000001')).toEqual([expect.stringContaining('Fiche non créée')]);
  });
});

it('says that no extraction is set', async () => {
  expect(await directoryOf({}).load()).toEqual([expect.stringContaining('aucune extraction n’est réglée')]);
});
