/** A PDF of one page that prints one line at its foot: what an example needs, no PDF/A. */
export function exampleText(line: string): Buffer {
  const literal = line.replaceAll(/[\\()]/g, '\\$&');
  const content = Buffer.from(`BT /F1 9 Tf 1 0 0 1 56 40 Tm (${literal}) Tj ET`, 'latin1');
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n' +
        '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>> endobj\n' +
        '3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj\n' +
        `4 0 obj <</Length ${content.length}>> stream\n`,
    ),
    content,
    Buffer.from('\nendstream endobj\n5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>> endobj\n%%EOF\n'),
  ]);
}
