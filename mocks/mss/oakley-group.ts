import { getDiffieHellman } from 'node:crypto';

/**
 * PEM of the 1024-bit group of RFC 2409 §6.2, which ECO 1.1.3 wants refused. It is a known one: making another would take
 * seconds, and show nothing more.
 */
export const oakleyGroup2 = dhParameters(getDiffieHellman('modp2'));

/** `DHParameter ::= SEQUENCE { prime INTEGER, base INTEGER }` (PKCS#3). */
function dhParameters(group: { getPrime(): Buffer; getGenerator(): Buffer }): string {
  const content = Buffer.concat([integer(group.getPrime()), integer(group.getGenerator())]);
  const base64 = der(0x30, content).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN DH PARAMETERS-----\n${base64}\n-----END DH PARAMETERS-----\n`;
}

/** Unsigned: a first bit set would make it negative. */
function integer(value: Buffer): Buffer {
  const positive = (value[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value;
  return der(0x02, positive);
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
