import { describe, expect, it } from 'vitest';
import { demandedError } from './index.ts';

describe('an error of the directory that the bench is asked to show', () => {
  it.each(['401', '403', '429'])('is the gateway’s own, %s', async (code) => {
    const answer = demandedError(code);
    expect([answer?.status, await answer?.json()]).toEqual([
      Number(code),
      { message: expect.any(String), http_status_code: Number(code) },
    ]);
  });

  it.each(['400', '404', '410', '412', '500'])('is an OperationOutcome, %s', async (code) => {
    const answer = demandedError(code);
    expect([answer?.status, await answer?.json()]).toMatchObject([Number(code), { resourceType: 'OperationOutcome' }]);
  });

  it.each(['418', 'toString'])('is none for a status that the API does not have: %s', (code) => {
    expect(demandedError(code)).toBeUndefined();
  });
});
