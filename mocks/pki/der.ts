import { Certificate } from 'pkijs';

/** A copy in a buffer of its own, as pkijs and asn1js want it. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** The DER of the certificates of a PEM text, in their order, without repetition. */
export function certificateDers(pem: string): ArrayBuffer[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
  const contents = new Set([...blocks].map(([, base64 = '']) => base64.replaceAll(/\s/g, '')));
  return [...contents].map((base64) => arrayBuffer(Buffer.from(base64, 'base64')));
}

/** The same, read: slow, so not for what is only passed on. */
export function certificatesOf(pem: string): Certificate[] {
  return certificateDers(pem).map((der) => Certificate.fromBER(der));
}
