import { expect, test } from 'vitest';
import { authorization, cibaRequest, exchange, logout, poll, pscCalls, refresh, userinfo } from '../examples/psc.ts';
import { allRules } from '../registry.ts';
import type { RuleInputs } from '../rule.ts';

const parameters: Record<string, object> = {
  'psc.retour-faux': { panne: 'etat_faux' },
  'psc.jeton-faux': { panne: 'signature_fausse' },
  'psc.tolerance': { variante: 'exercices' },
  'psc.deconnexion': { par: 'utilisateur' },
};
const rules = allRules().filter(({ id, appliesTo }) => id.startsWith('psc.') && appliesTo === 'echanges');

// What the product or a real platform may answer: a rule says what it finds, and never fails.
const answers: unknown[] = [
  '',
  '{',
  null,
  [],
  3,
  { access_token: 3, id_token: null, expires_in: 'x', interval: 'x', auth_req_id: null },
  { access_token: 'jeton-1', id_token: '..', expires_in: -1e300, interval: -1, auth_req_id: 'q' },
  { access_token: 'jeton-1', id_token: 'bnVsbA.bnVsbA.', expires_in: 1e300, auth_req_id: 'q' },
  { SubjectRefPro: { exercices: [null] }, sub: { a: 1 }, cnf: 'x' },
];

test.each(answers)('no rule fails on the answer %j', async (answer) => {
  const calls = [
    authorization(),
    exchange(),
    userinfo(),
    refresh(),
    cibaRequest(),
    poll(6_000),
    poll(12_000),
    logout({}),
  ];
  const inputs = pscCalls(...calls.map((call) => ({ ...call, answer: answer ?? 'null' })));
  for (const { id, check } of rules)
    expect(Array.isArray(await check(inputs, (parameters[id] ?? {}) as never))).toBe(true);
});

test('no rule fails on bodies that were not kept', async () => {
  const { echanges = Buffer.alloc(0) } = pscCalls(authorization(), exchange(), cibaRequest(), { path: '/%%%?%zz=%' });
  const inputs: RuleInputs = { echanges };
  for (const { id, check } of rules)
    expect(Array.isArray(await check(inputs, (parameters[id] ?? {}) as never))).toBe(true);
});

test.each([
  [
    'tokens given and used again and again',
    () => [exchange({ nonce: 'x' }), userinfo({ sub: 'autre' }, { after: 1e9 })],
  ],
  ['refreshes refused', () => [refresh({ status: 400, answer: {} })]],
  ['CIBA requests of one id', () => [cibaRequest(), poll(1)]],
  ['requests of one address', () => [authorization(), exchange({}, { form: { grant_type: 'authorization_code' } })]],
] as Array<[string, () => Parameters<typeof pscCalls>]>)('%s: no more than a few findings a call', async (_, make) => {
  const calls = Array.from({ length: 300 }, make).flat();
  const inputs = pscCalls(...calls);
  for (const { id, check } of rules) {
    const given = id === 'psc.jeton-faux' ? { panne: 'nonce_faux' } : parameters[id];
    const findings = await check(inputs, (given ?? {}) as never);
    expect(findings.length).toBeLessThanOrEqual(4 * calls.length);
  }
});
