import { describe, expect, it } from 'vitest';
import { countLine, countPoints, countVitest, formatCounts, reconcile, total } from './test-counts.ts';

const report = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

describe('test counts', () => {
  it('reads a vitest report', () => {
    expect(countVitest(JSON.stringify(report))).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('counts a test file that does not load as a failure', () => {
    const broken = { ...report, success: false, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countVitest(JSON.stringify(broken)).failed).toBe(1);
  });

  it('reads the last counts line of an output', () => {
    const output = 'socle\n2 passed, 0 failed\nINS\n12 passed, 1 failed, 3 skipped\n';
    expect(countLine(output)).toEqual({ passed: 12, failed: 1, skipped: 3 });
  });

  it('takes no counts from prose', () => {
    expect(countLine('hier : 2 passed, 0 failed')).toBeUndefined();
  });

  it('reads the control points of a run, leaving out those that nobody judged', () => {
    const output = 'INSi CR02\nPoints de contrôle : 83 conforme, 1 non conforme, 2 non évalué, 6 à relire\n';
    expect(countPoints(output)).toEqual({ passed: 83, failed: 1, skipped: 0 });
  });

  it('finds no points in a run that broke', () => {
    expect(countPoints('Erreur (pilote_invalide)\n')).toBeUndefined();
  });

  it('turns an exit code without a failed check into a failure', () => {
    expect(reconcile({ passed: 4, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  });

  it('fails a step that checked nothing', () => {
    expect(reconcile({ passed: 0, failed: 0, skipped: 7 }, 0).failed).toBe(1);
  });

  it('does not count one failure twice', () => {
    expect(reconcile({ passed: 4, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  });

  it('ends with the sum, skips shown only when there are some', () => {
    const sum = total([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(formatCounts(sum)).toBe('3 passed, 1 failed');
  });
});
