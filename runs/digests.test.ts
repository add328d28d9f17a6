import { describe, expect, it } from 'vitest';
import type { FeatureScenario } from '../referential/index.ts';
import { allRules } from '../rules/index.ts';
import { featureSetDigest, pointDigest, ruleDigest, stepsDigest } from './digests.ts';

const feature: FeatureScenario = {
  scenario: 'EX/1.01',
  tag: 'EX/1.01',
  title: 'Essai',
  path: '/socle/ins/essai.feature',
  uri: 'socle/ins/essai.feature',
  line: 1,
  points: [],
  digest: 'd',
};
const [first, second] = allRules().map(({ id }) => id) as [string, string];

describe('the digest of a rule', () => {
  it('can be made for every rule', () => {
    expect(allRules().filter(({ id }) => !/^[0-9a-f]{64}$/.test(ruleDigest(id)))).toEqual([]);
  });

  it('is refused for an unknown rule', () => {
    expect(() => ruleDigest('essai.inconnue')).toThrow(expect.objectContaining({ code: 'regle_inconnue' }));
  });
});

describe('what a counter-proof hangs on', () => {
  it('changes with the feature', () => {
    expect(pointDigest({ ...feature, digest: 'e' }, [first])).not.toBe(pointDigest(feature, [first]));
  });

  it('changes with the rules', () => {
    expect(pointDigest(feature, [first, second])).not.toBe(pointDigest(feature, [first]));
  });

  it('does not change with their order', () => {
    expect(pointDigest(feature, [first, second])).toBe(pointDigest(feature, [second, first]));
  });

  it('does not change with the place of the scenario in its file', () => {
    expect(pointDigest({ ...feature, line: 9 }, [first])).toBe(pointDigest(feature, [first]));
  });
});

describe('the digest of the steps', () => {
  it('is the same for the features of one domain', () => {
    expect(stepsDigest({ ...feature, uri: 'socle/ins/autre.feature' })).toBe(stepsDigest(feature));
  });
});

describe('the digest of the features', () => {
  it('changes when one does', () => {
    expect(featureSetDigest([{ ...feature, digest: 'e' }])).not.toBe(featureSetDigest([feature]));
  });
});
