import type { PscFault } from './psc-control.ts';

/** What each wrong answer is, and which of the product's own checks it tests (facts, PSC §3.8). */
export const pscFaultCatalogue: Readonly<Record<PscFault, { titre: string; exigence: string }>> = {
  etat_faux: { titre: 'un `state` qui n’est pas celui du produit', exigence: 'PSC-02' },
  etat_absent: { titre: 'aucun `state` au retour', exigence: 'PSC-02' },
  emetteur_retour_faux: { titre: 'un `iss` de retour faux (RFC 9207)', exigence: 'PSC-02' },
  nonce_faux: { titre: 'un `nonce` faux dans le jeton d’identité', exigence: 'PSC-02' },
  nonce_absent: { titre: 'aucun `nonce`', exigence: 'PSC-02' },
  emetteur_faux: { titre: 'un `iss` faux dans le jeton d’identité', exigence: 'PSC-05' },
  audience_fausse: { titre: 'un `aud` faux', exigence: 'PSC-05' },
  jeton_expire: { titre: 'un jeton d’identité expiré', exigence: 'PSC-05' },
  signature_fausse: { titre: 'une signature fausse', exigence: 'PSC-05' },
  cle_inconnue: { titre: 'une signature d’une clé qui n’est pas publiée', exigence: 'PSC-05' },
  algorithme_none: { titre: 'un jeton sans signature (`alg: none`)', exigence: 'PSC-05' },
  sujet_userinfo_faux: { titre: 'un userinfo d’un autre sujet', exigence: 'PSC-11' },
};
