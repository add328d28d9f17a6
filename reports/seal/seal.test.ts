import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPaths } from '../container/index.ts';
import { sampleAttempt } from '../testing.ts';
import { verifyDossier } from '../verify/index.ts';
import { publisherCredentials, type SealedSample, sealDate, sealedSample } from '../verify/sealed-sample.ts';
import {
  loadCredentials,
  localCredentials,
  localTimeStamper,
  remoteTimeStamper,
  sealDossier,
  sealTree,
} from './index.ts';

const run = promisify(execFile);
let sample: SealedSample;
let folder: string;

beforeAll(async () => {
  sample = await sealedSample();
  folder = join(sample.attempt.folder, 'dossier');
  const { environment } = sample;
  await environment.fs.writeFile(join(environment.cwd, 'ac.pem'), sample.trust.trusted[0]!);
  await environment.fs.writeFile(join(environment.cwd, 'ac-temps.pem'), sample.trust.trustedTime[0]!);
});

afterAll(() => sample.dispose());

/** Runs a command in the exploded dossier; resolves with all that it wrote, rejects when it fails. */
async function tool(command: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(command, args, { cwd: folder });
  return stdout + stderr;
}

describe('the seal, by others’ tools', () => {
  it('lists mimetype first', async () => {
    const listing = await tool('unzip', '-Z1', '../dossier.asice');
    expect(listing.split('\n')[0]).toBe('mimetype');
  });

  it('satisfies sha256sum -c', async () => {
    await expect(tool('sha256sum', '--strict', '-c', 'SHA256SUMS')).resolves.toContain('rapport.html: OK');
  });

  it('satisfies openssl cms -verify -cades', async () => {
    const said = await tool(
      'openssl',
      ...[
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-purpose',
        'any',
        '-attime',
        String(sealDate.getTime() / 1000),
      ],
      ...[
        '-in',
        sealPaths.signature,
        '-content',
        sealPaths.manifest,
        '-CAfile',
        '../../../../ac.pem',
        '-out',
        '/dev/null',
      ],
    );
    expect(said).toContain('CAdES Verification successful');
  });

  it('satisfies openssl ts -verify', async () => {
    const said = await tool(
      'openssl',
      ...['ts', '-verify', '-token_in', '-in', sealPaths.token, '-data', sealPaths.timeManifest],
      ...['-attime', String(sealDate.getTime() / 1000), '-CAfile', '../../../../ac-temps.pem'],
    );
    expect(said).toContain('Verification: OK');
  });

  it('is refused by openssl for another manifest', async () => {
    const verification = tool(
      'openssl',
      ...[
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-purpose',
        'any',
        '-attime',
        String(sealDate.getTime() / 1000),
      ],
      ...[
        '-in',
        sealPaths.signature,
        '-content',
        sealPaths.timeManifest,
        '-CAfile',
        '../../../../ac.pem',
        '-out',
        '/dev/null',
      ],
    );
    await expect(verification).rejects.toThrow();
  });

  it('unzips to the exploded dossier', async () => {
    await expect(run('unzip', ['-t', '../dossier.asice'], { cwd: folder })).resolves.toMatchObject({
      stdout: expect.stringContaining('No errors detected'),
    });
  });
});

describe('LISEZMOI.txt', () => {
  it('gives commands that succeed as they are written', async () => {
    const own = await sampleAttempt();
    const { attempt, context } = own;
    const environment = { ...own.environment, clock: { now: () => Date.now() } };
    const [credentials, authority] = [
      await localCredentials(environment, 'signature'),
      await localCredentials(environment, 'horodatage'),
    ];
    const date = new Date();
    const { path } = await sealDossier(environment, attempt, {
      credentials,
      date,
      timeStamper: localTimeStamper(authority, date),
      context,
    });
    const cwd = join(environment.cwd, 'relecteur');
    await environment.fs.mkdir(cwd);
    await environment.fs.copyFile(path, join(cwd, 'dossier.asice'));
    await environment.fs.writeFile(join(cwd, 'ac-signature.pem'), String(credentials.chain[0]));
    await environment.fs.writeFile(join(cwd, 'ac-horodatage.pem'), String(authority.chain[0]));
    const { stdout: readme } = await run('unzip', ['-p', 'dossier.asice', 'LISEZMOI.txt'], { cwd });
    const recipe = readme
      .split('VÉRIFIER AVEC PROBANT')[0]!
      .split('\n')
      .filter((line) => line.startsWith('    '));
    const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', recipe.join('\n')], { cwd });
    await own.dispose();
    for (const said of ['dossier.json: OK', 'CAdES Verification successful', 'Verification: OK']) {
      expect(stdout + stderr).toContain(said);
    }
  });
});

describe('sealing', () => {
  it('gives the same bytes twice', async () => {
    const before = await readFile(sample.path);
    await sealDossier(sample.environment, sample.attempt, { ...sample.sealOptions, context: sample.context });
    expect((await readFile(sample.path)).equals(before)).toBe(true);
  });

  it('gives other bytes at another date', async () => {
    const files = await sample.files();
    const date = new Date(sealDate.getTime() + 1000);
    const [first, second] = [
      await sealTree(files, sample.sealOptions),
      await sealTree(files, { ...sample.sealOptions, date }),
    ];
    expect(first.equals(second)).toBe(false);
  });

  it('keeps its local test key for the next seal', async () => {
    const first = await localCredentials(sample.environment, 'signature');
    const second = await localCredentials(sample.environment, 'signature');
    expect(second.certificate.fingerprint256).toBe(first.certificate.fingerprint256);
  });

  it('never makes green what a local test authority sealed, even when it is trusted', async () => {
    const { environment } = sample;
    const credentials = await localCredentials(environment, 'signature');
    const authority = await localCredentials(environment, 'horodatage');
    const { path } = await sealDossier(environment, sample.attempt, {
      credentials,
      date: sealDate,
      timeStamper: localTimeStamper(authority, sealDate),
      context: sample.context,
    });
    const pems = [...credentials.chain, ...authority.chain, credentials.certificate].map(String);
    const { facts } = await verifyDossier(environment, path, { trusted: pems, trustedTime: pems, at: sealDate });
    expect([facts.authenticite, facts.temps]).toMatchObject([
      { state: 'non_etabli', items: [{ code: 'autorite_d_essai' }, {}] },
      { state: 'non_etabli', items: [{ code: 'autorite_temps_d_essai' }] },
    ]);
  });
});

describe('keys', () => {
  it('refuses a key that is not the certificate’s', async () => {
    const { environment } = sample;
    await publisherCredentials(sample, { name: 'tiers', use: 'signature' });
    const paths = {
      key: join(environment.cwd, 'tiers-key.pem'),
      certificate: join(environment.cwd, 'editeur-certificate.pem'),
    };
    await expect(loadCredentials(environment, paths)).rejects.toMatchObject({ code: 'certificat_invalide' });
  });

  it('refuses a file that is no certificate', async () => {
    const { environment } = sample;
    const key = join(environment.cwd, 'editeur-key.pem');
    await expect(loadCredentials(environment, { key, certificate: key })).rejects.toMatchObject({
      code: 'certificat_invalide',
    });
  });
});

describe('an outside time authority', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: Buffer };

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(answer.status).end(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('gives the token that openssl made', async () => {
    const { environment } = sample;
    const data = Buffer.from('à horodater');
    const base = environment.cwd;
    await environment.fs.writeFile(join(base, 'donnee'), data);
    await environment.fs.writeFile(join(base, 'serie'), '01');
    await environment.fs.writeFile(join(base, 'tsa.cnf'), tsaConfiguration);
    await run('openssl', ['ts', '-query', '-data', 'donnee', '-sha256', '-cert', '-no_nonce', '-out', 'q.tsq'], {
      cwd: base,
    });
    const signer = ['-signer', 'horodatage-certificate.pem', '-inkey', 'horodatage-key.pem'];
    await run(
      'openssl',
      ['ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'q.tsq', ...signer, '-out', 'r.tsr'],
      { cwd: base },
    );
    answer = { status: 200, body: await readFile(join(base, 'r.tsr')) };
    const token = await remoteTimeStamper(environment, url)(data);
    await environment.fs.writeFile(join(base, 't.tst'), token);
    const { stdout } = await run(
      'openssl',
      [
        'ts',
        '-verify',
        '-token_in',
        '-in',
        't.tst',
        '-data',
        'donnee',
        '-CAfile',
        'ac-temps.pem',
        '-attime',
        String(sealDate.getTime() / 1000),
      ],
      { cwd: base },
    );
    expect(stdout).toContain('Verification: OK');
  });

  it('is refused when its token is over something else', async () => {
    const reply = await readFile(join(sample.environment.cwd, 'r.tsr'));
    answer = { status: 200, body: reply };
    const asked = remoteTimeStamper(sample.environment, url)(Buffer.from('autre chose'));
    await expect(asked).rejects.toMatchObject({ details: { detail: 'jeton sur autre chose' } });
  });

  it('is refused when it answers an error', async () => {
    answer = { status: 503, body: Buffer.alloc(0) };
    await expect(remoteTimeStamper(sample.environment, url)(Buffer.from('x'))).rejects.toMatchObject({
      code: 'horodatage_refuse',
    });
  });

  it('is refused when it answers something else', async () => {
    answer = { status: 200, body: Buffer.from('rien') };
    await expect(remoteTimeStamper(sample.environment, url)(Buffer.from('x'))).rejects.toMatchObject({
      code: 'horodatage_refuse',
    });
  });
});

const tsaConfiguration = `
[tsa]
serial = serie
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
