import { describe, expect, it } from 'vitest';
import { ack, adt, discharge, mailZam, mdm, oru, replacement, unanswerable, zam } from '../../rules/examples/hl7.ts';
import { anyMessageForm, messageInForm } from './hl7-form.ts';
import { fc, judged, runs } from './judgement.ts';

const messages = {
  mdm: mdm(),
  replacement: replacement(),
  unanswerable: unanswerable(),
  oru: oru(),
  adt: adt(),
  discharge: discharge(),
  ack: ack('902'),
  zam: zam(false),
  mail: mailZam('Z02', '550'),
};

describe.each(Object.entries(messages))('the message %s', (_, text) => {
  it('is right', async () => {
    expect((await judged(Buffer.from(text))).findings).toEqual([]);
  });

  it('is judged alike however it is written', async () => {
    const right = await judged(Buffer.from(text));
    await fc.assert(
      fc.asyncProperty(anyMessageForm, async (form) => {
        expect(await judged(messageInForm(text, form))).toEqual(right);
      }),
      runs(25),
    );
  });

  it('is blamed for nothing but its delimiters when it has its own', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelimiters, async (delimiters) => {
        const { findings } = await judged(Buffer.from(delimitedBy(text, delimiters)));
        expect(findings).toEqual(['hl7.msh delimiteurs']);
      }),
      runs(15),
    );
  });
});

/** Five different characters that no value of the messages holds. */
const anyDelimiters = fc
  .shuffledSubarray([...'!#$%*;<>?[]`{}'], { minLength: 5, maxLength: 5 })
  .map((drawn) => drawn.join(''));

function delimitedBy(text: string, delimiters: string): string {
  const usual = '|^~\\&';
  return text.replaceAll(/[|^~\\&]/g, (one) => delimiters[usual.indexOf(one)] ?? one);
}
