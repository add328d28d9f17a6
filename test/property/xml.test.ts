import { describe, expect, it } from 'vitest';
import { exampleBytes, exampleFile, ruleExamples } from '../../rules/examples/index.ts';
import { fc, judged, runs } from './judgement.ts';
import { anyForm, inForm } from './xml-form.ts';

const files = ['cda', 'insi', 'recherche', 'vihf'] as const;

/** The same judgement in every form that XML makes equal. */
async function sameInEveryForm(bytes: Buffer, few: number): Promise<void> {
  const judgement = await judged(bytes);
  await fc.assert(
    fc.asyncProperty(anyForm(), async (form) => {
      expect(await judged(inForm(bytes.toString(), form))).toEqual(judgement);
    }),
    runs(few),
  );
}

describe('however it is written, a right message is right', () => {
  it.each(files)('%s', async (file) => {
    await sameInEveryForm(await exampleFile(file), 40);
  });
});

const wrong = (await ruleExamples()).flatMap(({ rule, example }) =>
  'file' in example && files.some((file) => file === example.file) ? [{ rule, example }] : [],
);

describe('however it is written, the wrong example is wrong alike', () => {
  it.each(wrong)('of $rule', async ({ example }) => {
    await sameInEveryForm(await exampleBytes(example, 'wrong'), 8);
  });
});
