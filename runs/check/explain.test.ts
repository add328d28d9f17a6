import { describe, expect, it } from 'vitest';
import { exampleFile, ruleExamples } from '../../rules/examples/index.ts';
import { explain, judgeExample } from './explain.ts';
import { judge, rulesFor } from './judge.ts';
import { kinds } from './kinds.ts';
import { prepare } from './pieces.ts';
import { whyUnsuited } from './unsuited.ts';

describe('the examples of rules', () => {
  it.each(ruleExamples)('of $rule has a right file that the rule accepts', async (example) => {
    expect(await judgeExample(example, 'right')).toEqual([]);
  });

  it.each(ruleExamples)('of $rule has a right file that the rule looks at', async ({ rule, file, parameters }) => {
    const { piece } = prepare(await exampleFile(file), file, []);
    const given = parameters === undefined ? {} : { [rule]: parameters };
    const { looked } = await judge(piece, { parameters: given, authorities: null });
    expect(looked.map((one) => one.rule)).toContain(rule);
  });

  it.each(ruleExamples)('of $rule has a wrong file that the rule refuses', async (example) => {
    expect((await judgeExample(example, 'wrong')).length).toBeGreaterThan(0);
  });

  // A key that nobody has would sign the assertions.
  const unsigned = ['vihf.signature', 'vihf.emetteur'];

  it.each([...new Set(ruleExamples.map(({ file }) => file))])('stand in a file, %s, that is right', async (file) => {
    const { piece } = prepare(await exampleFile(file), file, []);
    const { findings } = await judge(piece, { parameters: {}, authorities: null });
    expect(findings.filter(({ rule }) => !unsigned.includes(rule))).toEqual([]);
  });

  it('are one a rule', () => {
    const ids = ruleExamples.map(({ rule }) => rule);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('are given for every rule that a file can be judged by without more', () => {
    const shown = new Set(ruleExamples.map(({ rule }) => rule));
    const files = kinds.flatMap(rulesFor).filter(({ id }) => whyUnsuited(id, false) === null && !shown.has(id));
    expect([...new Set(files.map(({ id }) => id))].sort()).toEqual(withoutExample);
  });
});

/** A key that signs, an address or a whole conversation would be needed. */
const withoutExample = [
  'hl7.consentement',
  'hl7.patient',
  'hl7.reponse-usager',
  'mss.adresse-usager',
  'mss.reponse',
  'vihf.emetteur',
  'vihf.signature',
];

describe('the explanation of a rule', () => {
  it('tells its source, its gravity, and what it finds in its wrong example', async () => {
    const text = await explain('cda.entete');
    expect(text).toContain('source    CI-SIS, Structuration minimale');
    expect(text).toContain('gravité   bloquant');
    expect(text).toContain('juste     <title>Lettre de liaison</title>');
    expect(text).toContain('constat   element-absent');
  });

  it('tells why a rule of screens has no example', async () => {
    expect(await explain('ins.statut')).toContain('exemple   elle ne se juge que pendant une tentative');
  });

  it('refuses a rule that is not', async () => {
    await expect(explain('cda.rien')).rejects.toMatchObject({ code: 'regle_inconnue' });
  });
});
