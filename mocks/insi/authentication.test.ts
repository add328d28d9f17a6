import { getResponse } from 'msw';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Pem } from '../../test/support/dmp-request.ts';
import {
  type AssertionParts,
  cardAssertion,
  cardHolder,
  pscAssertion,
  vitaleAssertion,
} from '../../test/support/insi-assertion.ts';
import { answerCode, cardRequest, insiRequest } from '../../test/support/insi-request.ts';
import { type Card, TestPki } from '../pki/index.ts';
import { type InsiOptions, type InsiTokenFacts, insiHandlers } from './index.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const environment = {
  clock: { now: () => now },
  random: { bytes: (length: number) => Buffer.alloc(length) },
};

let pki: TestPki;
let card: Card;
let secretary: Card;

beforeAll(async () => {
  pki = await TestPki.create();
  [card, secretary] = await Promise.all([pki.card(cardHolder), pki.card({ ...cardHolder, profession: 'Infirmier' })]);
});

async function answer(options: InsiOptions, body: string, authorization?: string): Promise<string> {
  const headers: HeadersInit = authorization === undefined ? {} : { authorization };
  const request = new Request('https://insi.test/lps', { method: 'POST', body, headers });
  return answerCode((await (await getResponse(insiHandlers({ environment, ...options }), request))?.text()) ?? '');
}

const issueInstant = '2026-11-22T09:30:00Z';

describe('by a professional’s card', () => {
  const options = async (): Promise<InsiOptions> => ({ mode: 'carte', authorities: [await pki.personsChain()] });

  async function byCard(security: string | undefined): Promise<string> {
    return answer(await options(), insiRequest(security === undefined ? {} : { security }));
  }

  const signed = (parts: AssertionParts = {}, signer: Pem = card.signature): string =>
    cardAssertion(signer, { issueInstant, ...parts });

  it('WS_INS2 answers to an assertion that the card signed', async () => {
    expect(await byCard(signed())).toBe('00');
  });

  it('refuses a card that its authority has revoked', async () => {
    const { signature } = await pki.card(cardHolder, 'revoque');
    const revoked: InsiOptions['revoked'] = (certificate) => pki.certificateRevocation(certificate) === 'revoque';
    const security = cardAssertion(signature, { issueInstant });
    const found = await answer({ ...(await options()), revoked }, insiRequest({ security }));
    expect(found).toBe('probant_assertion_ps_certificat');
  });

  it('WS_INS1 answers to the assertions of both cards', async () => {
    const security = signed() + vitaleAssertion({ issueInstant });
    expect(await answer(await options(), cardRequest({ security }))).toBe('00');
  });

  it.each<[string, () => string, string]>([
    ['without the assertion of the Vitale card', () => signed(), 'probant_assertion_vitale_absente'],
    [
      'with one that another professional issues',
      () => signed() + vitaleAssertion({ issueInstant, issuer: '899900000033' }),
      'probant_assertion_vitale_invalide',
    ],
    [
      'with one that names no card',
      () => signed() + vitaleAssertion({ issueInstant, nameId: '' }),
      'probant_assertion_vitale_invalide',
    ],
  ])('refuses WS_INS1 %s', async (_, security, expected) => {
    expect(await answer(await options(), cardRequest({ security: security() }))).toBe(expected);
  });

  it.each<[string, () => string | undefined, string]>([
    ['no assertion', () => undefined, 'probant_assertion_ps_absente'],
    ['two of them', () => signed() + signed({ id: '_autre' }), 'probant_assertion_ps_absente'],
    ['one without a version', () => signed({ version: '' }), 'probant_assertion_ps_incomplete'],
    ['one older than an hour', () => signed({ issueInstant: '2026-11-22T08:59:59Z' }), 'probant_assertion_ps_expiree'],
    ['one of tomorrow', () => signed({ issueInstant: '2026-11-23T10:00:00Z' }), 'probant_assertion_ps_expiree'],
    [
      'one that nobody signed',
      () => signed().replace(/<ds:Signature.*<\/ds:Signature>/s, ''),
      'probant_assertion_ps_signature',
    ],
    ['one changed since', () => signed().replace('SA07', 'SA08'), 'probant_assertion_ps_signature'],
    [
      'one signed by the certificate of authentication',
      () => signed({}, card.authentication),
      'probant_assertion_ps_certificat',
    ],
    ['one issued by another name', () => signed({ issuer: 'CN=AUTRE' }), 'probant_assertion_ps_emetteur'],
    ['one whose issuer has another format', () => signed({ issuerFormat: 'urn:x' }), 'probant_assertion_ps_emetteur'],
    ['one about someone else', () => signed({ nameId: '899900000033' }), 'probant_assertion_ps_porteur'],
    ['one of another kind of card', () => signed({ qualifier: 'CPE' }), 'probant_assertion_ps_porteur'],
    [
      'one without identifiantFacturation',
      () => signed({ attributes: { identifiantFacturation: null } }),
      'probant_assertion_ps_attribut',
    ],
    [
      'one of a doctor without codeSpecialite',
      () => signed({ attributes: { codeSpecialite: null } }),
      'probant_assertion_ps_attribut',
    ],
  ])('refuses %s', async (_, security, expected) => {
    expect(await byCard(security())).toBe(expected);
  });

  it('asks for codeSpecialite of doctors only', async () => {
    expect(await byCard(signed({ attributes: { codeSpecialite: null } }, secretary.signature))).toBe('00');
  });

  it('does not ask for secteurActivite', async () => {
    expect(await byCard(signed({ attributes: { secteurActivite: null } }))).toBe('00');
  });

  it('refuses a card of another authority', async () => {
    const other = await (await TestPki.create()).card(cardHolder);
    expect(await byCard(signed({}, other.signature))).toBe('probant_assertion_ps_certificat');
  });
});

describe('by Pro Santé Connect', () => {
  const seen: InsiTokenFacts[] = [];
  const options: InsiOptions = {
    validateToken: (token, facts) => {
      seen.push(facts);
      const ok = token === 'bon';
      return Promise.resolve(ok ? { ok, subject: cardHolder.id } : { ok, reason: 'jeton inconnu' });
    },
  };
  const assertion = (parts: AssertionParts = {}): string => pscAssertion({ issueInstant, ...parts });

  it('WS_INS2 answers to a token and an unsigned assertion', async () => {
    expect(await answer(options, insiRequest({ security: assertion() }), 'Bearer bon')).toBe('00');
  });

  it('WS_INS1 answers to a token, an unsigned assertion and that of the Vitale card', async () => {
    const security = assertion() + vitaleAssertion({ issueInstant });
    expect(await answer(options, cardRequest({ security }), 'Bearer bon')).toBe('00');
  });

  it('gives the validator the professional that the assertion names', async () => {
    await answer(options, insiRequest({ security: assertion() }), 'Bearer bon');
    expect(seen.at(-1)).toEqual({ nameId: cardHolder.id, certificate: undefined });
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ['no token', assertion(), undefined, 'probant_jeton_absent'],
    ['another scheme', assertion(), 'Basic bon', 'probant_jeton_absent'],
    ['a token that is not valid', assertion(), 'Bearer faux', 'probant_jeton_refuse'],
    ['a token alone', undefined, 'Bearer bon', 'probant_assertion_psc_absente'],
    ['no issue instant', assertion({ issueInstant: '' }), 'Bearer bon', 'probant_assertion_psc_incomplete'],
    [
      'an assertion older than an hour',
      assertion({ issueInstant: '2026-11-22T08:59:59Z' }),
      'Bearer bon',
      'probant_assertion_psc_expiree',
    ],
    [
      'no identifiantFacturation',
      assertion({ attributes: { identifiantFacturation: '' } }),
      'Bearer bon',
      'probant_assertion_psc_attribut',
    ],
    ['a token of someone else', assertion({ nameId: '899900000033' }), 'Bearer bon', 'probant_assertion_psc_sujet'],
  ])('refuses %s', async (_, ...[security, authorization, expected]) => {
    const body = insiRequest(security === undefined ? {} : { security });
    expect(await answer(options, body, authorization)).toBe(expected);
  });

  it('refuses every token where nothing can judge it', async () => {
    expect(await answer({}, insiRequest({ security: assertion() }), 'Bearer bon')).toBe('probant_jeton_refuse');
  });

  it('does not ask for gipProfessionCode', async () => {
    const security = assertion({ attributes: { gipProfessionCode: null, codeSpecialiteAMO: null } });
    expect(await answer(options, insiRequest({ security }), 'Bearer bon')).toBe('00');
  });
});

describe('by the certificate of the software', () => {
  it('asks for no assertion', async () => {
    expect([await answer({}, insiRequest()), await answer({}, cardRequest())]).toEqual(['00', '00']);
  });

  it('takes an assertion of the Vitale card for what it is worth', async () => {
    expect(await answer({}, cardRequest({ security: vitaleAssertion() }))).toBe('00');
  });
});
