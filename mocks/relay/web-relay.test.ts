import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callInsi, codeCr, openBench, type TestBench } from '../../test/support/bench.ts';
import { insiRequest } from '../../test/support/insi-request.ts';
import type { FarEnd } from './far-end.ts';

let far: TestBench;
let near: TestBench;

beforeAll(async () => {
  far = await openBench();
  near = await openBench({ relays: { insi: await farEnd(far) } });
});
afterAll(async () => {
  await near[Symbol.asyncDispose]();
  await far[Symbol.asyncDispose]();
});

/** The INSi of a bench as the far end of another. */
async function farEnd({ bench }: TestBench): Promise<FarEnd> {
  const { ca, insiAutoCert, insiAutoKey } = bench.files;
  const [authority = '', cert = '', key = ''] = await Promise.all(
    [ca, insiAutoCert, insiAutoKey].map((path) => readFile(path, 'utf8')),
  );
  return { url: new URL(bench.endpoints.insi), authorities: [authority], credential: { cert, key } };
}

describe('a relayed service', () => {
  it('answers what the far end answers', async () => {
    far.bench.controls.insi.program({ match: { nomNaissance: 'RELAYE' }, answer: { code: '02' } });
    const { status, body } = await callInsi(near, insiRequest({ nomNaissance: 'RELAYE' }));
    expect([status, codeCr(body)]).toEqual([200, '02']);
  });

  it('gives the far end the very body of the product', async () => {
    const sent = insiRequest({ nomNaissance: 'OCTETS' });
    await callInsi(near, sent);
    const got = far.bench.journal.all().at(-1)?.request?.body.sha256 ?? '';
    expect(await far.text(got)).toBe(sent);
  });

  it('keeps both legs, the product’s naming the other', async () => {
    await callInsi(near, insiRequest({ nomNaissance: 'JAMBES' }));
    const [farLeg, nearLeg] = near.bench.journal.all().slice(-2);
    expect([farLeg?.service, nearLeg?.service, nearLeg?.relais]).toEqual([
      'insi-relais',
      'insi',
      { adresse: new URL(far.bench.endpoints.insi).host, echange: farLeg?.n },
    ]);
  });

  it('keeps the bytes that came from the far end', async () => {
    await callInsi(near, insiRequest({ nomNaissance: 'OCTETS' }));
    const [nearFar] = near.bench.journal
      .all()
      .filter(({ service }) => service === 'insi-relais')
      .slice(-1);
    const farOwn = far.bench.journal.all().at(-1);
    expect(nearFar?.response?.raw.sha256).toBe(farOwn?.response?.raw.sha256);
  });

  it('keeps what TLS showed of the far end', async () => {
    await callInsi(near, insiRequest());
    const leg = near.bench.journal.all().findLast(({ service }) => service === 'insi-relais');
    expect([leg?.tls?.authorized, leg?.tls?.peer?.issuer]).toEqual([
      true,
      'C=FR, O=TEST PROBANT, CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    ]);
  });

  it('attributes both legs to the person', async () => {
    await callInsi(near, insiRequest({ nomNaissance: 'ATTRIBUE' }));
    const legs = near.bench.journal.all().slice(-2);
    expect(legs.every(({ keys }) => keys.includes('ATTRIBUE'))).toBe(true);
  });
});

describe('a fault set on a relayed service', () => {
  it('is met before the far end is reached', async () => {
    const { controls, journal } = near.bench;
    await controls.pannes.set({ service: 'insi', panne: 'http_503', fois: 1 });
    const from = far.bench.journal.last;
    const { status } = await callInsi(near, insiRequest());
    expect([status, journal.all().at(-1)?.panne, far.bench.journal.last - from]).toEqual([503, 'http_503', 0]);
  });
});

describe('a far end that fails', () => {
  it('is told to the product and kept, when nobody listens', async () => {
    await using alone = await openBench({
      relays: { insi: { url: new URL('https://localhost:9/lps'), authorities: [] } },
    });
    const { status } = await callInsi(alone, insiRequest());
    const leg = alone.bench.journal.all().find(({ service }) => service === 'insi-relais');
    expect([status, leg?.outcome, leg?.tls?.error]).toEqual([502, 'interrompu', expect.stringMatching(/ECONNREFUSED/)]);
  });

  it('is not trusted without its authority, and gets nothing', async () => {
    const before = far.bench.journal.all().filter(({ outcome }) => outcome === 'complet').length;
    await using wary = await openBench({ relays: { insi: { ...(await farEnd(far)), authorities: [] } } });
    const { status } = await callInsi(wary, insiRequest());
    const after = far.bench.journal.all().filter(({ outcome }) => outcome === 'complet').length;
    expect([status, after - before]).toEqual([502, 0]);
  });
});
