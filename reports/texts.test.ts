import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withXml } from '../core/index.ts';
import { renderJunit } from './junit.ts';
import { deriveResults, type Results } from './results.ts';
import { renderSummary } from './summary.ts';
import { type SampleAttempt, sampleAttempt } from './testing.ts';

let sample: SampleAttempt;
let results: Results;

beforeAll(async () => {
  sample = await sampleAttempt();
  results = deriveResults(sample.attempt.events, sample.context);
});

afterAll(() => sample.dispose());

function withGot(got: string): Results {
  return JSON.parse(
    JSON.stringify(results).replaceAll(/aucun message [^"]*/g, JSON.stringify(got).slice(1, -1)),
  ) as Results;
}

describe('JUnit', () => {
  it('counts a failure and a skipped point', () => {
    expect(renderJunit(results)).toContain('tests="5" failures="1" errors="0" skipped="1"');
  });

  it('tells a failure’s rule, place, expectation and observation', () => {
    const text = withXml(Buffer.from(renderJunit(results)), (document) => document.get('//failure')?.content);
    expect(text).toBe(
      'Règle : insi.appel (message-absent)\nOù : //main//*[@role="alert"]\nAttendu : un message de refus\nObtenu : aucun message <script>alert(1)</script>\n' +
        'Remède : Annoncez le blocage à l’écran.',
    );
  });

  it('is well-formed whatever the product sent', () => {
    const junit = renderJunit(withGot('\u0000\u0008\ud800]]>&\uffff'));
    expect(() => withXml(Buffer.from(junit), () => undefined)).not.toThrow();
  });
});

describe('the terminal summary', () => {
  it('gives a failure its requirement, rule, place, expectation and observation', () => {
    const text = renderSummary(results, { width: 100, colour: false });
    for (const part of [
      'INS/va1.28',
      'insi.appel (message-absent)',
      '//main//*[@role="alert"]',
      'un message de refus',
      'aucun message',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('keeps within the width', () => {
    const lines = renderSummary(withGot('x'.repeat(300)), { width: 60, colour: false }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('does not let the product drive the terminal', () => {
    expect(renderSummary(withGot('\u001b[2J'), { width: 80, colour: true })).not.toContain('\u001b[2J');
  });

  it('has no colour code when colour is off', () => {
    expect(renderSummary(results, { width: 80, colour: false })).not.toContain('\u001b');
  });
});
