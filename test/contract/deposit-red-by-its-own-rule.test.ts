import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, Trials } from './support/trials.ts';

let trials: Trials;

beforeAll(async () => {
  trials = await Trials.open();
});
afterAll(() => trials[Symbol.asyncDispose]());

/** What must be told of a case. */
const red = ({ where, got }: Case) => ({
  verdict: 'non_conforme',
  byItsRule: true,
  where: expect.stringMatching(where),
  got: expect.stringMatching(got),
  severity: 'bloquant',
});

// Without the test of existence, which the DMP would refuse first: it is the deposit that bears the mistake.
const sansTest = 'dmp-sans-test-existence';
const inTheHeader = '/soap:Envelope/soap:Header/wsse:Security/saml:Assertion/';

const deposits: ReadonlyArray<[string, Case]> = [
  [
    'with the VIHF of another patient',
    {
      defects: [sansTest, 'vihf-autre-patient'],
      scenario: 'DMP/va1.16.01',
      point: 1,
      rule: 'vihf.patient',
      code: 'matricule',
      where: new RegExp(`^échange 1 · ${inTheHeader}saml:AttributeStatement/saml:Attribute.*resource-id`),
      got: /^\d{15}$/,
    },
  ],
  [
    'with the VIHF of another signer',
    {
      defects: [sansTest, 'vihf-autre-signataire'],
      scenario: 'DMP/va1.16.01',
      point: 1,
      rule: 'vihf.signature',
      code: 'usage',
      where: new RegExp(`^échange 1 · ${inTheHeader}ds:Signature/ds:KeyInfo$`),
      got: /^un certificat d’authentification client$/,
    },
  ],
  [
    // The DMP lets it through: only the rule tells.
    'with the VIHF of another professional',
    {
      defects: ['vihf-autre-professionnel'],
      scenario: 'DMP/va1.16.01',
      point: 1,
      rule: 'xds.coherence-vihf',
      code: 'auteur',
      where: /^échange \d · lot SubmissionSet01 · author · authorPerson$/,
      got: /^899900000017$/,
    },
  ],
  [
    'with a wrong OID',
    {
      defects: ['meta-oid-ins-faux'],
      scenario: 'Test 2.1-160 (DMP)',
      point: 1,
      rule: 'xds.patient',
      code: 'oid',
      where: /^échange \d · (fiche Document01|lot SubmissionSet01) · patientId$/,
      got: /^1\.2\.250\.1\.213\.1\.4\.2$/,
    },
  ],
];

describe('a deposit is red by its own rule, with the place:', () => {
  it.each(deposits)('%s', async (_title, one) => {
    expect(await trials.told(one)).toEqual(red(one));
  });

  it.each([...new Set(deposits.map(([, { scenario }]) => scenario))])(
    'without defect, %s has no red',
    async (scenario) => {
      const verdicts = [...(await trials.play(scenario)).values()].map(({ verdict }) => verdict);
      expect(verdicts.filter((verdict) => verdict !== 'conforme' && verdict !== 'externe')).toEqual([]);
    },
  );
});
