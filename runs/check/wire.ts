import { isProbantError, readMimeValue, readMultipart, walkParts } from '../../core/index.ts';

/** A request as it goes on the wire, or as much of it as the file holds. */
export interface WireRequest {
  method: string;
  /** Null when the file does not tell it. */
  path: string | null;
  headers: Array<[string, string]>;
  body: Buffer;
  /** Its Content-Type, where the file has it. */
  given: string | undefined;
  /** The same, or that of a multipart without its headers. */
  packed: string | undefined;
  /** The XML: the body, or the root part of the multipart that it is. */
  root: Buffer;
}

/** Reads a whole HTTP request, the body of a multipart, or bare XML. */
export function readWire(bytes: Buffer): WireRequest {
  const request = readRequest(bytes);
  const given = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const packed = given ?? multipartType(request.body);
  return { ...request, given, packed, root: rootPart(request.body, packed) };
}

function readRequest(bytes: Buffer): Pick<WireRequest, 'method' | 'path' | 'headers' | 'body'> {
  const text = bytes.toString('latin1', 0, 64 * 1024);
  const line = /^(POST|PUT|GET) (\S+) HTTP\/1\.[01]\r?\n/.exec(text);
  const headed = line !== null || /^Content-Type:\s*multipart/i.test(text);
  const end = headed ? /\r?\n\r?\n/.exec(text) : null;
  if (end === null) return { method: 'POST', path: null, headers: [], body: bytes };
  const head = text.slice(line?.[0].length ?? 0, end.index).replaceAll(/\r?\n[ \t]+/g, ' ');
  const headers = head.split(/\r?\n/).flatMap((header): Array<[string, string]> => {
    const [, name, value = ''] = /^([^:\s]+):\s*(.*)$/.exec(header) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
  const body = bytes.subarray(end.index + end[0].length);
  return { method: line?.[1] ?? 'POST', path: line?.[2] ?? null, headers, body };
}

/** The type of a body that is a multipart without its headers: its first line is its boundary. */
function multipartType(body: Buffer): string | undefined {
  const text = body.toString('latin1', 0, 8192);
  const boundary = /^(?:\r?\n)*--([^\r\n]+)/.exec(text)?.[1]?.trimEnd();
  if (boundary === undefined) return undefined;
  const id = /\r?\nContent-ID:\s*(<[^>\r\n]+>)/i.exec(text)?.[1];
  const start = id === undefined ? '' : `start="${id}"; `;
  return `multipart/related; type="application/xop+xml"; ${start}start-info="application/soap+xml"; boundary="${boundary}"`;
}

function rootPart(body: Buffer, contentType: string | undefined): Buffer {
  if (contentType === undefined || !/^\s*multipart\//i.test(contentType)) return body;
  try {
    const message = readMultipart(body, contentType);
    const start = readMimeValue(contentType).params['start']?.replace(/^<(.*)>$/s, '$1');
    const parts = [...walkParts(message)].slice(1);
    return (parts.find(({ contentId }) => contentId === start) ?? parts[0])?.body ?? Buffer.alloc(0);
  } catch (thrown) {
    // The rules say what is wrong with it.
    if (isProbantError(thrown)) return Buffer.alloc(0);
    throw thrown;
  }
}
