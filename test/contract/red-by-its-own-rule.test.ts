import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, summary, Trials } from './support/trials.ts';

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

const archive = /^échange 1 · IHE_XDM\.ZIP · IHE_XDM\/SUBSET01\/METADATA\.XML · .*/;
const within = (rest: RegExp): RegExp => new RegExp(archive.source + rest.source);

/** The title says the mistake; `points` are those that turn red, and by which rules. */
const mails: ReadonlyArray<[string, Case & { points: Record<string, string[]> }]> = [
  [
    'a mail to a patient without qualified INS',
    {
      defects: ['adresse-patient-non-qualifiee'],
      scenario: 'MSS/va1.19.02',
      point: 2,
      rule: 'mss.aucun-envoi',
      code: 'envoi-parti',
      where: /^echanges$/,
      got: /^1 courriel\(s\) : n° \d+$/,
      points: { '1': ['messagerie.adresse'], '2': ['mss.aucun-envoi'] },
    },
  ],
  [
    'a mail to a patient who refuses',
    {
      defects: ['refus-patient-ignore'],
      scenario: 'MSS/va1.20.01',
      point: 3,
      rule: 'mss.aucun-envoi',
      code: 'envoi-parti',
      where: /^echanges$/,
      got: /^1 courriel\(s\) : n° \d+$/,
      points: { '3': ['mss.aucun-envoi'] },
    },
  ],
  [
    'a mail to a professional when the patient refuses',
    {
      defects: ['refus-pro-ignore'],
      scenario: 'MSS/va1.22.01',
      point: 2,
      rule: 'mss.aucun-envoi',
      code: 'envoi-parti',
      where: /^echanges$/,
      got: /^1 courriel\(s\) : n° \d+$/,
      points: { '2': ['mss.aucun-envoi'] },
    },
  ],
  [
    'two patients in one mail',
    {
      defects: ['mail-deux-patients'],
      scenario: 'MSS/va1.01.01',
      point: 3,
      rule: 'xdm.un-usager',
      code: 'autre-usager',
      where: within(/patientId$/),
      got: /^1\.2\.250\.1\.213\.1\.4\.10\^\d{15}$/,
      points: { '3': ['mss.pieces', 'mss.x-mss-codecda', 'xdm.un-usager', 'xds.patient'] },
    },
  ],
  [
    'a CDA that differs from its metadata',
    {
      defects: ['meta-titre-different'],
      scenario: 'MSS/va1.01.01',
      point: 3,
      rule: 'xds.coherence-cda',
      code: 'title',
      where: within(/fiche urn:uuid:[0-9a-f-]{36} · title ↔ ClinicalDocument\/title$/),
      got: /^Document du cabinet$/,
      points: { '1': ['xds.coherence-cda'], '3': ['xds.coherence-cda'] },
    },
  ],
  [
    'no X-MSS-NIL',
    {
      defects: ['nil-absent'],
      scenario: 'MSS/va1.12.01',
      point: 2,
      rule: 'mss.x-mss-nil',
      code: 'x-mss-nil-absent',
      where: /^échange 1 · X-MSS-NIL$/,
      got: /^aucun$/,
      points: { '2': ['mss.x-mss-nil'] },
    },
  ],
  [
    // The deposit bears no hash by default: the archive does.
    'a wrong hash',
    {
      defects: ['hash-faux'],
      scenario: 'MSS/va1.01.01',
      point: 3,
      rule: 'xds.empreinte',
      code: 'hash',
      where: within(/fiche urn:uuid:[0-9a-f-]{36} · hash$/),
      got: /^[0-9a-f]{40}$/,
      points: { '1': ['xds.empreinte'], '3': ['xds.empreinte'] },
    },
  ],
  [
    'a wrong OID in the CDA',
    {
      defects: ['cda-oid-ins-faux'],
      scenario: 'MSS/va1.01.01',
      point: 3,
      rule: 'cda.entete',
      code: 'ins-obsolete',
      where: /^échange 1 · .*DOC0001\.XML · \/ClinicalDocument\/recordTarget\/patientRole\/id\[1\]$/,
      got: /^1\.2\.250\.1\.213\.1\.4\.2$/,
      points: {
        '1': ['cda.entete', 'xdm.un-usager', 'xds.coherence-cda'],
        '3': ['cda.entete', 'mss.x-mss-ins', 'xdm.un-usager', 'xds.coherence-cda'],
      },
    },
  ],
];

describe('a mail is red by its own rule, with the place:', () => {
  it.each(mails)('%s', async (_title, one) => {
    expect(await trials.told(one)).toEqual(red(one));
  });

  it.each(mails)('%s, and nothing else changes', async (_title, { scenario, defects, points }) => {
    const expected = summary(await trials.play(scenario));
    for (const [ordinal, rules] of Object.entries(points)) {
      expected[`${scenario}#${ordinal}`] = ['non_conforme', ...rules].join(' ');
    }
    expect(summary(await trials.play(scenario, ...defects))).toEqual(expected);
  });
});

describe('without any defect', () => {
  it.each([...new Set(mails.map(([, { scenario }]) => scenario))])('%s has no red', async (scenario) => {
    const verdicts = [...(await trials.play(scenario)).values()].map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict !== 'conforme' && verdict !== 'a_relire')).toEqual([]);
  });
});
