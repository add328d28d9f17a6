import type { Reply } from '../http.ts';
import type { ReceivedPiece } from './received-mail.ts';

/** Name of the style sheet of the software, for documents that bring none (BIO/va1.08: in the place of that of the ANS). */
export const defaultStyleSheet = 'Feuille de style par défaut du Cabinet Témoin (cda-temoin.xsl)';

/** Style sheet of the software: header and narrative text, without script or remote file. */
export const ownStyleSheet = `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:hl7-org:v3" exclude-result-prefixes="c">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:template match="/c:ClinicalDocument"><html lang="fr"><head><title><xsl:value-of select="c:title"/></title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#16232e}
table{border-collapse:collapse;margin:.6rem 0}th,td{border:1px solid #cfd8df;padding:.35rem .6rem;text-align:left}h1{color:#0b5670}</style></head><body>
<h1><xsl:value-of select="c:title"/></h1>
<p><strong><xsl:value-of select="c:recordTarget/c:patientRole/c:patient/c:name/c:family[1]"/><xsl:text> </xsl:text><xsl:value-of select="c:recordTarget/c:patientRole/c:patient/c:name/c:given[1]"/></strong>
<xsl:text>, matricule INS </xsl:text><xsl:value-of select="c:recordTarget/c:patientRole/c:id[1]/@extension"/></p>
<p><xsl:value-of select="c:author/c:assignedAuthor/c:assignedPerson/c:name/c:given"/><xsl:text> </xsl:text><xsl:value-of select="c:author/c:assignedAuthor/c:assignedPerson/c:name/c:family"/>, <xsl:value-of select="c:author/c:assignedAuthor/c:representedOrganization/c:name"/></p>
<xsl:apply-templates select="c:component/c:structuredBody/c:component/c:section"/></body></html></xsl:template>
<xsl:template match="c:section"><section><h2><xsl:value-of select="c:title"/></h2><xsl:apply-templates select="c:text/node()"/><xsl:apply-templates select="c:component/c:section"/></section></xsl:template>
<xsl:template match="c:table|c:thead|c:tbody|c:tfoot|c:tr|c:th|c:td|c:caption|c:sup|c:sub|c:br"><xsl:element name="{local-name()}"><xsl:apply-templates/></xsl:element></xsl:template>
<xsl:template match="c:paragraph"><p><xsl:apply-templates/></p></xsl:template>
<xsl:template match="c:list"><ul><xsl:apply-templates/></ul></xsl:template>
<xsl:template match="c:item"><li><xsl:apply-templates/></li></xsl:template>
<xsl:template match="c:content[@styleCode='Bold']"><strong><xsl:apply-templates/></strong></xsl:template>
</xsl:stylesheet>
`;

// What came from outside may write a page, and nothing more: no script, no form, no file from elsewhere. A browser counts
// a style sheet in XSLT as a script of its origin; it runs none, as its type is no script's.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; form-action 'none'; base-uri 'none'";

/** The document, for the browser to format by the style sheet at that address. */
export function formattedDocument({ bytes }: ReceivedPiece, sheet: string): Reply {
  return formatted(bytes, sheet);
}

/** A CDA, for the browser to format by the style sheet at that address. */
export function formatted(bytes: Buffer, sheet: string): Reply {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  // What stands before the root names other style sheets, and may hold a DOCTYPE: the address given here replaces it.
  const root = text.slice(Math.max(text.search(/<[A-Za-z_]/), 0));
  const href = sheet.replaceAll('&', '&amp;');
  return xml(
    `<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/xsl" href="${href}"?>\n${root}`,
    'application/xml',
  );
}

/** The style sheet joined to a document, or that of the software. */
export function styleSheetOf({ styleSheet }: ReceivedPiece): Reply {
  return sheet(styleSheet?.bytes ?? ownStyleSheet);
}

/** A style sheet, as a browser takes it. */
export function sheet(content: string | Buffer): Reply {
  return xml(content, 'text/xsl');
}

function xml(body: string | Buffer, type: string): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': policy },
    body,
  };
}
