import type { TlsOptions } from 'node:tls';
import { refusedTls, tls12Alone } from '../host/index.ts';
import { oakleyGroup2 } from './oakley-group.ts';
import { documentedTls, type ServerCredential } from './tls-profile.ts';

/** Server sides that a product must refuse (facts, MSS §9.4). */
export type FaultKind =
  | 'tls11'
  | 'suite_interdite'
  | 'dh_1024'
  | 'ecdh_224'
  | 'certificat_expire'
  | 'certificat_revoque'
  | 'autorite_etrangere'
  | 'autre_gamme';

/** The certificate that a faulty server shows. */
export type FaultCertificate = 'valide' | 'expire' | 'revoque' | 'etranger' | 'autre_gamme';

/** What a fault tests: the ECO of the référentiel n°2, and the requirement of the REM that takes it over. */
export interface TestedRequirement {
  eco: string;
  rem: string;
}

/** One wrong server side. */
export interface TlsFault extends TestedRequirement {
  /** French. */
  titre: string;
  certificat: FaultCertificate;
  /** A client whose TLS library is left as it comes accepts it: only a product that was made for it refuses. */
  discriminant: boolean;
  tls(credential: ServerCredential): TlsOptions;
}

const documented = (credential: ServerCredential): TlsOptions => documentedTls(credential);

/** Settings that a server shows with its certificate. */
const shown =
  (wrong: TlsOptions) =>
  ({ cert, key }: ServerCredential): TlsOptions => ({ cert, key, ...wrong });

/** Each does one thing wrong, and says which requirement wants it refused. */
export const faultCatalogue: Readonly<Record<FaultKind, TlsFault>> = {
  tls11: {
    titre: 'Serveur en TLS 1.1 seul',
    eco: 'ECO.1.1.1',
    rem: 'SC.MSS/CONF.01',
    certificat: 'valide',
    discriminant: false,
    tls: shown(refusedTls.version),
  },
  suite_interdite: {
    titre: 'Suite RSA AES256-GCM-SHA384 (0x009D) seule, sans confidentialité persistante',
    eco: 'ECO.1.1.3',
    rem: 'SC.MSS/CONF.03',
    certificat: 'valide',
    discriminant: true,
    tls: shown(refusedTls.suite),
  },
  dh_1024: {
    titre: 'Échange DHE de 1024 bits',
    eco: 'ECO.1.1.3',
    rem: 'SC.MSS/CONF.03',
    certificat: 'valide',
    discriminant: false,
    tls: shown({
      ...tls12Alone,
      ciphers: 'DHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
      dhparam: oakleyGroup2,
    }),
  },
  ecdh_224: {
    titre: 'Échange ECDHE sur secp224r1',
    eco: 'ECO.1.1.3',
    rem: 'SC.MSS/CONF.03',
    certificat: 'valide',
    discriminant: false,
    tls: shown({
      ...tls12Alone,
      ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256',
      ecdhCurve: 'secp224r1',
    }),
  },
  certificat_expire: {
    titre: 'Certificat expiré, de l’autorité de confiance',
    eco: 'ECO.1.1.5',
    rem: 'SC.MSS/va1.04',
    certificat: 'expire',
    discriminant: false,
    tls: documented,
  },
  certificat_revoque: {
    titre: 'Certificat révoqué, de l’autorité de confiance',
    eco: 'ECO.1.1.6',
    rem: 'SC.MSS/va1.05',
    certificat: 'revoque',
    discriminant: true,
    tls: documented,
  },
  autorite_etrangere: {
    titre: 'Certificat d’une autorité inconnue',
    eco: 'ECO.1.1.10',
    rem: 'SC.MSS/CONF.27',
    certificat: 'etranger',
    discriminant: false,
    tls: documented,
  },
  autre_gamme: {
    // Of the same root: a client that trusts the root alone accepts it.
    titre: 'Certificat IGC-Santé d’une autre gamme qu’Élémentaire Organisation',
    eco: 'ECO.1.1.10',
    rem: 'SC.MSS/CONF.27',
    certificat: 'autre_gamme',
    discriminant: true,
    tls: documented,
  },
};
