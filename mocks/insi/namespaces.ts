/** Namespaces of INSi messages (facts, INSi §1.3), by the prefix used in paths here. */
export const insiNamespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  bam: 'urn:siram:bam:ctxbam',
  lps: 'urn:siram:lps:ctxlps',
  siram: 'urn:siram',
  sans: 'http://www.cnamts.fr/INSiRecSans',
  vit: 'http://www.cnamts.fr/INSiRecVit',
  res: 'http://www.cnamts.fr/INSiResultat',
  // Inferred from that of the answer (facts, INSi §1.9).
  req: 'http://www.cnamts.fr/INSiLot2/REQUnitaire',
  rep: 'http://www.cnamts.fr/INSiLot2/REPUnitaire',
  // Probant's own: no public text describes the exchange of batches.
  lot: 'urn:probant:insi:lot',
} as const;

/** Media type of every INSi message (facts, INSi §1.2). */
export const soapMediaType = 'application/soap+xml; charset=utf-8';
