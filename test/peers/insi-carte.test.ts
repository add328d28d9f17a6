import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment, sha256 } from '../../core/index.ts';
import { startTlsHost, type TlsHost } from '../../mocks/host/index.ts';
import { type InsiOptions, insiService } from '../../mocks/insi/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import { cardHolder, pscAssertion } from '../support/insi-assertion.ts';
import { answerCode, insiRequest } from '../support/insi-request.ts';
import { need, sharedInsi } from './support/need.ts';

// A host of this process, so commands run beside it and never in its way.
const run = promisify(execFile);
const twoHours = 2 * 3_600_000;

let folder: string;
let pki: TestPki;
let late = 0;
const hosts: TlsHost[] = [];
const urls = { carte: '', certificat: '' };
const seen: Array<string | undefined> = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-insi-'));
  pki = await TestPki.create();
  urls.carte = await open('carte', { authorities: [await pki.personsChain()] });
  urls.certificat = await open('certificat', {
    validateToken: (token, { certificate }) => {
      seen.push(certificate?.sha256);
      return Promise.resolve(token === 'bon' ? { ok: true } : { ok: false, reason: 'jeton inconnu' });
    },
  });
  await writeFile(join(folder, 'ca.pem'), pki.chain);
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function open(mode: 'carte' | 'certificat', options: InsiOptions): Promise<string> {
  const environment = processEnvironment({ cwd: folder, clock: { now: () => Date.now() + late } });
  const host = await startTlsHost({
    environment,
    journal: new Journal(environment, new EvidenceStore(environment, join(folder, mode))),
    service: insiService({ ...options, mode, environment }),
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
    clientCertificate: mode === 'carte' ? 'aucun' : 'exige',
  });
  hosts.push(host);
  return `https://localhost:${host.port}/lps`;
}

/** Writes a certificate and its key. */
async function files(name: string, { cert, key }: { cert: string; key: string }): Promise<[string, string]> {
  const paths: [string, string] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  await Promise.all([writeFile(paths[0], cert), writeFile(paths[1], key)]);
  return paths;
}

async function curl(url: string, body: string, ...args: string[]): Promise<string> {
  const sent = join(folder, 'message.xml');
  await writeFile(sent, body);
  const common = ['-sS', '--max-time', '10', '--cacert', join(folder, 'ca.pem'), '--data-binary', `@${sent}`];
  return (await run('curl', [...common, ...args, url])).stdout;
}

describe('zeep with a professional’s card', () => {
  const vitale = ['vitale', '2751263220749', '74', 'ADRUN', '1975-12-31'];
  const traits = ['traits', 'ADRTROIS', 'DOMINIQUE', 'F', '1997-02-26'];

  async function zeep(from: TestPki, values: readonly string[]): Promise<unknown> {
    const card = await files('carte', (await from.card(cardHolder)).signature);
    const script = join(import.meta.dirname, 'zeep-client.py');
    const wsdl = join(sharedInsi, 'wsdl/DESIR_ICIR_EXP_1.5.0.wsdl');
    const args = [script, wsdl, urls.carte, join(folder, 'ca.pem'), '--card', ...card, ...values];
    return JSON.parse((await run('/usr/bin/python3', args)).stdout);
  }

  it('WS_INS1 answers to an assertion that xmlsec1 signed', async (context) => {
    need(context, 'zeep', 'xmlsec1', 'openssl', 'shared');
    expect(await zeep(pki, vitale)).toMatchObject({ code: '00', matricule: '275126322074974' });
  });

  it('WS_INS2 answers to an assertion that xmlsec1 signed', async (context) => {
    need(context, 'zeep', 'xmlsec1', 'openssl', 'shared');
    expect(await zeep(pki, traits)).toMatchObject({ code: '00', matricule: '297022A02077878' });
  });

  it('is refused with a card of another authority', async (context) => {
    need(context, 'zeep', 'xmlsec1', 'openssl', 'shared');
    expect(await zeep(await TestPki.create(), traits)).toMatchObject({ fault: 'probant_assertion_ps_certificat' });
  });

  it('is refused two hours later', async (context) => {
    need(context, 'zeep', 'xmlsec1', 'openssl', 'shared');
    late = twoHours;
    const answer = await zeep(pki, traits);
    late = 0;
    expect(answer).toMatchObject({ fault: 'probant_assertion_ps_expiree' });
  });
});

describe('curl', () => {
  it('is refused on the listener of cards without an assertion', async (context) => {
    need(context, 'curl');
    expect(answerCode(await curl(urls.carte, insiRequest()))).toBe('probant_assertion_ps_absente');
  });

  it('gets an identity by Pro Santé Connect, whose token is judged with the certificate shown', async (context) => {
    need(context, 'curl');
    const credential = await pki.clientAuthentication({ commonName: 'PROXY' });
    const [cert, key] = await files('proxy', credential);
    const bearer = ['--cert', cert, '--key', key, '-H', 'Authorization: Bearer bon'];
    const answer = await curl(urls.certificat, insiRequest({ security: pscAssertion() }), ...bearer);
    expect([answerCode(answer), seen.at(-1)]).toEqual(['00', sha256(new X509Certificate(credential.cert).raw)]);
  });

  it('is refused a token that nobody issued', async (context) => {
    need(context, 'curl');
    const [cert, key] = await files('proxy', await pki.clientAuthentication({ commonName: 'PROXY' }));
    const bearer = ['--cert', cert, '--key', key, '-H', 'Authorization: Bearer faux'];
    const answer = await curl(urls.certificat, insiRequest({ security: pscAssertion() }), ...bearer);
    expect(answerCode(answer)).toBe('probant_jeton_refuse');
  });

  it('is cut on the listener of certificates without one', async (context) => {
    need(context, 'curl');
    await expect(curl(urls.certificat, insiRequest())).rejects.toThrow(/certificate required/);
  });
});
