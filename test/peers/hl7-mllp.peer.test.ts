import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adt, mdm, oru } from '../../rules/examples/hl7.ts';
import { openBench } from '../support/bench.ts';
import { need } from './support/need.ts';

const script = join(import.meta.dirname, 'hl7-send.py');

/** What the client of the library gets from the platform for `times` sendings on one connection. */
async function sent(endpoint: string, message: string, times: number): Promise<string[]> {
  const [host = '', port = ''] = endpoint.split(':');
  const child = spawn('/usr/bin/python3', [script, host, port, String(times)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(message);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  return Buffer.concat(chunks).toString('utf8').trim().split('\n');
}

describe('the mocked platform of interoperability', () => {
  it('acknowledges what the MLLP client of python-hl7 sends', async (context) => {
    need(context, 'hl7');
    await using banc = await openBench({ names: ['127.0.0.1'] });
    const { endpoints, journal } = banc.bench;
    expect(await sent(endpoints.hl7, mdm(), 3)).toEqual(['AA M-1', 'AA M-1', 'AA M-1']);
    expect(await sent(endpoints.hl7, oru(), 1)).toEqual(['AA O-1']);
    expect(await sent(endpoints.hl7, adt(), 1)).toEqual(['AA A-1']);
    const kept = journal.slice('hl7', { from: 0, to: journal.last });
    expect(kept.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'complet'));
    const first = kept[0]?.request;
    const body = await journal.store.get(first?.body.sha256 ?? '');
    // The library reads then writes: what it says is the same, line ends aside.
    expect(body.toString('utf8').trimEnd()).toBe(mdm().trimEnd());
  });

  it('gives it the refusal that was prepared', async (context) => {
    need(context, 'hl7');
    await using banc = await openBench({ names: ['127.0.0.1'] });
    banc.bench.controls.hl7.program({ match: { cle: 'PAT-TROIS' }, answer: { code: 'AR' } });
    expect(await sent(banc.bench.endpoints.hl7, mdm(), 1)).toEqual(['AR M-1']);
  });
});
