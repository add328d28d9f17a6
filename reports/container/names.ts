/** Name of the entry that says what the container is. */
export const mimetypePath = 'mimetype';

/** Content of {@link mimetypePath} (EN 319 162-1 §4.4.2). */
export const containerMediaType = 'application/vnd.etsi.asic-e+zip';

/** Paths of the dossier's own files, inside the container. */
export const dossierPaths = {
  readme: 'LISEZMOI.txt',
  sums: 'SHA256SUMS',
  report: 'rapport.html',
  document: 'dossier.json',
  plan: 'plan.yaml',
  referential: 'rem/referentiel.json',
  correspondence: 'rem/correspondance.yaml',
  verdicts: 'resultats/verdicts.json',
  messages: 'resultats/messages.ndjson',
  junit: 'resultats/junit.xml',
  events: 'tentative/evenements.ndjson',
  exchanges: 'tentative/echanges.ndjson',
  index: 'preuves/index.json',
  ledger: 'journal/tentatives.jsonl',
  schema: 'schema/dossier.schema.json',
} as const;

/** Paths of the seal. EN 319 162-1 §A.7 wants `signature` and `timestamp` in the names. */
export const sealPaths = {
  manifest: 'META-INF/ASiCManifest.xml',
  signature: 'META-INF/signature-editeur.p7s',
  timeManifest: 'META-INF/ASiCManifest-horodatage.xml',
  token: 'META-INF/timestamp-editeur.tst',
} as const;

const mediaTypes: Record<string, string> = {
  aria: 'text/plain',
  der: 'application/pkix-cert',
  eml: 'message/rfc822',
  html: 'text/html',
  http: 'application/http',
  jpg: 'image/jpeg',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  mp4: 'video/mp4',
  ndjson: 'application/x-ndjson',
  p7s: 'application/pkcs7-signature',
  pdf: 'application/pdf',
  png: 'image/png',
  tst: 'application/vnd.etsi.timestamp-token',
  txt: 'text/plain',
  webm: 'video/webm',
  xml: 'application/xml',
  yaml: 'application/yaml',
  zip: 'application/zip',
};

/** Media type of a file of the dossier, from its extension. */
export function mediaTypeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return mediaTypes[extension] ?? (path === dossierPaths.sums ? 'text/plain' : 'application/octet-stream');
}

/**
 * Extension that suits a media type; `bin` when none is known.
 * What a browser would run as a page (HTML, XML, SVG) opens as plain text: evidence is hostile.
 */
export function extensionOf(mediaType: string): string {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.endsWith('xml')) return type === 'application/xhtml+xml' ? 'html.txt' : 'xml.txt';
  if (type.endsWith('json')) return 'json';
  if (type.startsWith('text/')) return type === 'text/html' ? 'html.txt' : 'txt';
  return Object.entries(mediaTypes).find(([, value]) => value === type)?.[0] ?? 'bin';
}

/** A path as a relative reference (RFC 3986): what `href` and the manifest's `URI` hold. */
export function pathToUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The path that a relative reference names, or undefined when it is not one. */
export function uriToPath(uri: string): string | undefined {
  try {
    return uri.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
