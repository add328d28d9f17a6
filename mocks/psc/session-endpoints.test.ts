import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { basic, claims, refusal, service, TestPsc, type Tokens } from '../../test/support/psc.ts';
import { tokenValidator } from './index.ts';

const signed = { id: 'signe', secret: 'secret', signedUserinfo: true };
const other = { id: 'autre', secret: 'autre-secret' };
const psc = await TestPsc.open({ clients: [service, other, signed] });
const validate = tokenValidator(psc.realm);
const samples = join(import.meta.dirname, '../../../shared/data/psc');

async function told(persona: string): Promise<Record<string, unknown>> {
  const { access_token } = await psc.signIn({ persona });
  return (await (await psc.userinfo(access_token)).json()) as Record<string, unknown>;
}

/** The paths of an object's members, lists taken by their first element. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return paths(value[0], `${at}[]`);
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, member]) => paths(member, `${at}/${name}`));
}

async function tokensOf(client: { id: string; secret: string }): Promise<Tokens> {
  const code = await psc.code({}, { client_id: client.id });
  return (await (await psc.exchange({ code }, basic(client))).json()) as Tokens;
}

describe('userinfo', () => {
  it('tells the national id, the profession and the activities', async () => {
    expect(await told('899900000017')).toMatchObject({
      SubjectNameID: '899900000017',
      SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
      SubjectRefPro: { exercices: [{ activities: [{ numeroFinessSite: '630000018', telephone: '' }] }] },
    });
  });

  it.each([
    ['899700366240', [2, 2]],
    ['ANS20210107161422', [5]],
  ])('gives every activity of every exercise of %s', async (persona, expected) => {
    const { SubjectRefPro: reference } = await told(persona);
    const { exercices } = reference as { exercices: Array<{ activities: unknown[] }> };
    expect(exercices.map(({ activities }) => activities.length)).toEqual(expected);
  });

  it('has names only for someone outside the RPPS', async () => {
    const { sub, ...names } = await told('3630000018/TEST001');
    expect(names).toEqual({
      email_verified: false,
      SubjectNameID: '3630000018/TEST001',
      preferred_username: '3630000018/TEST001',
      given_name: 'Charlie',
      family_name: 'TEST ACCUEIL',
    });
  });

  const published = [
    ['userinfo-KIT-DOC0036624-2-activities.json', '899700366240'],
    ['userinfo-site-PSC.json', 'ANS20210107161422'],
    ['userinfo-minimal.json', '899700218896'],
  ] as const;
  it.skipIf(!existsSync(samples)).each(published)(
    'has the members of the published sample %s',
    async (file, persona) => {
      const sample = paths(JSON.parse(readFileSync(join(samples, file), 'utf8')));
      const mine = paths(await told(persona));
      expect(sample.filter((one) => !mine.includes(one))).toEqual([]);
    },
  );

  it('is a signed token for a service that registered so', async () => {
    const answer = await psc.userinfo((await tokensOf(signed)).access_token);
    const token = await answer.text();
    expect([answer.headers.get('content-type'), psc.realm.signer.verify(token)]).toEqual([
      'application/jwt',
      expect.objectContaining({ iss: psc.issuer, aud: 'signe', SubjectNameID: '899900000017' }),
    ]);
  });

  it('is a signed token for a professional for whom that was prepared', async () => {
    psc.realm.program({ subject: '899900000017', userinfo: 'jwt' });
    const answer = await psc.userinfo((await psc.signIn()).access_token);
    expect(answer.headers.get('content-type')).toBe('application/jwt');
  });

  it('names another subject than the identity token when that was prepared', async () => {
    psc.realm.program({ faults: ['sujet_userinfo_faux'] });
    const { access_token, id_token } = await psc.signIn();
    const { sub } = (await (await psc.userinfo(access_token)).json()) as { sub: string };
    expect(sub).not.toBe(claims(id_token)['sub']);
  });

  it('takes the token from a form', async () => {
    const { access_token } = await psc.signIn();
    expect((await psc.post('userinfo', { access_token }, null)).status).toBe(200);
  });

  it('wants a token', async () => {
    expect(await refusal(await psc.post('userinfo', {}, null))).toEqual([400, 'invalid_request', 'Token not provided']);
  });

  it('refuses the identity token', async () => {
    expect((await psc.userinfo((await psc.signIn()).id_token)).status).toBe(401);
  });

  it('refuses an access token without the openid scope', async () => {
    const { access_token } = await psc.signIn({}, { scope: 'scope_all' });
    expect((await refusal(await psc.userinfo(access_token)))[1]).toBe('insufficient_scope');
  });

  it('refuses an access token after two minutes', async () => {
    const { access_token } = await psc.signIn();
    psc.wait(120);
    expect((await psc.userinfo(access_token)).headers.get('www-authenticate')).toContain('invalid_token');
  });
});

describe('introspection', () => {
  const documented = [
    ...['SubjectNameID', 'acr', 'active', 'auth_time', 'azp', 'exp', 'iat', 'iss', 'jti', 'nonce', 'scope'],
    ...['session_state', 'sub', 'typ'],
  ];

  it('gives the members that the ANS documents of an access token', async () => {
    const answer = await psc.introspect((await psc.signIn()).access_token);
    expect(Object.keys(answer).sort()).toEqual(documented);
  });

  it('gives no SubjectNameID of a refresh token', async () => {
    const answer = await psc.introspect((await psc.signIn()).refresh_token);
    expect([answer['active'], answer['typ'], 'SubjectNameID' in answer]).toEqual([true, 'Refresh', false]);
  });

  it.each([
    ['after two minutes', 120, (tokens: Tokens) => tokens.access_token],
    ['of the identity', 0, (tokens: Tokens) => tokens.id_token],
    ['to refresh, after thirty minutes', 1800, (tokens: Tokens) => tokens.refresh_token],
    ['that is nothing', 0, () => 'autre'],
  ])('says nothing of a token %s', async (_, later, chosen) => {
    const tokens = await psc.signIn();
    psc.wait(later);
    expect(await psc.introspect(chosen(tokens))).toEqual({ active: false });
  });

  it('is closed to strangers', async () => {
    const answer = await psc.post('token/introspect', { token: 'x' }, null);
    expect(await refusal(answer)).toEqual([401, 'invalid_request', 'Authentication failed.']);
  });
});

describe('revocation', () => {
  it('withdraws an access token alone', async () => {
    const { access_token, refresh_token } = await psc.signIn();
    const { status } = await psc.post('revoke', { token: access_token });
    expect([status, (await psc.introspect(access_token))['active'], (await psc.refresh(refresh_token)).status]).toEqual(
      [200, false, 200],
    );
  });

  it('ends the session by the refresh token', async () => {
    const { access_token, refresh_token } = await psc.signIn();
    await psc.post('revoke', { token: refresh_token });
    expect([(await psc.userinfo(access_token)).status, (await psc.refresh(refresh_token)).status]).toEqual([401, 400]);
  });

  it.each([
    ['no token', undefined, [400, 'invalid_request', 'Token not provided']],
    ['an unknown token', 'inconnu', [200, 'invalid_token', 'Invalid token']],
  ])('answers %s as Keycloak does', async (_, token, expected) => {
    expect(await refusal(await psc.post('revoke', { token }))).toEqual(expected);
  });

  it('is refused to another service', async () => {
    const { access_token } = await psc.signIn();
    expect((await refusal(await psc.post('revoke', { token: access_token }, basic(other))))[2]).toBe(
      'Unmatching clients',
    );
  });
});

describe('tokenValidator', () => {
  it('names the subject of an access token', async () => {
    expect(await validate((await psc.signIn()).access_token)).toEqual({ ok: true, subject: '899900000017' });
  });

  it('names the mailboxes of a professional who has some', async () => {
    const { access_token } = await psc.signIn();
    const [physician] = psc.realm.personas();
    if (physician !== undefined) psc.realm.publish({ ...physician, mailboxes: ['alix@test.mssante.fr'] });
    expect(await validate(access_token)).toMatchObject({ mailboxes: ['alix@test.mssante.fr'] });
  });

  it.each([
    [
      'changed',
      (token: string) => token.replace(/\.[^.]+\./, `.${Buffer.from('{"typ":"Bearer"}').toString('base64url')}.`),
    ],
    ['unsigned', (token: string) => token.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url'))],
    ['cut short', (token: string) => token.slice(0, 40)],
    ['empty', () => ''],
  ])('refuses a token that is %s', async (_, spoil) => {
    expect(await validate(spoil((await psc.signIn()).access_token))).toMatchObject({ ok: false });
  });

  it('refuses the refresh token', async () => {
    expect(await validate((await psc.signIn()).refresh_token)).toEqual({
      ok: false,
      reason: 'ce n’est pas un jeton d’accès',
    });
  });
});

describe('PscControl', () => {
  it('ends the sessions of one professional only', async () => {
    const [revoked, kept] = [await psc.signIn(), await psc.signIn({ persona: '899700366240' })];
    psc.realm.revoke('899900000017');
    const verdicts = [await validate(revoked.access_token), await validate(kept.access_token)];
    expect(verdicts.map(({ ok }) => ok)).toEqual([false, true]);
  });

  it('makes access tokens lapse while refresh tokens still serve', async () => {
    const { access_token, refresh_token } = await psc.signIn();
    psc.realm.expireTokens();
    const { access_token: renewed } = (await (await psc.refresh(refresh_token)).json()) as Tokens;
    expect([(await validate(access_token)).ok, (await validate(renewed)).ok]).toEqual([false, true]);
  });

  it('forgets the professionals of an owner, and their sessions', async () => {
    const persona = '899900000025';
    psc.realm.publish({ id: persona, nom: 'TEST', prenom: 'Un', activites: [] }, 'scenario');
    const { access_token } = await psc.signIn({ persona });
    psc.realm.reset('scenario');
    expect([(await validate(access_token)).ok, (await psc.press({ persona })).status]).toEqual([false, 400]);
  });
});

describe('onSecret', () => {
  it('is told of every code and token', async () => {
    const issued = await psc.code();
    const { access_token, refresh_token, id_token } = (await (await psc.exchange({ code: issued })).json()) as Tokens;
    expect([issued, access_token, refresh_token, id_token].filter((value) => !psc.secrets.has(value))).toEqual([]);
  });
});
