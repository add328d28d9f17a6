import { describe, expect, it } from 'vitest';
import { basic, claims, refusal, TestPsc, type Tokens } from '../../test/support/psc.ts';
import { type PscFault, tokenValidator } from './index.ts';
import { digest } from './jws.ts';

const psc = await TestPsc.open();
const once = await TestPsc.open({ refreshOnce: true });
const validate = tokenValidator(psc.realm);
const verifier = 'v'.repeat(50);
const challenges = {
  S256: { code_challenge: digest(verifier).toString('base64url'), code_challenge_method: 'S256' },
  plain: { code_challenge: verifier, code_challenge_method: 'plain' },
  'plain by default': { code_challenge: verifier },
};

describe('a code', () => {
  it('gives what PSC gives, for two and thirty minutes', async () => {
    const { expires_in, refresh_expires_in } = await psc.signIn();
    expect([expires_in, refresh_expires_in]).toEqual([120, 1800]);
  });

  it('names the user in the identity token, with the nonce', async () => {
    const { id_token } = await psc.signIn();
    expect(claims(id_token)).toMatchObject({
      iss: psc.issuer,
      aud: 'produit',
      nonce: 'nonce-1',
      acr: 'eidas1',
      SubjectNameID: '899900000017',
      family_name: 'TÉMOIN',
    });
  });

  it('says eidas2 of a card, as production does', async () => {
    const { id_token } = await psc.signIn({ moyen: 'CPS' });
    expect(claims(id_token)).toMatchObject({ acr: 'eidas2', authMode: 'CARD', auth_level: '1' });
  });

  it.each(Object.entries(challenges))('verifies the proof of PKCE, %s', async (_, challenge) => {
    const answers = [verifier, 'w'.repeat(50), 'court', undefined].map(async (proof) =>
      psc.exchange({ code: await psc.code({}, challenge), code_verifier: proof }),
    );
    const [good, ...bad] = await Promise.all(answers);
    expect([good?.status, ...(await Promise.all(bad.map(async (one) => (await refusal(one))[2])))]).toEqual([
      200,
      'PKCE verification failed: Code mismatch',
      'PKCE verification failed: Invalid code verifier',
      'PKCE code verifier not specified',
    ]);
  });

  it.each([
    ['never issued', { code: 'inconnu' }, 'Code not valid'],
    ['with another address', { redirect_uri: 'https://autre.test/' }, 'Incorrect redirect_uri'],
    [
      'with a proof that nothing asked for',
      { code_verifier: verifier },
      'PKCE code verifier specified but challenge not present in authorization',
    ],
  ])('is refused %s', async (_, fields, description) => {
    expect(await refusal(await psc.exchange({ code: await psc.code(), ...fields }))).toEqual([
      400,
      'invalid_grant',
      description,
    ]);
  });

  it('is refused to another service', async () => {
    const answer = await psc.exchange({ code: await psc.code() }, basic({ id: 'autre', secret: 'autre-secret' }));
    expect((await refusal(answer))[1]).toBe('invalid_grant');
  });

  it('withdraws what it gave when it comes a second time', async () => {
    const used = await psc.code();
    const { access_token } = (await (await psc.exchange({ code: used })).json()) as Tokens;
    await psc.exchange({ code: used });
    expect(await validate(access_token)).toMatchObject({ ok: false });
  });

  it('is refused after a minute', async () => {
    const late = await psc.code();
    psc.wait(60);
    expect(await refusal(await psc.exchange({ code: late }))).toEqual([400, 'invalid_grant', 'Code is expired']);
  });

  it('gives no identity token without the openid scope', async () => {
    const answer = await psc.exchange({ code: await psc.code({}, { scope: 'scope_all' }) });
    expect(await answer.json()).not.toHaveProperty('id_token');
  });
});

describe('a refresh token', () => {
  it('renews until the session has been open for four hours', async () => {
    let { refresh_token } = await psc.signIn();
    const statuses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      psc.wait(29 * 60);
      const answer = await psc.refresh(refresh_token);
      statuses.push(answer.status);
      if (answer.ok) ({ refresh_token } = (await answer.json()) as Tokens);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 400]);
  });

  it('is dead after thirty minutes', async () => {
    const { refresh_token } = await psc.signIn();
    psc.wait(30 * 60);
    expect(await refusal(await psc.refresh(refresh_token))).toEqual([400, 'invalid_grant', 'Token is not active']);
  });

  it('never lives longer than its session', async () => {
    let tokens = await psc.signIn();
    for (let i = 0; i < 8; i += 1) {
      psc.wait(29 * 60);
      tokens = (await (await psc.refresh(tokens.refresh_token)).json()) as Tokens;
    }
    expect(tokens.refresh_expires_in).toBe(480);
  });

  it('serves again until it lapses, as Keycloak does by default', async () => {
    const { refresh_token } = await psc.signIn();
    await psc.refresh(refresh_token);
    expect((await psc.refresh(refresh_token)).status).toBe(200);
  });

  it('serves once where the realm says so', async () => {
    const { refresh_token } = await once.signIn();
    await once.refresh(refresh_token);
    expect((await refusal(await once.refresh(refresh_token)))[2]).toBe('Maximum allowed refresh token reuse exceeded');
  });

  it('gives less when less is asked, never more', async () => {
    const { refresh_token } = await psc.signIn({}, { scope: 'openid rpps identity' });
    const less = (await (await psc.refresh(refresh_token, { scope: 'openid rpps' })).json()) as { scope: string };
    const more = await psc.refresh(refresh_token, { scope: 'openid scope_all' });
    expect([less.scope, (await refusal(more))[1]]).toEqual(['openid rpps', 'invalid_scope']);
  });

  it.each([
    ['an access token', (tokens: Tokens) => tokens.access_token, 'Invalid refresh token'],
    ['nothing', () => '', 'Invalid refresh token'],
  ])('is not %s', async (_, given, description) => {
    expect((await refusal(await psc.refresh(given(await psc.signIn()))))[2]).toBe(description);
  });
});

describe('a behaviour prepared', () => {
  const subject = '899900000017';

  it.each([
    ['eidas1', 'CPS', { acr: 'eidas1' }],
    ['eidas2', 'e-CPS', { acr: 'eidas2', authMode: 'CARD', auth_level: '1' }],
  ] as const)('chooses %s whatever the means', async (acr, moyen, expected) => {
    psc.realm.program({ subject, acr });
    expect(claims((await psc.signIn({ moyen })).id_token)).toMatchObject(expected);
  });

  it('shortens lives', async () => {
    psc.realm.program({ subject, lifetimes: { access: 5_000, refresh: 10_000 } });
    const { expires_in, refresh_expires_in } = await psc.signIn();
    expect([expires_in, refresh_expires_in]).toEqual([5, 10]);
  });

  it.each([
    ['nonce_faux', (told: Record<string, unknown>) => told['nonce'] !== 'nonce-1'],
    ['nonce_absent', (told: Record<string, unknown>) => !('nonce' in told)],
    ['emetteur_faux', (told: Record<string, unknown>) => told['iss'] !== psc.issuer],
    ['audience_fausse', (told: Record<string, unknown>) => told['aud'] !== 'produit'],
    ['jeton_expire', (told: Record<string, unknown>) => Number(told['exp']) * 1000 < psc.now()],
  ] satisfies Array<[PscFault, unknown]>)(
    'sends an identity token that a product has to refuse: %s',
    async (fault, wrong) => {
      psc.realm.program({ subject, faults: [fault] });
      expect(wrong(claims((await psc.signIn()).id_token))).toBe(true);
    },
  );

  it.each(['signature_fausse', 'cle_inconnue', 'algorithme_none'] as const)(
    'sends an identity token whose signature does not verify: %s',
    async (fault) => {
      psc.realm.program({ subject, faults: [fault] });
      expect(psc.realm.signer.verify((await psc.signIn()).id_token)).toBeUndefined();
    },
  );

  it.each(['etat_faux', 'etat_absent', 'emetteur_retour_faux'] as const)(
    'sends the browser back wrongly: %s',
    async (fault) => {
      psc.realm.program({ subject, faults: [fault] });
      const back = new URL((await psc.press({ persona: subject })).headers.get('location') ?? '').searchParams;
      expect([back.get('state'), back.get('iss')]).not.toEqual(['etat-1', psc.issuer]);
    },
  );

  it('leaves other professionals alone', async () => {
    psc.realm.program({ subject, faults: ['nonce_faux'] });
    expect(claims((await psc.signIn({ persona: '899700366240' })).id_token)['nonce']).toBe('nonce-1');
  });

  it('is forgotten with its owner', async () => {
    psc.realm.program({ subject, acr: 'eidas2', owner: 'un' });
    psc.realm.program({ subject, faults: ['nonce_absent'], owner: 'deux' });
    psc.realm.reset('un');
    const told = claims((await psc.signIn()).id_token);
    expect([told['acr'], 'nonce' in told]).toEqual(['eidas1', false]);
  });
});
