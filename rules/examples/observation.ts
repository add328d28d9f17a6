/** An observation as it stands among the pieces of an attempt. */
export function observation(value: unknown): Buffer {
  return Buffer.from(JSON.stringify({ scenario: 'INS/va1.01', point: 'P1', n: 1, verb: 'lire', args: {}, value }));
}
