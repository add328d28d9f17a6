import { isProbantError, type MimeDefectCode, type MimePart, readMimeValue, readMultipart } from '../../core/index.ts';
import type { DmpFault } from './faults.ts';

/** What arrived: the SOAP envelope, and the documents beside it. */
export interface DmpMessage {
  envelope: Buffer;
  /** Absent when the message is not MTOM. */
  attachments?: Attachments;
}

/** The part that a `cid:` address names. */
export interface Attachment {
  bytes: Buffer;
  /** True when only the case of the identifiers agrees. */
  otherCase: boolean;
}

// A lot holds some documents; the depth lets a document be a multipart itself, which is not opened further than that.
const limits = { parts: 200, depth: 4 };

// The other defects (line ends, long lines) change nothing of what is read.
const blocking: Partial<Record<MimeDefectCode, string>> = {
  'frontiere-absente': 'la frontière n’est pas déclarée, ou ne figure pas dans le corps',
  'frontiere-finale-absente': 'le corps est tronqué : la frontière finale manque',
  'entetes-sans-fin': 'les en-têtes d’une partie n’ont pas de fin',
  'base64-invalide': 'une partie n’est pas en base64',
  'qp-invalide': 'une partie n’est pas en quoted-printable',
  'encodage-inconnu': 'l’encodage d’une partie est inconnu',
};

/** Documents of a MTOM message. */
export class Attachments {
  readonly #parts: readonly MimePart[];

  constructor(parts: readonly MimePart[]) {
    this.#parts = parts;
  }

  /** The part that `href` names; undefined when there is none, or several. */
  find(href: string): Attachment | undefined {
    const id = cidIn(href);
    if (id === undefined) return undefined;
    const exact = this.#parts.filter(({ contentId }) => contentId !== null && sameId(contentId, id));
    const [part, other] = exact.length > 0 ? exact : this.#parts.filter((one) => isOtherCase(one.contentId, id));
    if (part === undefined || other !== undefined) return undefined;
    return { bytes: part.body, otherCase: exact.length === 0 };
  }
}

/** Opens a request body: bare SOAP, or a MTOM package (facts, DMP §2). */
export function readMessage(bytes: Buffer, contentType: string): DmpMessage | DmpFault {
  const { type, params } = readMimeValue(contentType);
  if (!type.startsWith('multipart/')) return { envelope: bytes };
  if (type !== 'multipart/related') return invalid(`le type est ${type}, non multipart/related`);
  const opened = open(bytes, contentType);
  if ('fault' in opened) return opened;
  const root = rootOf(opened.parts, params['start']);
  if (root === undefined) return invalid(`aucune partie n’est la racine « ${params['start'] ?? ''} »`);
  if (root.parts.length > 0) return invalid('la racine est elle-même un multipart');
  if (params['type'] !== 'application/xop+xml') return { envelope: root.body };
  return { envelope: root.body, attachments: new Attachments(opened.parts.filter((part) => part !== root)) };
}

function open(bytes: Buffer, contentType: string): MimePart | DmpFault {
  try {
    const read = readMultipart(bytes, contentType, limits);
    const reason = [read, ...read.parts]
      .flatMap(({ defects }) => defects)
      .map(({ code }) => blocking[code])
      .find((text) => text !== undefined);
    return reason === undefined ? read : invalid(reason);
  } catch (thrown) {
    if (isProbantError(thrown, 'message_refuse')) return invalid(thrown.message);
    throw thrown;
  }
}

function rootOf(parts: readonly MimePart[], start: string | undefined): MimePart | undefined {
  if (start === undefined) return parts[0];
  const id = start.replace(/^<(.*)>$/s, '$1');
  return parts.find(({ contentId }) => contentId === id);
}

function cidIn(href: string): string | undefined {
  const [, id] = /^cid:(.+)$/is.exec(href.trim()) ?? [];
  return id;
}

// RFC 2392 §2: the identifier is percent-encoded in the address; some clients leave it as it is, `%` and all.
function sameId(contentId: string, id: string): boolean {
  return contentId === id || contentId === decoded(id) || decoded(contentId) === decoded(id);
}

function isOtherCase(contentId: string | null, id: string): boolean {
  return contentId !== null && sameId(contentId.toLowerCase(), id.toLowerCase());
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    // Not percent-encoded: the identifier is what it is.
    return id;
  }
}

function invalid(detail: string): DmpFault {
  return { fault: 'mtom_invalide', detail };
}
