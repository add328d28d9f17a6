const byExtension: Record<string, string> = {
  xml: 'application/xml',
  cda: 'application/xml',
  hl7: 'application/hl7-v2',
  json: 'application/json',
  pdf: 'application/pdf',
  zip: 'application/zip',
  txt: 'text/plain',
};

const byStart: Array<[string, string]> = [
  ['%PDF-', 'application/pdf'],
  ['PK\x03\x04', 'application/zip'],
  ['<', 'application/xml'],
  ['MSH|', 'application/hl7-v2'],
];

/** Media type of a downloaded file, which the browser doesn't tell: the content speaks first, then the name. */
export function mediaTypeOf(name: string, bytes: Buffer): string {
  const start = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  const known = byStart.find(([beginning]) => start.startsWith(beginning));
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return known?.[1] ?? byExtension[extension] ?? 'application/octet-stream';
}
