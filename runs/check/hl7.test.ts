import { describe, expect, it } from 'vitest';
import { exampleBytes, ruleExamples } from '../../rules/examples/index.ts';
import { judge } from './judge.ts';
import { prepare } from './pieces.ts';

const examples = (await ruleExamples()).flatMap(({ rule, example }) =>
  rule.startsWith('hl7.') && 'file' in example ? [{ rule, example }] : [],
);

async function found({ rule, example }: (typeof examples)[number], side: 'right' | 'wrong') {
  const { piece } = prepare(await exampleBytes(example, side), example.file, []);
  const given = example.parameters === undefined ? {} : { [rule]: example.parameters };
  return (await judge(piece, { parameters: given, authorities: null })).findings;
}

describe('a message of the example of a rule', () => {
  it.each(examples)('$rule is right for every rule', async (one) => {
    expect(await found(one, 'right')).toEqual([]);
  });

  it.each(examples)('$rule is refused by that rule first', async (one) => {
    const [first] = await found(one, 'wrong');
    expect([first?.rule, first?.severity]).toEqual([one.rule, 'bloquant']);
  });

  it.each(examples)('$rule is told how to mend it', async (one) => {
    const remedies = (await found(one, 'wrong')).map(({ remedy }) => remedy);
    expect(remedies.filter((remedy) => remedy === '')).toEqual([]);
  });
});

describe('a hostile message', () => {
  it('of delimiters alone is judged', async () => {
    const { piece } = prepare(Buffer.from(`MSH${'|'.repeat(2000)}`), 'hostile', []);
    const { findings } = await judge(piece, { parameters: {}, authorities: null });
    expect(findings[0]).toMatchObject({ rule: 'hl7.msh', code: 'hl7-illisible' });
  });
});
