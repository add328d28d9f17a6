import type { ExchangeFaultKind, FaultKind, FaultyService, TlsFaultKind } from './fault.ts';

/** A fault that can be asked for. */
export interface FaultEntry {
  /** French title. */
  titre: string;
  /** What the product is expected to do. */
  attendu: string;
  /**
   * Exigences tested, by service; a service that is absent can't have the fault. Ids are those of the REM (`SC.…`), of the
   * MSSanté reference (`ECO.…`), of the DMP guide (`EX_…`), or of the checks that the facts draw (`INSI-14`, `ANN-03`, `PSC-08`).
   */
  exigences: Partial<Record<FaultyService, readonly string[]>>;
}

const unreachable = {
  insi: ['INSI-14', 'SC.INS/va1.35'],
  dmp: ['EX_GEN-1140', 'SC.TBB/va1.05'],
  psc: ['PSC-08', 'SC.MSS/CONF.08'],
  annuaire: ['ANN-03'],
  autoconfig: ['ECO.1.1.9', 'SC.MSS/CONF.08'],
} as const;

const exchangeFaults: Record<ExchangeFaultKind, FaultEntry> = {
  lenteur: {
    titre: 'Réponse tardive',
    attendu: 'Le produit reste utilisable et prend la réponse quand elle vient.',
    exigences: unreachable,
  },
  silence: {
    titre: 'Aucune réponse',
    attendu: 'Le produit abandonne à son délai, le dit à l’utilisateur et n’enregistre rien.',
    exigences: unreachable,
  },
  coupure: {
    titre: 'Connexion coupée avant la réponse',
    attendu: 'Le produit dit l’échec et permet de recommencer.',
    exigences: unreachable,
  },
  coupure_reponse: {
    titre: 'Connexion coupée au milieu de la réponse',
    attendu: 'Le produit ne prend pas une réponse tronquée pour une réponse.',
    exigences: unreachable,
  },
  http_503: {
    titre: 'HTTP 503, page HTML',
    attendu: 'Le produit dit que le service est indisponible, sans erreur d’analyse ni répétition en boucle.',
    exigences: unreachable,
  },
  reponse_illisible: {
    titre: 'Réponse qui n’est pas du format attendu',
    attendu: 'Le produit refuse la réponse, la trace et ne change rien au dossier.',
    exigences: unreachable,
  },
  erreur: {
    titre: 'Erreur documentée du service',
    attendu: 'Le produit montre le texte de l’erreur et garde le code d’origine.',
    exigences: {
      insi: ['INSI-14', 'SC.INS/va1.35'],
      dmp: ['EX_GEN-1140', 'EX_GEN-1145'],
      psc: ['PSC-08'],
      annuaire: ['ANN-03'],
    },
  },
};

// SC.SSI/IE.43: a third party is known by its certificate, not revoked. No other text of a web service says what a product
// refuses of its server; RFC 9325 is the usage of TLS.
const wrongServer = {
  insi: ['SC.SSI/IE.43', 'RFC 9325'],
  dmp: ['SC.SSI/IE.43', 'RFC 9325'],
  psc: ['SC.SSI/IE.43', 'RFC 9325'],
  annuaire: ['SC.SSI/IE.43', 'RFC 9325'],
  autoconfig: ['ECO.1.1.9', 'RFC 9325'],
} as const;

const refused = 'Le produit refuse la connexion et n’envoie rien.';

const tlsFaults: Record<TlsFaultKind, FaultEntry> = {
  tls_version: {
    titre: 'TLS 1.1 seul',
    attendu: refused,
    exigences: { ...wrongServer, dmp: ['PDT-INF-579v4'] },
  },
  tls_suite: {
    titre: 'Suite sans confidentialité persistante (AES256-GCM-SHA384)',
    attendu: refused,
    exigences: { ...wrongServer, dmp: ['PDT-INF-579v4'] },
  },
  tls_cle_faible: { titre: 'Clé RSA de 1 024 bits', attendu: refused, exigences: wrongServer },
  tls_autorite: { titre: 'Certificat d’une autorité étrangère', attendu: refused, exigences: wrongServer },
  tls_expire: { titre: 'Certificat expiré', attendu: refused, exigences: wrongServer },
  tls_revoque: {
    titre: 'Certificat révoqué (CRL et OCSP)',
    attendu: 'Le produit qui contrôle la révocation refuse la connexion.',
    exigences: wrongServer,
  },
  tls_nom: { titre: 'Certificat d’un autre nom', attendu: refused, exigences: wrongServer },
};

/** Every fault that the HTTP services can have, and the exigences that each tests. */
export const faultCatalogue: Readonly<Record<FaultKind, FaultEntry>> = { ...exchangeFaults, ...tlsFaults };

/** True for a fault of handshakes. */
export function isTlsFault(kind: FaultKind): kind is TlsFaultKind {
  return Object.hasOwn(tlsFaults, kind);
}
