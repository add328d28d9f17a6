import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { escapeXml } from '../../core/index.ts';
import { type ArchivedDocument, writeMetadata } from './metadata.ts';
import { structureOf } from './sender.ts';

const folder = 'IHE_XDM/SUBSET01/';
// Local midnight of a fixed day: a ZIP holds local times, so that its bytes don't hang on the zone.
const mtime = new Date(2026, 0, 1);

/** An IHE_XDM.ZIP (ITI-32; facts, MSS §5.1): the same bytes for the same documents. */
export function xdmArchive(documents: readonly ArchivedDocument[]): Promise<Buffer> {
  return zipOf([
    ['README.TXT', readme(documents)],
    ['INDEX.HTM', index(documents)],
    [`${folder}METADATA.XML`, writeMetadata(documents)],
    ...documents.map(({ uri, bytes }): [string, Buffer] => [folder + uri, bytes]),
    ...documents.flatMap(({ sending }) => styleSheet(sending.document.feuilleDeStyle)),
  ]);
}

/** A ZIP of files, in that order; nothing is checked, so that hostile ones can be made. */
export function zipOf(files: ReadonlyArray<readonly [path: string, content: Buffer]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of files) zip.addBuffer(content, path, { mtime });
  zip.end();
  return buffer(zip.outputStream);
}

function readme(documents: readonly ArchivedDocument[]): Buffer {
  const senders = documents.map(({ sending: { from, document } }) => structureOf(from, document).nom);
  const lines = [
    `Emetteur : ${[...new Set(senders)].join(', ')} (TEST)`,
    'Logiciel : correspondant du banc Probant',
    'Ouvrir INDEX.HTM, ou les documents XML de IHE_XDM/SUBSET01 avec un logiciel de santé.',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

function index(documents: readonly ArchivedDocument[]): Buffer {
  const link = (path: string, text: string): string => `<li><a href="${path}">${escapeXml(text)}</a></li>`;
  const links = documents.map(({ uri, sending }) => link(folder + uri, sending.document.titre));
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Documents transmis</title></head><body><ul>${link('README.TXT', 'À lire')}${links.join('')}</ul></body></html>\n`,
  );
}

// It stands beside the lot, not in it: the lot holds documents only.
function styleSheet(file: string | undefined): Array<[string, Buffer]> {
  if (file === undefined) return [];
  const sheet = `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:hl7-org:v3">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:template match="/"><html><head><title>${escapeXml(file)}</title></head><body><h1><xsl:value-of select="h:ClinicalDocument/h:title"/></h1><p>${escapeXml(file)}</p></body></html></xsl:template>
</xsl:stylesheet>
`;
  return [[file, Buffer.from(sheet)]];
}
