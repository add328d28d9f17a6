/** What an authority says of a serial number. */
export type CertificateStatus = 'bon' | 'revoque' | 'inconnu';

/** A revoked serial number. */
export interface Revocation {
  serial: string;
  at: Date;
}

interface Kept extends Revocation {
  /** Who revoked it for the time of a test; absent: for good. */
  owner?: string;
}

/** The serial numbers that an authority has issued, and those that it has revoked. */
export class Revocations {
  readonly #issued = new Set<string>();
  readonly #revoked = new Map<string, Kept>();

  issue(serial: string): void {
    this.#issued.add(serialKey(serial));
  }

  /** What is revoked stays as first revoked. */
  revoke(serial: string, owner?: string): void {
    const key = serialKey(serial);
    if (this.#revoked.has(key)) return;
    this.#revoked.set(key, { serial: key, at: new Date(), ...(owner === undefined ? {} : { owner }) });
  }

  /** Lifts the revocations of an owner; without one, those of every owner. */
  restore(owner?: string): void {
    for (const [key, kept] of this.#revoked) {
      if (kept.owner !== undefined && (owner === undefined || kept.owner === owner)) this.#revoked.delete(key);
    }
  }

  status(serial: string): CertificateStatus {
    const key = serialKey(serial);
    if (this.#revoked.has(key)) return 'revoque';
    return this.#issued.has(key) ? 'bon' : 'inconnu';
  }

  /** The revocation of a serial number, where there is one. */
  of(serial: string): Revocation | undefined {
    return this.#revoked.get(serialKey(serial));
  }

  list(): Revocation[] {
    return [...this.#revoked.values()];
  }
}

/** One writing for the serial numbers of OpenSSL (upper case), WebCrypto libraries (lower case) and DER (leading zero). */
function serialKey(serial: string): string {
  return serial
    .replaceAll(/[\s:]/g, '')
    .toLowerCase()
    .replace(/^0+(?=.)/, '');
}
