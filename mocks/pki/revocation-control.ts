import { type OwnedState, PublicationSwitch } from './publication-state.ts';
import type { TestPki } from './test-pki.ts';

/** A certificate revoked for the time of a scenario. */
export interface RevocationRequest {
  /** Hexadecimal serial number, in any writing. */
  serial: string;
  owner?: string;
}

/** What makes the revocation services good, lapsed, slow or down, and certificates revoked, live. */
export interface RevocationControl {
  /** Sets how the revocation lists of every authority are served. */
  crl(state: OwnedState): void;
  /** Sets how the OCSP responder answers. */
  ocsp(state: OwnedState): void;
  /** Revokes a certificate of the bench until its owner resets; false when no authority of the bench has issued it. */
  revoke(request: RevocationRequest): boolean;
  /** Makes good what an owner has set, and lifts what it has revoked; without one, for every owner. */
  reset(owner?: string): void;
}

/** The states of the revocation services, and the control that sets them. */
export interface RevocationDesk {
  crl: PublicationSwitch;
  ocsp: PublicationSwitch;
  control: RevocationControl;
}

// Revocations asked by nobody are still lifted by a reset of all: only those of a variant (`revoque`) are for good.
const nobody = '';

/** Opens the desk of the revocation services of a PKI, known once it is made. */
export function revocationDesk(pki: () => TestPki | undefined): RevocationDesk {
  const desk = { crl: new PublicationSwitch(), ocsp: new PublicationSwitch() };
  const control: RevocationControl = {
    crl: (state) => desk.crl.set(state),
    ocsp: (state) => desk.ocsp.set(state),
    revoke: ({ serial, owner = nobody }) => {
      const issuer = pki()?.authorities.find(({ revocations }) => revocations.status(serial) !== 'inconnu');
      issuer?.revoke({ serial }, owner);
      return issuer !== undefined;
    },
    reset: (owner) => {
      desk.crl.reset(owner);
      desk.ocsp.reset(owner);
      for (const { revocations } of pki()?.authorities ?? []) revocations.restore(owner);
    },
  };
  return { ...desk, control };
}
