import type { MimePart } from '../../../core/index.ts';
import { envelope, fieldValue } from './envelope.ts';
import { nstring, type Part } from './imap-string.ts';
import { structureOf } from './message-view.ts';
import { isMultipart } from './section.ts';

interface Shown {
  raw: Buffer;
  /** BODYSTRUCTURE, with its extension data; BODY has none (RFC 3501 §7.4.2). */
  extended: boolean;
}

/** The BODY or BODYSTRUCTURE of a message. */
export function bodyStructure(raw: Buffer, extended: boolean): Part[] {
  return show(structureOf(raw), { raw, extended });
}

function show(part: MimePart, shown: Shown): Part[] {
  return isMultipart(part) ? multipart(part, shown) : single(part, shown);
}

function multipart(part: MimePart, shown: Shown): Part[] {
  const { subtype, params } = contentType(part);
  const children = part.parts.flatMap((child) => show(child, shown));
  const extension = shown.extended ? [' ', ...paramList(params), ' ', ...commonExtension(part)] : [];
  return ['(', ...children, ' ', ...nstring(subtype), ...extension, ')'];
}

function single(part: MimePart, shown: Shown): Part[] {
  const { type, subtype, params } = contentType(part);
  const body = shown.raw.subarray(part.bodyStart, part.end);
  const encoding = fieldValue(part, 'content-transfer-encoding') ?? '7BIT';
  const basic = [
    nstring(type),
    nstring(subtype),
    paramList(params),
    nstring(fieldValue(part, 'content-id')),
    nstring(fieldValue(part, 'content-description')),
    nstring(encoding.toUpperCase()),
    [String(body.length)],
    ...specific(part, body, shown),
    ...(shown.extended ? [nstring(fieldValue(part, 'content-md5')), commonExtension(part)] : []),
  ];
  return ['(', ...basic.flatMap((item, i) => (i === 0 ? item : [' ', ...item])), ')'];
}

/** What a text and an embedded message show besides. */
function specific(part: MimePart, body: Buffer, shown: Shown): Part[][] {
  const [inner] = part.parts;
  if (part.contentType.type === 'message/rfc822' && inner !== undefined) {
    return [envelope(inner), show(inner, shown), [String(lines(body))]];
  }
  return part.contentType.type.startsWith('text/') ? [[String(lines(body))]] : [];
}

function commonExtension(part: MimePart): Part[] {
  const disposition = fieldValue(part, 'content-disposition');
  const { type, params } = typeAndParams(disposition ?? '');
  const shown = type === '' ? ['NIL'] : ['(', ...nstring(type.toUpperCase()), ' ', ...paramList(params), ')'];
  const [language, location] = ['content-language', 'content-location'].map((name) => nstring(fieldValue(part, name)));
  return [...shown, ' ', ...(language ?? ['NIL']), ' ', ...(location ?? ['NIL'])];
}

/** What the reader made of the type, the header's own parameters: a reader of parts and a client then agree. */
function contentType(part: MimePart): { type: string; subtype: string; params: Array<[string, string]> } {
  // A multipart without any part has no form in the grammar: it is shown as the text that it is.
  const readable = part.contentType.type.includes('/') && !part.contentType.type.startsWith('multipart/');
  const name = readable || isMultipart(part) ? part.contentType.type : 'text/plain';
  const [type = 'text', subtype = 'plain'] = name.toUpperCase().split('/', 2);
  return { type, subtype, params: typeAndParams(fieldValue(part, 'content-type') ?? '').params };
}

/** Parameters as they are written: RFC 2231 leaves their decoding to the client. */
function typeAndParams(value: string): { type: string; params: Array<[string, string]> } {
  const [type = '', ...rest] = value.match(/(?:"(?:\\.|[^"\\])*"?|[^";])+/g) ?? [];
  const params = rest.slice(0, 100).flatMap((text): Array<[string, string]> => {
    const equals = text.indexOf('=');
    return equals < 0 ? [] : [[text.slice(0, equals).trim().toUpperCase(), unquoted(text.slice(equals + 1).trim())]];
  });
  return { type: type.trim(), params };
}

function paramList(params: ReadonlyArray<readonly [string, string]>): Part[] {
  if (params.length === 0) return ['NIL'];
  const pairs = params.flatMap(([name, value], i) => [i === 0 ? '' : ' ', ...nstring(name), ' ', ...nstring(value)]);
  return ['(', ...pairs, ')'];
}

function unquoted(text: string): string {
  const quotedText = /^"(.*?)"?$/s.exec(text)?.[1];
  return quotedText === undefined ? text : quotedText.replaceAll(/\\(.)/gs, '$1');
}

function lines(body: Buffer): number {
  let count = 0;
  for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) count += 1;
  return count;
}
