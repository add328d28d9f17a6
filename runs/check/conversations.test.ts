import { describe, expect, it } from 'vitest';
import { apiCalls } from '../../rules/examples/annuaire.ts';
import { type RuleExample, ruleExamples } from '../../rules/examples/index.ts';
import { authorization, cibaRequest, exchange, pscCalls, userinfo } from '../../rules/examples/psc.ts';
import { echanges } from '../../rules/testing.ts';
import { conversationOf } from '../../test/support/conversation.ts';
import { type GivenParameters, judge, type RulesVerdict, rulesFor } from './judge.ts';
import { isConversation, kinds } from './kinds.ts';
import { prepare } from './pieces.ts';

function judged(bytes: Buffer, parameters: GivenParameters = {}): Promise<RulesVerdict> {
  return judge(prepare(bytes, 'fichier', []).piece, { parameters, authorities: null });
}

const found = ({ findings }: RulesVerdict): string[] => findings.map(({ rule, code }) => `${rule} ${code}`);
const psc = (...calls: Parameters<typeof pscCalls>): Buffer => conversationOf('psc', pscCalls(...calls));

describe('a kept conversation', () => {
  it.each([
    ['psc', psc(authorization()), 'conversation-psc'],
    ['annuaire-relais', conversationOf('annuaire-relais', apiCalls({})), 'conversation-annuaire'],
    ['insi', conversationOf('insi', echanges({})), 'conversation-insi'],
    ['autoconfig', conversationOf('autoconfig', echanges({})), 'conversation'],
  ])('with %s is told by its content', (_, bytes, kind) => {
    expect(prepare(bytes, 'fichier', []).kind).toBe(kind);
  });

  it('that is right has no finding', async () => {
    expect(found(await judged(psc(authorization(), exchange(), userinfo())))).toEqual([]);
  });

  it('is judged by the rules of its service', async () => {
    expect(found(await judged(psc(authorization({ scope: 'openid' }), exchange())))).toEqual(['psc.requete scope']);
  });

  it('is judged by rules that look at a whole attempt', async () => {
    const twice = conversationOf('insi', echanges({}, {}));
    expect(found(await judged(twice, { 'insi.nombre-appels': { appels: 1 } }))).toContain(
      'insi.nombre-appels nombre-appels',
    );
  });

  it('is of the person whom it names, and of nobody else', async () => {
    const other = { ...authorization({ scope: 'openid' }), attribution: 'autre' as const };
    expect(found(await judged(psc(authorization(), other)))).toEqual([]);
  });

  it('is all of one person when it names none', async () => {
    const { personne, ...whole } = JSON.parse(psc({ ...cibaRequest(), attribution: 'autre' }).toString());
    expect(personne).toBeDefined();
    const { looked } = await judged(Buffer.from(JSON.stringify(whole)));
    expect(looked.map(({ rule }) => rule)).toContain('psc.ciba');
  });

  it('holds a rule to be due once its parameters are given', async () => {
    const bytes = conversationOf('annuaire', apiCalls({}));
    expect((await judged(bytes)).unseen).toContainEqual({
      rule: 'annuaire.extraction',
      why: expect.stringContaining('donnez ses paramètres'),
    });
    expect(found(await judged(bytes, { 'annuaire.extraction': {} }))).toEqual([
      'annuaire.extraction extraction-non-demandee',
    ]);
    expect(found(await judged(psc(authorization()), { 'psc.ciba': {} }))).toEqual(['psc.ciba aucun-appel']);
  });

  it('that says nothing of its connections is not held to be in clear', async () => {
    const whole = JSON.parse(psc(authorization()).toString());
    const exchanges = whole.exchanges.map(({ tls: _, ...rest }: { tls: unknown }) => rest);
    const { unseen, findings } = await judged(Buffer.from(JSON.stringify({ ...whole, exchanges })));
    expect([findings, unseen.find(({ rule }) => rule === 'tls.version')?.why]).toEqual([
      [],
      expect.stringContaining('ne dit rien des connexions TLS'),
    ]);
  });

  it('gives every rule of its kind a verdict or a reason', async () => {
    const { looked, unseen } = await judged(psc(authorization()));
    expect([...looked, ...unseen].map(({ rule }) => rule).sort()).toEqual(
      rulesFor('conversation-psc')
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe('a file that says to be a conversation', () => {
  const right = () => JSON.parse(psc(authorization()).toString());

  it.each([
    ['no JSON', () => '{"format":"probant-conversation/1",', 'le JSON ne se lit pas'],
    ['without a service', () => ({ ...right(), service: undefined }), 'service'],
    ['with an exchange that is none', () => ({ ...right(), exchanges: [null] }), 'exchanges.0'],
    ['out of order', () => ({ ...right(), exchanges: [right().exchanges[0], right().exchanges[0]] }), 'exchanges'],
    ['too long', () => ({ ...right(), exchanges: Array(5001).fill(right().exchanges[0]) }), 'exchanges'],
    ['with a body in clear', () => withBody('grant_type=é'), 'exchanges.0.request.body'],
    ['with an instant that is none', () => withInstant('hier'), 'exchanges.0.at'],
  ])('%s is refused, with the reason', (_, make, reason) => {
    const made = make();
    const bytes = Buffer.from(typeof made === 'string' ? made : JSON.stringify(made));
    expect(() => prepare(bytes, 'fichier', [])).toThrow(
      expect.objectContaining({ code: 'fichier_non_reconnu', message: expect.stringContaining(reason) }),
    );
  });

  function withBody(body: string): unknown {
    const { exchanges, ...rest } = right();
    return { ...rest, exchanges: [{ ...exchanges[0], request: { ...exchanges[0].request, body } }] };
  }

  function withInstant(at: string): unknown {
    const { exchanges, ...rest } = right();
    return { ...rest, exchanges: [{ ...exchanges[0], at }] };
  }
});

const services: Readonly<Record<string, string>> = {
  mss: 'mss-smtp',
  messagerie: 'mss-smtp',
  vihf: 'dmp',
  xds: 'dmp',
  'hl7-flux': 'hl7',
};
const known = kinds.filter(isConversation).flatMap(rulesFor);
// What a rule reads of a screen or of a file is not among the exchanges that a conversation keeps.
const onWireAlone = async (example: Seen): Promise<boolean> => {
  const inputs = await example.inputs('right');
  return inputs['echanges'] !== undefined && inputs['lecture'] === undefined;
};
const examples = (await ruleExamples()).flatMap(({ rule, example }) =>
  'seen' in example && known.some(({ id }) => id === rule) ? [{ rule, example }] : [],
);
const onWire = await Promise.all(examples.map(({ example }) => onWireAlone(example)));
const seen = examples.filter((_, i) => onWire[i]);

describe('the example of what an attempt saw', () => {
  it.each(seen)('of $rule, kept as a conversation, is right and wrong there too', async ({ rule, example }) => {
    expect([await keptSide(rule, example, 'right'), await keptSide(rule, example, 'wrong')]).toEqual([false, true]);
  });
});

type Seen = Extract<RuleExample, { seen: unknown }>;

/** Whether the rule finds something in that side of its example, kept in a file. */
async function keptSide(rule: string, example: Seen, side: 'right' | 'wrong'): Promise<boolean> {
  const inputs = await example.inputs(side);
  const [domain = ''] = rule.split('.');
  const bytes = conversationOf(services[domain] ?? (domain === 'tls' ? 'dmp' : domain), inputs);
  const { findings } = await judged(bytes, { [rule]: example.parameters ?? {} });
  return findings.some((finding) => finding.rule === rule);
}
