import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/index.ts';
import { allRules } from '../registry.ts';
import { depositExchange } from '../xds/testing.ts';
import { dmpEchanges, dmpEnvelope, foundDocument, retrieval, search, testIns } from './testing.ts';

const rounds = 40;
const deposit = depositExchange();
const rules = allRules().filter(({ id, appliesTo }) => /^(?:vihf|dmp|xds|tls)\./.test(id) && appliesTo !== 'lecture');

const needed: Readonly<Record<string, Json>> = {
  'dmp.nombre-depots': { depots: 1 },
  'dmp.historique-depose': { titres: ['Courrier'] },
  'dmp.cadence': { parSeconde: 4 },
  'dmp.date-metier': { date: '2026-03-02' },
  'vihf.personnes': { professionnels: 2 },
  'dmp.web-ps': { page: 'DossierPatient', matricule: '279035121518989' },
  'dmp.auteurs': { nom: 'TEMOIN', prenom: 'Alix', rpps: '99900000017', personneMorale: true },
};

function parametersOf(id: string): Json {
  return id.endsWith('.patient') ? testIns : (needed[id] ?? {});
}

/** A number below `n`, drawn from a text: the same one each time. */
function drawn(from: string, n: number): number {
  return createHash('sha256').update(from).digest().readUInt32BE(0) % Math.max(1, n);
}

const values = [
  '""',
  '"&quot;] | //*[&quot;"',
  '"^^^^^^"',
  `"${'9'.repeat(5000)}"`,
  '"urn:uuid:x"',
  '"20261399999999"',
];

const damages: ReadonlyArray<(text: string, seed: string) => Buffer> = [
  (text, seed) => Buffer.from(text).subarray(0, drawn(seed, text.length)),
  (text, seed) => {
    const bytes = Buffer.from(text);
    for (const place of ['a', 'b', 'c']) bytes[drawn(seed + place, bytes.length)] = drawn(place + seed, 256);
    return bytes;
  },
  (text, seed) => {
    const names = text.match(/(?<=<)[\w:]+/g) ?? [];
    return Buffer.from(text.replaceAll(names[drawn(seed, names.length)] ?? 'x', 'z'));
  },
  (text, seed) => {
    const found = text.match(/"[^"\r\n]*"/g) ?? [];
    const value = values[drawn(`${seed}v`, values.length)] ?? '';
    return Buffer.from(text.replaceAll(found[drawn(seed, found.length)] ?? 'x', value));
  },
];

function damaged(text: string, seed: string): Buffer {
  const damage = damages[drawn(`${seed}d`, damages.length)];
  return damage?.(text, seed) ?? Buffer.alloc(0);
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('answers whatever was sent', async () => {
    const found = foundDocument({ entryUuid: 'urn:uuid:1', uniqueId: '2.25.1', status: 'x' });
    for (let round = 0; round < rounds; round += 1) {
      const inputs = dmpEchanges(
        { ...deposit, body: damaged(String(deposit.body), `depot ${round}`) },
        {
          body: damaged(dmpEnvelope({ body: search() }), `recherche ${round}`),
          response: damaged(found, `reponse ${round}`),
        },
        { body: damaged(dmpEnvelope({ body: retrieval() }), `lecture ${round}`) },
        { body: damaged(dmpEnvelope(), `existence ${round}`) },
      );
      await expect(Promise.resolve(rule.check(inputs, parametersOf(id)))).resolves.toBeInstanceOf(Array);
    }
  });
});
