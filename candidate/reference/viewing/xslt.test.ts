import { describe, expect, it } from 'vitest';
import { transform } from './xslt.ts';

const sheet = (body: string): string =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:x">${body}</xsl:stylesheet>`;
const document = '<a xmlns="urn:x" n="1"><t>Titre</t><p>un</p><p>deux</p><z>reste</z></a>';
const html = (body: string): string => transform(document, sheet(body)).html;

describe('the style sheets of documents', () => {
  it('write what their templates say', () => {
    const body =
      '<xsl:template match="/c:a"><h1 class="t{@n}"><xsl:value-of select="c:t"/></h1><xsl:for-each select="c:p"><i><xsl:value-of select="."/></i><xsl:if test="position()!=last()">,</xsl:if></xsl:for-each></xsl:template>';
    expect(html(body)).toBe('<h1 class="t1">Titre</h1><i>un</i>,<i>deux</i>');
  });

  it('choose the template of the highest priority, and show what has none', () => {
    const body =
      '<xsl:template match="c:*"><u><xsl:apply-templates/></u></xsl:template><xsl:template match="c:p|c:t"><b><xsl:apply-templates/></b></xsl:template><xsl:template match="c:a"><xsl:apply-templates/></xsl:template>';
    expect(html(body)).toBe('<b>Titre</b><b>un</b><b>deux</b><u>reste</u>');
  });

  it('have variables, parameters and conditions', () => {
    const body =
      '<xsl:template match="/"><xsl:call-template name="x"><xsl:with-param name="n" select="count(//c:p)"/></xsl:call-template></xsl:template><xsl:template name="x"><xsl:param name="n"/><xsl:variable name="m" select="$n + 1"/><xsl:choose><xsl:when test="$m = 3">trois</xsl:when><xsl:otherwise>autre</xsl:otherwise></xsl:choose></xsl:template>';
    expect(html(body)).toBe('trois');
  });

  it('can neither act nor call elsewhere', () => {
    const body =
      '<xsl:template match="/"><p onclick="x()">vu</p><script>x()</script><img src="https://ailleurs.test/"/><a href="javascript:x()">lien</a></xsl:template>';
    expect(html(body)).toBe('<p>vu</p><img><a>lien</a>');
  });

  it('are refused when they never end, show nothing, or are none', () => {
    expect(() =>
      html(
        '<xsl:template match="/"><xsl:call-template name="x"/></xsl:template><xsl:template name="x"><xsl:call-template name="x"/></xsl:template>',
      ),
    ).toThrow(/ne finit pas/);
    expect(() => html('<xsl:template match="/"/>')).toThrow(/n’affiche rien/);
    expect(() => transform(document, '<autre/>')).toThrow(/pas une feuille/);
    expect(() => transform('<a>', sheet(''))).toThrow(/illisible/);
  });
});
