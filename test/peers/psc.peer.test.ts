import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPhysician } from '../../mocks/psc/index.ts';
import { need } from './support/need.ts';
import { command, openServices, pscClient, type Services } from './support/services.ts';

let services: Services;
beforeAll(async () => {
  services = await openServices();
});
afterAll(async () => await services.close());

const redirectUri = 'https://produit.test/retour';

function authorizationAddress(): string {
  const fields = {
    response_type: 'code',
    client_id: pscClient.id,
    redirect_uri: redirectUri,
    scope: 'openid scope_all',
    acr_values: 'eidas1',
    state: 'etat-pair',
    nonce: 'nonce-pair',
  };
  return `${services.psc.origin}/auth?${new URLSearchParams(fields)}`;
}

describe('curl and openssl', () => {
  function curl(...args: string[]): Promise<string> {
    return command('curl', '-sS', '--fail-with-body', '--cacert', services.ca, ...args);
  }

  async function tokens(): Promise<{ id_token: string; access_token: string }> {
    const sentBack = await curl(
      ...['-o', '/dev/null', '-w', '%{redirect_url}', '-d', `persona=${testPhysician.id}`],
      authorizationAddress(),
    );
    const code = new URL(sentBack).searchParams.get('code') ?? '';
    const form = ['grant_type=authorization_code', `code=${code}`, `redirect_uri=${redirectUri}`];
    const credentials = [`client_id=${pscClient.id}`, `client_secret=${pscClient.secret}`];
    const fields = [...form, ...credentials].flatMap((field) => ['--data-urlencode', field]);
    return JSON.parse(await curl(...fields, `${services.psc.issuer}/protocol/openid-connect/token`));
  }

  /** PEM of the published key, made by OpenSSL from its modulus and exponent. */
  async function publishedKey(): Promise<string> {
    const set = JSON.parse(await curl(`${services.psc.issuer}/protocol/openid-connect/certs`));
    const hex = (value: string): string => `0x${Buffer.from(value, 'base64url').toString('hex')}`;
    const [{ n, e }] = set.keys;
    const [description, der] = [join(services.folder, 'cle.cnf'), join(services.folder, 'cle.der')];
    writeFileSync(
      description,
      `asn1=SEQUENCE:info
[info]
alg=SEQUENCE:alg
key=BITWRAP,SEQUENCE:rsa
[alg]
oid=OID:rsaEncryption
null=NULL
[rsa]
n=INTEGER:${hex(n)}
e=INTEGER:${hex(e)}
`,
    );
    await command('openssl', 'asn1parse', '-genconf', description, '-noout', '-out', der);
    const pem = join(services.folder, 'cle.pem');
    await command('openssl', 'pkey', '-pubin', '-inform', 'DER', '-in', der, '-out', pem);
    return pem;
  }

  /** What OpenSSL says of the signature of a token. */
  async function signatureVerdict(token: string): Promise<string> {
    const [header, claims, signature = ''] = token.split('.');
    const [signed, bytes] = [join(services.folder, 'signe'), join(services.folder, 'signature')];
    writeFileSync(signed, `${header}.${claims}`);
    writeFileSync(bytes, Buffer.from(signature, 'base64url'));
    const args = ['dgst', '-sha256', '-verify', await publishedKey(), '-signature', bytes, signed];
    return (await command('openssl', ...args).catch(() => 'Verification failure')).trim();
  }

  it('finds the identity token signed by the published key', async (context) => {
    need(context, 'curl', 'openssl');
    expect(await signatureVerdict((await tokens()).id_token)).toBe('Verified OK');
  });

  it('finds the signature wrong once the claims have changed', async (context) => {
    need(context, 'curl', 'openssl');
    const [header, , signature] = (await tokens()).id_token.split('.');
    expect(await signatureVerdict(`${header}.e30.${signature}`)).toBe('Verification failure');
  });

  it('leaves exchanges that name the physician, with no client certificate', async (context) => {
    need(context, 'curl');
    await tokens();
    const last = services.exchanges('psc').findLast(({ request }) => request?.path.endsWith('/token'));
    expect([last?.keys, last?.tls?.authorized, last?.tls?.peer]).toEqual([
      ['899900000017', 'TÉMOIN'],
      false,
      undefined,
    ]);
  });
});

describe('oauthlib and PyJWT', () => {
  it('sign in with PKCE, read the user, refresh, introspect and log out', async (context) => {
    need(context, 'oauthlib');
    const { issuer } = services.psc;
    const { id, secret } = pscClient;
    const script = join(import.meta.dirname, 'psc-client.py');
    const args = [script, issuer, id, secret, redirectUri, testPhysician.id, services.ca];
    expect(JSON.parse(await command('/usr/bin/python3', ...args))).toEqual({
      etat: 'etat-python',
      expires_in: 120,
      identite: '899900000017',
      nom: 'TÉMOIN',
      actif: [true, false],
    });
  });
});

describe('Chromium', () => {
  /** Gives a page that stops where PSC sends back to the product. */
  async function browsing(use: (page: Page) => Promise<void>): Promise<void> {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    try {
      const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
      await page.route(`${redirectUri}?**`, (route) => route.fulfill({ body: 'revenu' }));
      await use(page);
    } finally {
      await browser.close();
    }
  }

  it('comes back to the product once a button is pressed', async (context) => {
    need(context, 'chromium');
    await browsing(async (page) => {
      await page.goto(authorizationAddress());
      await page.getByLabel('Carte CPS').check();
      await page.getByRole('button', { name: 'Dr Alix TÉMOIN' }).click();
      await page.getByText('revenu').waitFor();
      expect(new URL(page.url()).searchParams.get('state')).toBe('etat-pair');
    });
  });

  it('learns from the check-session frame that its session has ended', async (context) => {
    need(context, 'chromium');
    await browsing(async (page) => {
      // On another site, the browser would keep PSC's cookie from its own frame: a limit of the mechanism.
      const service = `${services.psc.origin}/produit`;
      const frame = `${services.psc.issuer}/protocol/openid-connect/login-status-iframe.html`;
      await page.route(service, (route) =>
        route.fulfill({ body: `<!doctype html><iframe src="${frame}"></iframe>`, contentType: 'text/html' }),
      );
      await page.goto(authorizationAddress());
      await page.getByRole('button', { name: 'Dr Alix TÉMOIN' }).click();
      await page.getByText('revenu').waitFor();
      const sessionState = new URL(page.url()).searchParams.get('session_state');
      await page.goto(service);
      const ask = (): Promise<string> => page.evaluate(told, `${pscClient.id} ${sessionState}`);
      const before = await ask();
      await page.context().clearCookies();
      expect([before, await ask()]).toEqual(['unchanged', 'changed']);
    });
  });
});

/** What the frame says to the page of a service; runs in the browser. */
function told(question: string): Promise<string> {
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data), { once: true });
    frames[0]?.postMessage(question, '*');
  });
}
