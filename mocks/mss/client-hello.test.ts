import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { parseClientHello } from './client-hello.ts';
import { ClientHelloWatcher } from './client-hello-watcher.ts';

/** The first bytes of Node's own TLS client. */
async function helloOf(options: ConnectionOptions): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  connect({ ...options, host: '127.0.0.1', port: (server.address() as AddressInfo).port }).on('error', () => undefined);
  const [socket] = await accepted;
  const [bytes] = await once(socket, 'data');
  socket.destroy();
  server.close();
  return bytes;
}

const ciphers = 'ECDHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256';
const twelve = { maxVersion: 'TLSv1.2', ciphers, ecdhCurve: 'P-256:P-384', servername: 'mss.test' } as const;
const hello = await helloOf(twelve);

describe('parseClientHello', () => {
  it('reads what a TLS 1.2 client offers', () => {
    expect(parseClientHello(hello)).toEqual({
      versions: ['TLSv1.2'],
      ciphers: ['0xC030', '0x009E'],
      groups: ['0x0017', '0x0018'],
      serverName: 'mss.test',
    });
  });

  it('reads the versions that a TLS 1.3 client offers', async () => {
    expect(parseClientHello(await helloOf({}))?.versions).toEqual(['TLSv1.3', 'TLSv1.2']);
  });

  it('reads a message cut in records', () => {
    const message = hello.subarray(5);
    const record = (part: Buffer): Buffer =>
      Buffer.concat([Buffer.from([0x16, 3, 1, part.length >> 8, part.length & 255]), part]);
    const cut = Buffer.concat([
      record(message.subarray(0, 2)),
      record(message.subarray(2, 60)),
      record(message.subarray(60)),
    ]);
    expect(parseClientHello(cut)).toEqual(parseClientHello(hello));
  });

  it('passes over GREASE values', () => {
    // The first suite of the list becomes one that is reserved.
    const greased = Buffer.from(hello);
    greased.writeUInt16BE(0x3a3a, greased.indexOf(Buffer.from([0xc0, 0x30])));
    expect(parseClientHello(greased)?.ciphers).toEqual(['0x009E']);
  });

  it('gives nothing for a message cut anywhere', () => {
    const read = Array.from({ length: hello.length }, (_, end) => parseClientHello(hello.subarray(0, end)));
    expect(read.filter((value) => value !== undefined)).toEqual([]);
  });

  it('throws at no byte changed', () => {
    for (let place = 0; place < hello.length; place += 1) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Buffer.from(hello);
        changed[place] = value;
        expect(() => parseClientHello(changed)).not.toThrow();
      }
    }
  });
});

describe('ClientHelloWatcher', () => {
  it.for([1, 2, 7, 1_000])('finds the ClientHello behind clear lines, in packets of %i bytes', (size) => {
    const watcher = new ClientHelloWatcher();
    const clear = Buffer.from('EHLO x\r\nSTARTTLS\r\n');
    for (const part of [clear, hello]) {
      for (let start = 0; start < part.length; start += size) watcher.add(part.subarray(start, start + size));
    }
    expect([parseClientHello(watcher.bytes ?? clear)?.serverName, watcher.injected]).toEqual(['mss.test', 0]);
  });

  it('counts what comes in clear between STARTTLS and TLS, with an IMAP tag too', () => {
    const watcher = new ClientHelloWatcher();
    watcher.add(Buffer.concat([Buffer.from('a1 STARTTLS\r\na2 NOOP\r\n'), hello]));
    expect([watcher.injected, watcher.done]).toEqual([9, true]);
  });

  it('holds no more than its bound of a client that never ends', () => {
    const watcher = new ClientHelloWatcher();
    watcher.add(Buffer.from([0x16, 3, 1]));
    for (let i = 0; i < 10; i += 1) watcher.add(Buffer.alloc(50_000, 0x16));
    expect([watcher.bytes?.length, watcher.done]).toEqual([64 * 1024, true]);
  });
});
