import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPhysician } from '../../mocks/psc/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { pscAssertion } from '../support/insi-assertion.ts';
import { answerCode, insiRequest } from '../support/insi-request.ts';
import { need, sharedInsi } from './support/need.ts';

// A whole bench in this process, so commands run beside it and never in its way.
const run = promisify(execFile);
let open: TestBench;

beforeAll(async () => {
  open = await openBench();
});
afterAll(async () => await open[Symbol.asyncDispose]());

function variable(name: string): string {
  const value = open.bench.env[name];
  if (value === undefined) throw new Error(`the bench gives no ${name}`);
  return value;
}

/** Options of a client certificate that the bench gives to the product. */
function as(credential: 'INSI' | 'DMP'): string[] {
  return ['--cert', variable(`PROBANT_${credential}_CERT`), '--key', variable(`PROBANT_${credential}_KEY`)];
}

async function curl(...args: string[]): Promise<string> {
  return (await run('curl', ['-sS', '--max-time', '10', '--cacert', variable('PROBANT_CA'), ...args])).stdout;
}

function form(fields: Record<string, string>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
}

async function tokenAt(address: string, ...args: string[]): Promise<string> {
  const { access_token } = JSON.parse(await curl(...args, address)) as { access_token: string };
  return access_token;
}

const redirect_uri = 'https://produit.test/retour';

/** Signs in as the physician of the bench. */
async function signIn(): Promise<string> {
  const [realm, client_id] = [variable('PROBANT_PSC_URL'), variable('PROBANT_PSC_CLIENT_ID')];
  const asked = { response_type: 'code', client_id, redirect_uri, scope: 'openid scope_all', acr_values: 'eidas1' };
  const query = new URLSearchParams({ ...asked, state: 'etat-du-pair', nonce: 'nonce-du-pair' });
  const address = `${new URL(realm).origin}/auth?${query}`;
  const back = await curl('-o', '/dev/null', '-w', '%{redirect_url}', ...form({ persona: testPhysician.id }), address);
  const code = new URL(back).searchParams.get('code') ?? '';
  const client_secret = variable('PROBANT_PSC_CLIENT_SECRET');
  const fields = { grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret };
  return tokenAt(`${realm}/protocol/openid-connect/token`, ...form(fields));
}

/** Exchanges a token for one of INSi, tied to the certificate shown. */
function exchange(subject_token: string): Promise<string> {
  const address = `${new URL(variable('PROBANT_PSC_URL')).origin}/realms/insi/protocol/openid-connect/token`;
  const fields = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_issuer: 'psc',
    scope: 'openid profile',
  };
  return tokenAt(address, ...as('INSI'), ...form(fields));
}

async function search(token: string, credential: 'INSI' | 'DMP'): Promise<string> {
  const message = join(open.folder, 'message.xml');
  const security = pscAssertion({ nameId: testPhysician.id, issuer: testPhysician.id });
  await writeFile(message, insiRequest({ security }));
  const bearer = ['-H', `Authorization: Bearer ${token}`, '--data-binary', `@${message}`];
  return answerCode(await curl(...as(credential), ...bearer, variable('PROBANT_INSI_URL')));
}

describe('curl, signed in to Pro Santé Connect', () => {
  it('exchanges its token and gets an identity, under the certificate of the exchange only', async (context) => {
    need(context, 'curl');
    const token = await exchange(await signIn());
    expect([await search(token, 'INSI'), await search(token, 'DMP')]).toEqual(['00', 'probant_jeton_refuse']);
  });

  it('is refused the token that Pro Santé Connect itself gave', async (context) => {
    need(context, 'curl');
    expect(await search(await signIn(), 'INSI')).toBe('probant_jeton_refuse');
  });
});

describe('zeep, with the card that the bench issues', () => {
  it('finds an identity by card', async (context) => {
    need(context, 'zeep', 'xmlsec1', 'openssl', 'shared');
    const card = [variable('PROBANT_CPS_SIGN_CERT'), variable('PROBANT_CPS_SIGN_KEY')];
    const args = [
      join(import.meta.dirname, 'zeep-client.py'),
      join(sharedInsi, 'wsdl/DESIR_ICIR_EXP_1.5.0.wsdl'),
      variable('PROBANT_INSI_CPS_URL'),
      variable('PROBANT_CA'),
      ...['--card', ...card],
      ...['vitale', '2751263220749', '74', 'ADRUN', '1975-12-31'],
    ];
    const answer: unknown = JSON.parse((await run('/usr/bin/python3', args)).stdout);
    expect(answer).toMatchObject({ code: '00', matricule: '275126322074974' });
  });
});
