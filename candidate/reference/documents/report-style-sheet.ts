/** Name of the laboratory's style sheet, in 8.3 as every file of an archive. */
export const laboratoryStyleSheet = 'CRLABO.XSL';

/**
 * Style sheet of the laboratory, joined to its structured reports so that they present themselves (DOC/va1.25): header,
 * results and mentions, without script or remote file (EX_2.1-1115).
 */
export const laboratorySheet = `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:hl7-org:v3" exclude-result-prefixes="c">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:template match="/c:ClinicalDocument"><html lang="fr"><head><title><xsl:value-of select="c:title"/></title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
header{border-bottom:3px solid #2c7a5b;margin-bottom:1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9d6d0;padding:.35rem .6rem;text-align:left}</style></head><body>
<header><p><strong><xsl:value-of select="c:custodian/c:assignedCustodian/c:representedCustodianOrganization/c:name"/></strong></p>
<h1><xsl:value-of select="c:title"/></h1>
<p><xsl:value-of select="c:recordTarget/c:patientRole/c:patient/c:name/c:family[1]"/><xsl:text> </xsl:text><xsl:value-of select="c:recordTarget/c:patientRole/c:patient/c:name/c:given[1]"/></p></header>
<xsl:apply-templates select="c:component/c:structuredBody/c:component/c:section"/></body></html></xsl:template>
<xsl:template match="c:section"><section><xsl:if test="c:title"><h2><xsl:value-of select="c:title"/></h2></xsl:if><xsl:apply-templates select="c:text/node()"/><xsl:apply-templates select="c:component/c:section"/></section></xsl:template>
<xsl:template match="c:table|c:thead|c:tbody|c:tr|c:th|c:td"><xsl:element name="{local-name()}"><xsl:apply-templates/></xsl:element></xsl:template>
<xsl:template match="c:paragraph"><p><xsl:apply-templates/></p></xsl:template>
</xsl:stylesheet>
`;
