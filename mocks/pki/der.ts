import { Certificate } from 'pkijs';

/** A copy in a buffer of its own, as pkijs and asn1js want it. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** The certificates of a PEM text, in their order, without repetition. */
export function certificatesOf(pem: string): Certificate[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
  const contents = new Set([...blocks].map(([, base64 = '']) => base64.replaceAll(/\s/g, '')));
  return [...contents].map((base64) => Certificate.fromBER(arrayBuffer(Buffer.from(base64, 'base64'))));
}
