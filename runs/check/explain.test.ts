import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DomainExamples, exampleFile, ruleExamples } from '../../rules/examples/index.ts';
import { allRules, type Rule } from '../../rules/index.ts';
import { explain, judgeExample } from './explain.ts';
import { judge } from './judge.ts';
import { prepare } from './pieces.ts';

const ruleIds = allRules().map(({ id }) => id);
const examples = await ruleExamples();
const ofFiles = examples.flatMap(({ rule, example }) => ('file' in example ? [{ rule, ...example }] : []));

describe('the examples of rules', () => {
  it.each(examples)('of $rule has a right side that the rule accepts', async ({ rule, example }) => {
    expect(await judgeExample(rule, example, 'right')).toEqual([]);
  });

  it.each(ofFiles)('of $rule has a right file that the rule looks at', async ({ rule, file, parameters }) => {
    const { piece } = prepare(await exampleFile(file), file, []);
    const given = parameters === undefined ? {} : { [rule]: parameters };
    const { looked } = await judge(piece, { parameters: given, authorities: null });
    expect(looked.map((one) => one.rule)).toContain(rule);
  });

  it.each(examples)('of $rule has a wrong side that the rule refuses', async ({ rule, example }) => {
    expect((await judgeExample(rule, example, 'wrong')).length).toBeGreaterThan(0);
  });

  // A key that nobody has would sign the assertions.
  const unsigned = ['vihf.signature', 'vihf.emetteur', 'insi.signature'];

  it.each([...new Set(ofFiles.map(({ file }) => file))])('stand in a file, %s, that is right', async (file) => {
    const { piece } = prepare(await exampleFile(file), file, ruleIds);
    const { findings } = await judge(piece, { parameters: {}, authorities: null });
    expect(findings.filter(({ rule }) => !unsigned.includes(rule))).toEqual([]);
  });

  it.each(examples)('of $rule has a wrong side whose findings say how to mend it', async ({ rule, example }) => {
    const findings = await judgeExample(rule, example, 'wrong');
    expect(findings.filter(({ remedy }) => remedy.length < 20)).toEqual([]);
  });

  it.each(domainsOf(allRules()))('of %s are of rules that are', async (domain) => {
    const file = new URL(`../../rules/${domain}/examples.ts`, import.meta.url);
    if (!existsSync(file)) return;
    const { examples: stated } = (await import(file.href)) as { examples: DomainExamples };
    expect(Object.keys(stated).filter((id) => !allRules().some((rule) => rule.id === id))).toEqual([]);
  });
});

function domainsOf(rules: Rule[]): string[] {
  return [...new Set(rules.map(({ id }) => id.split('.')[0] ?? ''))];
}

describe('the explanation of a rule', () => {
  it('tells its source, its gravity, and what it finds in its wrong example', async () => {
    const text = await explain('cda.entete');
    expect(text).toContain('source    CI-SIS, Structuration minimale');
    expect(text).toContain('gravité   bloquant');
    expect(text).toContain('juste     <title>Lettre de liaison</title>');
    expect(text).toContain('constat   element-absent');
  });

  it('shows what a rule of screens reads', async () => {
    expect(await explain('ins.statut')).toContain('faux      {"statut":"QUAL"}');
  });

  it('refuses a rule that is not', async () => {
    await expect(explain('cda.rien')).rejects.toMatchObject({ code: 'regle_inconnue' });
  });
});
