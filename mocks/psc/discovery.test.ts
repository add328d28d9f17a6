import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestPsc } from '../../test/support/psc.ts';

const psc = await TestPsc.open();
const captured = join(
  import.meta.dirname,
  '../../../shared/data/psc/discovery-bas-captured-hosts-rewritten-to-localhost.json',
);

type Members = Record<string, unknown>;

async function document(): Promise<Members> {
  return (await psc.fetch(`${psc.issuer}/.well-known/wallet-openid-configuration`)).json() as Promise<Members>;
}

/** The members whose value is an address, also those of `mtls_endpoint_aliases`. */
function addresses(members: Members): string[] {
  return Object.values(members).flatMap((value) => {
    if (typeof value === 'string') return value.startsWith('https:') ? [value] : [];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? addresses(value as Members) : [];
  });
}

describe('discovery', () => {
  it('is at the path of PSC, with an authorization endpoint outside the realm', async () => {
    expect(await document()).toMatchObject({
      issuer: psc.issuer,
      authorization_endpoint: 'https://psc.test/auth',
      check_session_iframe: `${psc.endpoint}/login-status-iframe.html`,
      pushed_authorization_request_endpoint: `${psc.endpoint}/ext/par/request`,
      backchannel_authentication_endpoint: `${psc.endpoint}/ext/ciba/auth`,
      acr_values_supported: ['0', '0'],
    });
  });

  it('announces no address that answers nothing', async () => {
    const found = addresses(await document()).filter((address) => address !== psc.issuer);
    const answered = await Promise.all(
      found.map(async (address) => {
        const [got, posted] = await Promise.all(
          [psc.fetch(address), psc.fetch(address, { method: 'POST', body: '' })].map(status),
        );
        return [address, (await got) === 404 && (await posted) === 404];
      }),
    );
    expect(answered.filter(([, missing]) => missing)).toEqual([]);
  });

  it('has only members of the captured document, with values of it', async (context) => {
    if (!existsSync(captured)) return context.skip(`${captured} est absent`);
    const real = JSON.parse(readFileSync(captured, 'utf8')) as Members;
    const told = Object.entries(await document());
    const foreign = told.filter(([name, value]) => {
      if (!(name in real)) return true;
      const known = real[name];
      return Array.isArray(value) && Array.isArray(known) && value.some((one) => !known.includes(one));
    });
    expect(foreign).toEqual([]);
  });
});

async function status(answer: Promise<Response>): Promise<number> {
  return answer.then(
    (response) => response.status,
    () => 404,
  );
}

describe('keys', () => {
  it('change on demand, the former staying published so that its tokens verify', async () => {
    const certs = async (): Promise<string[]> => {
      const { keys } = (await (await psc.fetch(`${psc.endpoint}/certs`)).json()) as { keys: Array<{ kid: string }> };
      return keys.map(({ kid }) => kid);
    };
    const { access_token } = await psc.signIn();
    const [former] = await certs();
    await psc.realm.rotateKeys();
    const known = await certs();
    expect([known.length, known[1], (await psc.userinfo(access_token)).status]).toEqual([2, former, 200]);
  });

  it('may be withdrawn, and their tokens with them', async () => {
    const { access_token } = await psc.signIn();
    await psc.realm.rotateKeys('retirees');
    expect((await psc.userinfo(access_token)).status).toBe(401);
  });
});

describe('the check-session page', () => {
  it('is framed by anyone and runs its own script only', async () => {
    const answer = await psc.fetch(`${psc.endpoint}/login-status-iframe.html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect([policy.includes('frame-ancestors'), /script-src 'sha256-[^']+'/.test(policy)]).toEqual([false, true]);
  });
});
