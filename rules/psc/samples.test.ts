import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cibaRequest, exchange, poll, pscCalls, userinfo } from '../examples/psc.ts';
import { ciba } from './ciba.rule.ts';
import { tolerance } from './tolerance.rule.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/psc');
const read = (name: string): unknown => JSON.parse(readFileSync(join(samples, name), 'utf8'));

describe.skipIf(!existsSync(samples))('answers of PSC as the ANS published them (skipped: ../shared is absent)', () => {
  it.each([
    ['userinfo-KIT-DOC0036624-2-activities.json', 'exercices'],
    ['userinfo-KIT-DOC0036624-2-activities.json', 'valeurs_vides'],
    ['userinfo-minimal.json', 'valeurs_vides'],
  ] as const)('%s is seen to show %s', (name, variante) => {
    expect(tolerance.check(pscCalls(exchange(), userinfo(read(name))), { variante })).toEqual([]);
  });

  it('the minimal one has one exercise only', () => {
    const calls = pscCalls(exchange(), userinfo(read('userinfo-minimal.json')));
    expect(tolerance.check(calls, { variante: 'exercices' }).map(({ code }) => code)).toEqual(['panne-non-montree']);
  });

  it('the interval and the pending answer of CIBA are read', () => {
    const [ack, pending] = [
      read('samples-reconstructed/ciba-ack.json'),
      read('samples-reconstructed/ciba-pending-http400.json'),
    ];
    const id = String((ack as Record<string, unknown>)['auth_req_id']);
    const polled = (after: number) => {
      const call = poll(after, pending);
      return { ...call, form: { ...call.form, auth_req_id: id } };
    };
    const asked = { ...cibaRequest(), answer: ack };
    expect(ciba.check(pscCalls(asked, polled(1_000), polled(2_000)), {})).toEqual([]);
    expect(ciba.check(pscCalls(asked, polled(1_000), polled(1_500)), {}).map(({ code }) => code)).toEqual([
      'intervalle',
    ]);
  });
});
