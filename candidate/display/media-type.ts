const byExtension: Record<string, string> = {
  html: 'text/html',
  xml: 'application/xml',
  cda: 'application/xml',
  hl7: 'application/hl7-v2',
  json: 'application/json',
  pdf: 'application/pdf',
  zip: 'application/zip',
  txt: 'text/plain',
};

const byStart: Array<[string, string]> = [
  ['%pdf-', 'application/pdf'],
  ['pk\x03\x04', 'application/zip'],
  ['<!doctype html', 'text/html'],
  ['<html', 'text/html'],
  ['<', 'application/xml'],
  ['msh|', 'application/hl7-v2'],
];

/** Media type of a downloaded file, which the browser doesn't tell: the content speaks first, then the name. */
export function mediaTypeOf(name: string, bytes: Buffer): string {
  const start = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  const known = byStart.find(([beginning]) => start.startsWith(beginning));
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return known?.[1] ?? byExtension[extension] ?? 'application/octet-stream';
}
