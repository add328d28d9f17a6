import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ack, adt, discharge, mailZam, mdm, oru, replacement, towardsLps, zam } from '../../rules/examples/hl7.ts';
import { acquittement } from '../../rules/hl7/acquittement.rule.ts';
import { type Hl7Message, readMessage, segmentsNamed } from '../../rules/hl7/message.ts';
import { judged } from '../property/judgement.ts';
import { need } from './support/need.ts';

const script = join(import.meta.dirname, 'hl7-client.py');

/** What the library answers; bytes in, bytes out. */
function library(mode: 'read' | 'write' | 'mllp' | 'ack' | 'escape', given: string): Buffer {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script, mode], { input: given });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

interface Read {
  segments: string[];
  /** Segment, field, component, subcomponent, text. */
  values: Array<[string, number, number, number, string]>;
}

function ours(bytes: Buffer): Hl7Message {
  const read = readMessage(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

const messages = Object.entries({
  mdm: mdm(),
  replacement: replacement(),
  oru: oru(),
  adt: adt(),
  discharge: discharge(),
  towardsLps: towardsLps(),
  ack: ack('902'),
  zam: zam(false),
  mailZam: mailZam('Z03', '902'),
});

describe('the Python library hl7', () => {
  it.for(messages)('reads in the message %s what Probant reads', ([, text], context) => {
    need(context, 'hl7');
    const { segments, values } = JSON.parse(library('read', text).toString()) as Read;
    const message = ours(Buffer.from(text));
    expect(message.segments.map(({ name }) => name)).toEqual(segments);
    const read = values.map(([name, field, component, part]) => {
      const [segment] = segmentsNamed(message, name);
      return [name, field, component, part, segment?.get(field, component, part)];
    });
    expect(read).toEqual(values);
  });

  it.for(messages)('writes the message %s as Probant accepts it, in its MLLP frame too', async ([, text], context) => {
    need(context, 'hl7');
    const right = await judged(Buffer.from(text));
    expect(await judged(library('write', text))).toEqual(right);
    expect(await judged(library('mllp', text))).toEqual(right);
  });

  it('escapes what Probant reads as it was', (context) => {
    need(context, 'hl7');
    const texts = ['A|B', 'C^D', 'E&F', 'G~H', 'C:\\temp\\F', '\\\\', '|^~\\&'];
    const escaped = JSON.parse(library('escape', JSON.stringify(texts)).toString()) as string[];
    const read = escaped.map((one) => {
      const [note] = segmentsNamed(ours(Buffer.from(`MSH|^~\\&|A\rNTE|1||${one}`)), 'NTE');
      return note?.get(3);
    });
    expect(read).toEqual(texts);
  });

  it('acknowledges as the volet wants what it received', async (context) => {
    need(context, 'hl7');
    const initial = Buffer.from(mdm());
    const message = library('ack', mdm());
    expect(await acquittement.check({ message, initial }, { code: 'AA' })).toEqual([]);
  });

  it('makes an acknowledgement that says neither its country nor its character set, and is told so', async (context) => {
    need(context, 'hl7');
    const { findings } = await judged(library('ack', mdm()));
    expect(findings).toEqual(['hl7.msh jeu-de-caracteres', 'hl7.msh pays']);
  });
});
