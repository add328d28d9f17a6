import { expect, test } from 'vitest';
import { DefectSet } from '../defects.ts';
import type { Act } from '../journals.ts';
import { DmpRequests } from './requests.ts';

const act = { patient: { id: '1' } } as unknown as Act;

/** A request that ends when it is told to. */
function slow(requests: DmpRequests): { started: Promise<string[]>; end(): void } {
  let end = (): void => undefined;
  const work = new Promise<string[]>((resolve) => {
    end = () => resolve(['fait']);
  });
  return { started: requests.start(act, 'Dépôt au DMP', () => work), end: () => end() };
}

test('gives the hand back before the end of a slow request, then says its end once', async () => {
  const requests = new DmpRequests(new DefectSet());
  const { started, end } = slow(requests);
  expect(await started).toEqual([expect.stringContaining('en cours')]);
  expect(requests.of('1')).toEqual([{ objet: 'Dépôt au DMP', etat: 'en cours' }]);
  end();
  expect(await requests.settled('1')).toEqual(['fait']);
  expect(requests.running('1')).toBe(false);
  expect(requests.messages('1')).toEqual([]);
});

test('says at once the end of a quick request', async () => {
  const requests = new DmpRequests(new DefectSet());
  expect(await requests.start(act, 'Consultation', () => Promise.resolve(['fait']))).toEqual(['fait']);
});

test('a request that fails is said to have failed', async () => {
  const requests = new DmpRequests(new DefectSet());
  await requests.start(act, 'Consultation', () => Promise.reject(new RangeError('panne')));
  expect(requests.of('1')).toEqual([{ objet: 'Consultation', etat: 'en échec' }]);
});
