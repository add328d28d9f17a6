import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type TestBench } from '../../test/support/bench.ts';
import { httpsFetch } from '../../test/support/https-fetch.ts';
import { productMailboxes } from '../index.ts';
import type { FarEnd } from './far-end.ts';

let far: TestBench;
let near: TestBench;
let identity: { cert: string; key: string; ca: string };

beforeAll(async () => {
  far = await openBench();
  const [smtp, imap] = [await farEnd('smtp', 'mssAppSmtp'), await farEnd('imap', 'mssAppImap')];
  near = await openBench({ relays: { mssAppSmtp: smtp, mssAppImap: imap } });
  identity = await identityOf(near);
});
afterAll(async () => {
  await near[Symbol.asyncDispose]();
  await far[Symbol.asyncDispose]();
});

async function identityOf({ bench: { files } }: TestBench): Promise<typeof identity> {
  const [cert = '', key = '', ca = ''] = await Promise.all(
    [files.organisationCert, files.organisationKey, files.ca].map((path) => readFile(path, 'utf8')),
  );
  return { cert, key, ca };
}

/** The applicative interface of the far bench. */
async function farEnd(protocol: 'smtp' | 'imap', name: 'mssAppSmtp' | 'mssAppImap'): Promise<FarEnd> {
  const { ca, ...credential } = await identityOf(far);
  return { url: new URL(`${protocol}://${far.bench.endpoints[name]}`), authorities: [ca], credential };
}

function portOf(name: 'mssAppSmtp' | 'mssAppImap'): number {
  return Number(near.bench.endpoints[name].split(':')[1]);
}

async function send(subject: string, text = 'Bonjour.'): Promise<string> {
  const transport = createTransport({
    host: 'localhost',
    port: portOf('mssAppSmtp'),
    requireTLS: true,
    tls: identity,
    auth: { user: productMailboxes.app, pass: 'sans-objet' },
  });
  const sent = await transport.sendMail({
    from: productMailboxes.app,
    to: productMailboxes.org,
    subject,
    text,
  });
  return sent.response;
}

async function client(): Promise<ImapFlow> {
  const flow = new ImapFlow({
    host: 'localhost',
    port: portOf('mssAppImap'),
    secure: false,
    tls: identity,
    auth: { user: productMailboxes.app, pass: 'sans-objet' },
    logger: false,
  });
  await flow.connect();
  return flow;
}

describe('a relayed submission', () => {
  it('reaches the far operator, byte for byte', async () => {
    await send('RELAIS octets', '.une ligne qui commence par un point\r\n..deux');
    const there = far.bench.journal.slice('mss-smtp', { from: 0, to: far.bench.journal.last }).at(-1);
    const here = near.bench.journal.slice('mss-smtp', { from: 0, to: near.bench.journal.last }).at(-1);
    expect([here?.request?.method, here?.request?.body.sha256]).toEqual(['DATA', there?.request?.body.sha256]);
  });

  it('keeps both legs, the product’s naming the other', async () => {
    await send('RELAIS jambes');
    const [farLeg, nearLeg] = near.bench.journal.all().slice(-2);
    expect([farLeg?.service, nearLeg?.relais?.echange]).toEqual(['mss-smtp-relais', farLeg?.n]);
  });

  it('keeps what each side showed of TLS', async () => {
    await send('RELAIS tls');
    const [farLeg, nearLeg] = near.bench.journal.all().slice(-2);
    expect([farLeg?.tls?.peer?.subject, nearLeg?.tls?.peer?.subject]).toEqual([
      expect.stringMatching(/CN=localhost/),
      expect.stringMatching(/CN=CABINET TEMOIN TEST/),
    ]);
  });

  it('keeps what the product offered', async () => {
    await send('RELAIS hello');
    expect(near.bench.journal.all().at(-1)?.tls?.clientHello?.ciphers.length).toBeGreaterThan(0);
  });

  it('keeps no password in clear', async () => {
    await send('RELAIS secret');
    const leg = near.bench.journal.all().at(-1);
    expect(await near.text(leg?.request?.raw.sha256 ?? '')).not.toContain(
      Buffer.from(`\0${productMailboxes.app}\0sans-objet`).toString('base64'),
    );
  });

  it('is attributed by its addresses and its subject', async () => {
    await send('RELAIS attribution');
    const keys = near.bench.journal.all().at(-1)?.keys;
    expect(keys).toEqual(expect.arrayContaining([productMailboxes.org.toUpperCase(), 'ATTRIBUTION']));
  });
});

describe('a relayed mailbox', () => {
  it('gives the messages of the far operator', async () => {
    far.bench.controls.mss.deliver(productMailboxes.app, Buffer.from('Subject: LOINTAIN\r\n\r\nTexte\r\n'));
    const flow = await client();
    const lock = await flow.getMailboxLock('INBOX');
    const last = await flow.fetchOne('*', { envelope: true, source: true });
    lock.release();
    await flow.logout();
    expect(last === false ? undefined : last?.envelope?.subject).toBe('LOINTAIN');
  });

  it('keeps each command, the fetch with the bytes of the message', async () => {
    far.bench.controls.mss.deliver(productMailboxes.app, Buffer.from('Subject: GARDE\r\n\r\nTexte gardé\r\n'));
    const flow = await client();
    const lock = await flow.getMailboxLock('INBOX');
    await flow.fetchOne('*', { source: true });
    lock.release();
    await flow.logout();
    const fetched = near.bench.journal
      .all()
      .findLast(({ service, request }) => service === 'mss-imap' && request?.method.endsWith('FETCH'));
    expect(await near.text(fetched?.response?.raw.sha256 ?? '')).toContain('Texte gardé');
  });

  it('is told of a message that arrives during IDLE', async () => {
    const flow = await client();
    const lock = await flow.getMailboxLock('INBOX');
    const told = new Promise((resolve) => flow.once('exists', resolve));
    void flow.idle();
    far.bench.controls.mss.deliver(productMailboxes.app, Buffer.from('Subject: ATTENDU\r\n\r\nTexte\r\n'));
    await told;
    lock.release();
    await flow.logout();
    expect(flow.usable).toBe(false);
  });
});

describe('the autoconfiguration', () => {
  it('gives the ports of the relays, not those that they hide', async () => {
    const end = { url: new URL(`smtp://${far.bench.endpoints.mssSmtp}`), authorities: [] };
    await using relayed = await openBench({ relays: { mssSmtp: end } });
    const { endpoints, files } = relayed.bench;
    const answer = await httpsFetch({ ca: await readFile(files.ca, 'utf8') })(endpoints.autoconfig);
    const told = [...(await answer.text()).matchAll(/<port>(\d+)<\/port>/g)].map(([, port]) => `localhost:${port}`);
    expect(told).toEqual([endpoints.mssImap, endpoints.mssSmtp]);
  });
});

describe('a far operator that nobody reaches', () => {
  it('is told in the protocol', async () => {
    await using alone = await openBench({
      relays: { mssAppSmtp: { url: new URL('smtp://localhost:9'), authorities: [] } },
    });
    const [, port] = alone.bench.endpoints.mssAppSmtp.split(':');
    const transport = createTransport({ host: 'localhost', port: Number(port), ignoreTLS: true });
    await expect(transport.verify()).rejects.toThrow(/421 4\.3\.2 Relais Probant/);
  });
});

describe('a far end that says nothing', () => {
  it('is left soon after the product has left', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    const left = new Promise((resolve) => {
      silent.on('connection', (socket) => {
        socket.write('220 lointain\r\n');
        socket.once('data', () => product.destroy()).once('close', resolve);
      });
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = new URL(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    await using alone = await openBench({ relays: { mssAppSmtp: { url, authorities: [] } } });
    const product = connect(Number(alone.bench.endpoints.mssAppSmtp.split(':')[1]), '127.0.0.1');
    product.on('error', () => undefined).write('EHLO produit.test\r\n');
    await left;
    silent.close();
  }, 15_000);

  it('does not keep the bench from stopping', async () => {
    let reached: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const silent = createServer((socket) => socket.on('error', () => undefined).once('data', () => reached()));
    silent.on('connection', (socket) => socket.write('220 lointain\r\n'));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const relays = { mssAppSmtp: { url: new URL(`smtp://127.0.0.1:${port}`), authorities: [] } };
    const alone = await openBench({ relays });
    const product = connect(Number(alone.bench.endpoints.mssAppSmtp.split(':')[1]), '127.0.0.1');
    product.on('error', () => undefined).write('EHLO produit.test\r\n');
    await asked;
    await alone[Symbol.asyncDispose]();
    silent.close();
    expect(alone.bench.failure).toBeUndefined();
  });
});
