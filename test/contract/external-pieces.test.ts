import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Journey } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.open();
  await writeFile(join(journey.cwd, 'cnda.pdf'), '%PDF-1.4 justificatif');
});

afterAll(() => journey[Symbol.asyncDispose]());

it('keeps the file that the plan supplies for a proof from outside', async () => {
  const pieces = [{ preuve: 'INS/va1.09.01.01', fichier: join(journey.cwd, 'cnda.pdf'), personne: 'A. Martin' }];
  const { events } = await journey.attempt(await journey.run({ scenarios: ['INS/va1.09.01'], pieces }));
  expect(events.filter((event) => event.type === 'preuve')).toMatchObject([
    { scenario: 'INS/va1.09.01', kind: 'piece_externe', name: 'INS/va1.09.01.01', source: 'personne' },
  ]);
});

it('refuses a proof that no scenario asks for, before anything is played', async () => {
  const pieces = [{ preuve: 'INS/va9.99.01.01', fichier: join(journey.cwd, 'cnda.pdf'), personne: 'A. Martin' }];
  await expect(journey.run({ scenarios: ['INS/va1.09.01'], pieces })).rejects.toMatchObject({ code: 'plan_invalide' });
});

it('refuses a file that is not there', async () => {
  const pieces = [{ preuve: 'INS/va1.09.01.01', fichier: join(journey.cwd, 'absent.pdf'), personne: 'A. Martin' }];
  await expect(journey.run({ scenarios: ['INS/va1.09.01'], pieces })).rejects.toMatchObject({ code: 'piece_refusee' });
});
