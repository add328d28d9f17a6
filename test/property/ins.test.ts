import fc from 'fast-check';
import { expect, it } from 'vitest';
import { insOid, nirKey } from '../../core/index.ts';
import { ruleById } from '../../rules/index.ts';

const gs = '\u001d';
const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const word = fc.array(letter, { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''));
/** Words joined by what the lexical rules allow between them. */
const name = (...signs: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(word, fc.array(fc.tuple(fc.constantFrom(...signs), word), { maxLength: 3 }))
    .map(([first, others]) => first + others.flat().join(''));

const two = (number: number): string => String(number).padStart(2, '0');
const person = fc.record({
  nomNaissance: name(' ', "'", '-', '--'),
  prenoms: name(' ', "'", '-'),
  sexe: fc.constantFrom('M', 'F'),
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  year: fc.integer({ min: 1900, max: 2026 }),
  lieuNaissance: fc.constantFrom('63220', '2A020', '2B033', '99350'),
  oid: fc.constantFrom(...Object.values(insOid)),
  order: fc.integer({ min: 100, max: 999 }),
});
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

function matriculeOf({ sexe, year, month, lieuNaissance, order }: Person): string {
  const body = `${sexe === 'M' ? 1 : 2}${two(year % 100)}${two(month)}${lieuNaissance}${order}`;
  return body + (nirKey(body) ?? '');
}

/** The blocks of a datamatrix, as the format says them (facts, INSi §1.12). */
function blocksOf(one: Person): string[] {
  const date = `${two(one.day)}-${two(one.month)}-${one.year}`;
  return [
    `S1${matriculeOf(one)}`,
    `S2${one.oid}${one.oid.length < 20 ? gs : ''}`,
    `S3${one.prenoms}${gs}`,
    `S4${one.nomNaissance}${gs}`,
    `S5${one.sexe}`,
    `S6${date}`,
    `S7${one.lieuNaissance}`,
  ];
}

const header = `IS01${'0'.repeat(22)}`;
async function codes(rule: string, document: string, parameters = {}): Promise<string[]> {
  const findings = await ruleById(rule).check({ document: Buffer.from(document) }, parameters);
  return findings.map(({ code }) => code);
}

it('the datamatrix of any person is accepted', () =>
  fc.assert(
    fc.asyncProperty(person, async (one) => {
      const { prenoms, nomNaissance, sexe, lieuNaissance, oid } = one;
      const dateNaissance = `${one.year}-${two(one.month)}-${two(one.day)}`;
      const expected = { prenoms, nomNaissance, sexe, lieuNaissance, oid, dateNaissance, matricule: matriculeOf(one) };
      expect(await codes('datamatrix.contenu', header + blocksOf(one).join(''), expected)).toEqual([]);
    }),
  ));

it('the datamatrix of any person without one of its blocks, or one of its separators, is refused', () =>
  fc.assert(
    fc.asyncProperty(person, fc.integer({ min: 0, max: 5 }), async (one, at) => {
      const blocks = blocksOf(one);
      const without = blocks.filter((_, i) => i !== at).join('');
      expect((await codes('datamatrix.contenu', header + without)).length).toBeGreaterThan(0);
      const joined = blocks.map((block, i) => (i === at ? block.replace(gs, '') : block)).join('');
      const same = joined === blocks.join('');
      expect((await codes('datamatrix.contenu', header + joined)).length > 0).toBe(!same);
    }),
  ));

it('the identity of any person is accepted', () =>
  fc.assert(
    fc.asyncProperty(person, async (one) => {
      const { prenoms, nomNaissance, sexe, lieuNaissance, oid } = one;
      const [prenom] = prenoms.split(/[ ']/);
      const dateNaissance = `${one.year}-${two(one.month)}-${two(one.day)}`;
      const traits = { prenom, prenoms, nomNaissance, sexe, lieuNaissance, dateNaissance };
      const fiche = JSON.stringify({ traits, statut: 'QUAL', attributs: [], matricule: matriculeOf(one), oid });
      for (const rule of ['traits', 'numero', 'statut']) expect(await codes(`identite.${rule}`, fiche)).toEqual([]);
    }),
  ));

it('no text makes them throw', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.json(), async (text, json) => {
      await codes('datamatrix.contenu', header + text);
      for (const rule of ['traits', 'numero', 'statut']) {
        expect(await codes(`identite.${rule}`, text)).not.toEqual([]);
        await codes(`identite.${rule}`, json);
      }
    }),
  ));
