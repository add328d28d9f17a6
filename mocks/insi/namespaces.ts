/** Namespaces of INSi messages (facts, INSi §1.3), by the prefix used in XPath here. */
export const insiNamespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  bam: 'urn:siram:bam:ctxbam',
  lps: 'urn:siram:lps:ctxlps',
  siram: 'urn:siram',
  sans: 'http://www.cnamts.fr/INSiRecSans',
  vit: 'http://www.cnamts.fr/INSiRecVit',
  res: 'http://www.cnamts.fr/INSiResultat',
} as const;

/** Media type of every INSi message (facts, INSi §1.2). */
export const soapMediaType = 'application/soap+xml; charset=utf-8';
