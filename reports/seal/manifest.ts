import { escapeXml, sha256, textAt, withXml } from '../../core/index.ts';
import { mediaTypeOf, pathToUri, uriToPath } from '../container/index.ts';

/** A signed list of files (EN 319 162-1 §A.4). */
export interface Manifest {
  /** What signs or time-stamps the manifest. */
  signature: { path: string; mediaType: string };
  /** Path → SHA-256 in hexadecimal. */
  files: Map<string, string>;
}

const namespaces = { asic: 'http://uri.etsi.org/02918/v1.2.1#', ds: 'http://www.w3.org/2000/09/xmldsig#' };
const sha256Uri = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** The XML of a manifest, its files in the order of their names. */
export function manifestXml(manifest: Manifest): Buffer {
  const { path, mediaType } = manifest.signature;
  const references = [...manifest.files].sort(([left], [right]) => (left < right ? -1 : 1)).map(reference);
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="${namespaces.asic}" xmlns:ds="${namespaces.ds}">
  <asic:SigReference URI="${uriOf(path)}" MimeType="${mediaType}"/>
${references.join('\n')}
</asic:ASiCManifest>
`);
}

/**
 * Reads a manifest.
 *
 * @returns undefined when it is not a manifest whose every reference has a SHA-256 and names one file
 */
export function readManifest(bytes: Buffer): Manifest | undefined {
  try {
    return withXml(bytes, (document) => {
      const uri = textAt(document, '/asic:ASiCManifest/asic:SigReference/@URI', namespaces);
      const mediaType = textAt(document, '/asic:ASiCManifest/asic:SigReference/@MimeType', namespaces);
      const references = document.find('/asic:ASiCManifest/asic:DataObjectReference', namespaces);
      const path = uri === null ? undefined : uriToPath(uri);
      if (path === undefined || references.length === 0) return undefined;
      const files = new Map<string, string>();
      for (const node of references) {
        const file = referenceOf(node as Parameters<typeof textAt>[0]);
        if (file === undefined || files.has(file.path)) return undefined;
        files.set(file.path, file.digest);
      }
      return { signature: { path, mediaType: mediaType ?? '' }, files };
    });
  } catch {
    return undefined;
  }
}

function referenceOf(node: Parameters<typeof textAt>[0]): { path: string; digest: string } | undefined {
  const path = uriToPath(textAt(node, '@URI', namespaces) ?? '');
  const method = textAt(node, 'ds:DigestMethod/@Algorithm', namespaces);
  const value = textAt(node, 'ds:DigestValue', namespaces);
  if (path === undefined || path === '' || method !== sha256Uri || value === null) return undefined;
  const digest = Buffer.from(value, 'base64').toString('hex');
  return { path, digest };
}

function reference([path, digest]: [string, string]): string {
  return `  <asic:DataObjectReference URI="${uriOf(path)}" MimeType="${mediaTypeOf(path)}">
    <ds:DigestMethod Algorithm="${sha256Uri}"/>
    <ds:DigestValue>${Buffer.from(digest, 'hex').toString('base64')}</ds:DigestValue>
  </asic:DataObjectReference>`;
}

function uriOf(path: string): string {
  return escapeXml(pathToUri(path));
}

/** Digests of files, as a manifest holds them. */
export function digestsOf(files: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  return new Map([...files].map(([path, bytes]) => [path, sha256(bytes)]));
}
