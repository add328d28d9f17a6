/** OID of the national health identity: NIR and provisional NIA (fr-core; INSi qualification answers). */
export const insOid = {
  nir: '1.2.250.1.213.1.4.8',
  nia: '1.2.250.1.213.1.4.9',
  nirTest: '1.2.250.1.213.1.4.10',
  nirDemo: '1.2.250.1.213.1.4.11',
} as const;

const shape = /^\d{5}(?:\d{2}|2[AB])\d{6}$/;

/**
 * Control key of a 13-character matricule: 97 − (N mod 97), Corsica's `2A` counted as 19 and `2B` as 18.
 *
 * @returns two digits, or null when the matricule has not the shape of one
 */
export function nirKey(matricule: string): string | null {
  if (!shape.test(matricule)) return null;
  const digits = matricule.replace('2A', '19').replace('2B', '18');
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0');
}

/** True for 15 characters (13 and their key) whose key is right. */
export function isMatricule15(text: string): boolean {
  return text.length === 15 && nirKey(text.slice(0, 13)) === text.slice(13);
}
