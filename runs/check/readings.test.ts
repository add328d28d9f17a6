import { describe, expect, it } from 'vitest';
import { observation, ruleExamples } from '../../rules/examples/index.ts';
import { judge, type RulesVerdict } from './judge.ts';
import { prepare } from './pieces.ts';

const reads = (await ruleExamples()).flatMap(({ rule, example }) => ('read' in example ? [{ rule, ...example }] : []));

function judged(bytes: Buffer, parameters = {}): Promise<RulesVerdict> {
  return judge(prepare(bytes, 'fichier', []).piece, { parameters, authorities: null });
}

describe('a kept reading', () => {
  it('is told by its content', () => {
    const { kind, sign } = prepare(observation({ champ: 'valeur' }), 'fichier', []);
    expect([kind, sign]).toEqual(['lecture', 'verbe lire']);
  });

  it.each(reads)('that $rule refuses is refused by it alone', async ({ rule, read, parameters = {} }) => {
    const { findings } = await judged(observation(read.wrong), { [rule]: parameters });
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([rule]);
  });

  it.each(reads)('that $rule accepts has no finding', async ({ rule, read, parameters = {} }) => {
    const { looked, findings } = await judged(observation(read.right), { [rule]: parameters });
    expect([looked.map((one) => one.rule), findings]).toEqual([[rule], []]);
  });

  it('is judged by no rule without what the scenario expects', async () => {
    const { looked, unseen } = await judged(observation({ champ: 'valeur' }));
    expect([looked, new Set(unseen.map(({ why }) => why)).size]).toEqual([[], 1]);
  });
});
