import { ZipFile } from 'yazl';
import { escapeXml, xmlDocument } from '../xml.ts';
import { levelOf } from './cda.ts';
import { uuidUrn } from './identifiers.ts';
import { frenchDay } from './instants.ts';
import { kinds } from './kinds.ts';
import { submitObjects } from './metadata.ts';
import { physician, software } from './organisation.ts';
import { laboratorySheet, laboratoryStyleSheet } from './report-style-sheet.ts';
import { type Source, signedAt } from './subject.ts';

const folder = 'IHE_XDM/SUBSET01';

/** IHE_XDM.ZIP of one document (facts, MSS §5 and DMP §13): names in 8.3, upper case. */
export function writeXdm(source: Source, cda: Buffer, at: Date): Promise<Buffer> {
  const { planted } = source;
  const tree = planted.has('xdm-arborescence-fausse') ? 'XDM/SET1' : folder;
  const document = planted.has('xdm-nom-document-long') ? 'document-1.xml' : 'DOC0001.XML';
  const files: Array<[string, Buffer]> = [
    ['README.TXT', planted.has('xdm-sans-readme') ? null : readme(source)],
    ['INDEX.HTM', planted.has('xdm-sans-index') ? null : index(source, `${tree}/${document}`)],
    [laboratoryStyleSheet, sheeted(source) ? Buffer.from(laboratorySheet, 'utf8') : null],
    [`${tree}/METADATA.XML`, planted.has('xdm-sans-metadata') ? null : metadata(source, cda, { at, uri: document })],
    [`${tree}/${document}`, cda],
  ].filter((entry): entry is [string, Buffer] => entry[1] !== null);
  return zip(files, at);
}

// A structured report brings the sheet that it names (DOC/va1.25).
function sheeted(source: Source): boolean {
  return levelOf(source) === 'N3' && !source.planted.has('cr-sans-feuille-de-style');
}

// An entry of an archive is a `urn:uuid:` of its own, made of the document's OID: a later version can name the one that
// it replaces, which no registry has given an id (inferred: no rule is published; facts, MSS §5.2).
function metadata(source: Source, cda: Buffer, { at, uri }: { at: Date; uri: string }): Buffer {
  const { document, replaced, planted } = source;
  const bare = replaced === undefined || planted.has('version-sans-rplc') || planted.has('xdm-sans-rplc');
  const submission = {
    at,
    uri,
    entry: uuidUrn(document.uniqueId),
    visibility: [],
    ...(bare ? {} : { replaces: uuidUrn(replaced.uniqueId) }),
  };
  return xmlDocument(submitObjects(source, cda, submission));
}

function readme({ organisation, document }: Source): Buffer {
  const lines = [
    `Émetteur : Dr ${physician.given} ${physician.family}`,
    `Organisme : ${organisation.name}, structure ${organisation.id}`,
    `Logiciel : ${software.name} ${software.version}`,
    '',
    `Cette archive porte un document : ${document.titre}.`,
    'Ouvrez INDEX.HTM dans un navigateur pour le trouver.',
    '',
    'README.TXT            ce fichier',
    'INDEX.HTM             sommaire',
    `${folder}/METADATA.XML  métadonnées du lot`,
    `${folder}/DOC0001.XML   document CDA R2`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

// XHTML 1.0 strict, with a link to README and to each document.
function index({ document, organisation }: Source, href: string): Buffer {
  const title = escapeXml(document.titre);
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr">
<head><title>${title}</title></head>
<body>
<h1>${title}</h1>
<p>${escapeXml(organisation.name)}, le ${frenchDay(signedAt(document))}</p>
<ul>
<li><a href="README.TXT">À lire d’abord</a></li>
<li><a href="${href}">${kinds[document.type].label} : ${title}</a></li>
</ul>
</body>
</html>
`;
  return Buffer.from(text, 'utf8');
}

async function zip(files: ReadonlyArray<[string, Buffer]>, mtime: Date): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [path, bytes] of files) archive.addBuffer(bytes, path, { mtime });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
