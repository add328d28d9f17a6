import { ns, searchByTraits } from '../insi/soap.ts';

/** Identifiers of one call; the same ones unless told. */
export interface CallIds {
  message?: string;
  bam?: string;
  lps?: string;
}

/**
 * A right WS_INS2 request in certificate mode (facts, INSi §1.4 and 1.5). Its prefixes are not those of the rules, which
 * must read by namespace. A test breaks it by replacing text.
 */
export function insiRequest({ message = 'm-1', bam = 'b-1', lps = 'l-1' }: CallIds = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="${ns.soap}" xmlns:a="${ns.wsa}">
  <s:Header>
    <a:Action>${searchByTraits}</a:Action>
    <a:MessageID>uuid:${message}</a:MessageID>
    <ContexteBAM xmlns="${ns.bam}" Version="01_02" Nature="CTXBAM">
      <Id>${bam}</Id><Temps>2026-03-02T09:15:30.000Z</Temps><Emetteur>10B0152872</Emetteur><COUVERTURE/>
    </ContexteBAM>
    <ContexteLPS xmlns="${ns.lps}" Version="01_00" Nature="CTXLPS">
      <Id>${lps}</Id><Temps>2026-03-02T09:15:30.000Z</Temps><Emetteur>10B0152872</Emetteur>
      <LPS>
        <IDAM R="4">1234567890</IDAM><Version>1.0</Version>
        <Instance>3f2504e0-4f89-41d3-9a0c-0305e82c3301</Instance><Nom>urn:lps:produit:1.0</Nom>
      </LPS>
    </ContexteLPS>
  </s:Header>
  <s:Body>
    <i:RECSANSVITALE xmlns:i="${ns.ins}">
      <i:NomNaissance>ADRTROIS</i:NomNaissance>
      <i:Prenom>DOMINIQUE</i:Prenom>
      <i:Sexe>F</i:Sexe>
      <i:DateNaissance>1997-02-26</i:DateNaissance>
      <i:LieuNaissance>2A020</i:LieuNaissance>
    </i:RECSANSVITALE>
  </s:Body>
</s:Envelope>`;
}
