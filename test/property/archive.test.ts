import { expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { rightCda } from '../../rules/examples/pieces.ts';
import { anyArchive, archiveInForm, metadataOf } from './archive.ts';
import { fc, judged, runs } from './judgement.ts';
import { anyForm, inForm } from './xml-form.ts';

it('an archive is judged alike however it is written', async () => {
  const right = await judged(await exampleFile('archive'));
  await fc.assert(
    fc.asyncProperty(anyArchive, async (form) => {
      expect(await judged(archiveInForm(form))).toEqual(right);
    }),
    runs(60),
  );
});

it('metadata are judged alike however they are written', async () => {
  const text = metadataOf(Buffer.from(rightCda));
  const right = await judged(Buffer.from(text));
  await fc.assert(
    fc.asyncProperty(anyForm(), async (form) => {
      expect(await judged(inForm(text, form))).toEqual(right);
    }),
    runs(40),
  );
});
