import { type Conversation, conversationFormat, ProbantError } from '../../core/index.ts';
import { readConversation } from './conversations.ts';
import { conversationKind, type FileKind } from './kinds.ts';
import { mimeOf } from './mime.ts';
import { plainXml } from './plain-xml.ts';
import { readWire } from './wire.ts';

/** How much of a file is read to tell what it is. */
const head = 64 * 1024;

/** What the first bytes tell. */
export interface Detected {
  kind: FileKind;
  /** French: what in the content told it. */
  sign: string;
  /** What was read, of a kept conversation. */
  conversation?: Conversation;
}

/**
 * Tells what a file is by its content; its name says nothing.
 *
 * @throws {@link ProbantError} `piece_refusee` for what is none of the kinds, or an answer of a service
 */
export function detect(bytes: Buffer, path: string): Detected {
  const kept = readConversation(bytes);
  if (kept !== null) return conversation(kept, path);
  const text = textOf(bytes.subarray(0, head));
  const found =
    binary(bytes, text) ??
    hl7(text) ??
    reading(bytes, text) ??
    identity(text) ??
    http(bytes, text) ??
    xml(text, path) ??
    mail(bytes);
  if (found === null)
    throw refused(
      path,
      bytes.length === 0 ? 'le fichier est vide, ou n’est pas un fichier ordinaire (tube, périphérique)' : unknown,
    );
  return found;
}

function conversation(read: NonNullable<ReturnType<typeof readConversation>>, path: string): Detected {
  if ('defect' in read) throw refused(path, read.defect);
  const { service } = read.conversation;
  const sign = `format ${conversationFormat}, service ${service}`;
  return { kind: conversationKind(service), sign, conversation: read.conversation };
}

const unknown =
  'ce n’est ni un CDA, ni une archive IHE_XDM, ni un courriel, ni une requête SOAP (INSi, DMP), ni un VIHF, ni un message HL7 v2, ni un PDF, ni le contenu d’un datamatrix INS, ni une fiche d’identité, ni une lecture ou une conversation gardées';

/** The refusal of a file, at its path. */
export function refused(path: string, detail: string): ProbantError {
  return new ProbantError('fichier_non_reconnu', { chemin: path, detail });
}

/** The text of XML and mails, whatever of the usual encodings they are in; only its ASCII counts here. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return even.swap16().toString('utf16le');
  }
  const [, label = 'utf-8'] = /^[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString('latin1', 0, 200)) ?? [];
  return decoderOf(label).decode(bytes);
}

function decoderOf(label: string): { decode(bytes: Buffer): string } {
  // The web has windows-1252 read what says ISO 8859-1; XML does not.
  if (/^(?:iso-?8859-1|latin-?1)$/i.test(label)) return { decode: (bytes) => bytes.toString('latin1') };
  try {
    return new TextDecoder(label);
  } catch {
    // An encoding without a name that is known: what is ASCII in it can be told all the same.
    return new TextDecoder();
  }
}

function binary(bytes: Buffer, text: string): Detected | null {
  if (bytes.toString('latin1', 0, 2) === 'PK') {
    // Names of files stand in clear in the central directory, at the end; a truncated archive has but its local headers.
    const names = textEnds(bytes);
    return /IHE_XDM\/|METADATA\.XML/i.test(names) ? { kind: 'xdm', sign: 'un ZIP qui nomme IHE_XDM' } : null;
  }
  return text.trimStart().startsWith('%PDF-') ? { kind: 'pdf', sign: '%PDF-' } : null;
}

function textEnds(bytes: Buffer): string {
  return bytes.toString('latin1', 0, head) + bytes.toString('latin1', Math.max(0, bytes.length - head));
}

// An MLLP block may have been kept with its first byte, a vertical tab.
function hl7(text: string): Detected | null {
  return /^\s*MSH(?:[|^]|([^\w\s])[^\w\s]{4}\1)/.test(text) ? { kind: 'hl7', sign: 'segment MSH' } : null;
}

/** What a driver read, as an attempt keeps it among its proofs. */
function reading(bytes: Buffer, text: string): Detected | null {
  if (!/^\s*\{/.test(text) || !text.includes('"verb"') || bytes.length > mostReading) return null;
  try {
    const { verb, value } = JSON.parse(bytes.toString('utf8')) as { verb?: unknown; value?: unknown };
    return typeof verb === 'string' && value !== undefined ? { kind: 'lecture', sign: `verbe ${verb}` } : null;
  } catch {
    return null;
  }
}

/** A screen says less. */
const mostReading = 4 * 1024 ** 2;

/** The content of an INS datamatrix, as a reader gives it, or the JSON of an identity. */
function identity(text: string): Detected | null {
  if (/^(?:\]d\d)?IS\d{2}[^\r\n]*[\r\n]*$/.test(text)) return { kind: 'datamatrix', sign: 'en-tête IS' };
  const fiche = /^\s*\{/.test(text) && /"traits"\s*:\s*\{/.test(text);
  return fiche ? { kind: 'identite', sign: 'objet JSON avec traits' } : null;
}

/** A request as a proxy keeps it, or the body of a multipart: what it carries is in its root part. */
function http(bytes: Buffer, text: string): Detected | null {
  const request = /^(?:POST|PUT|GET) \S+ HTTP\/1\.[01]\r?\n/.test(text);
  const multipart =
    /^(?:\r?\n)*--\S[^\r\n]*\r?\nContent-/i.test(text) || /^Content-Type:\s*multipart\/related/i.test(text);
  if (!request && !multipart) return null;
  const { root } = readWire(bytes);
  // What cannot be cut into parts is told by its words.
  const envelope = soap(textOf((root.length > 0 ? root : bytes).subarray(0, 16 * head)));
  if (envelope === null) return null;
  return { ...envelope, sign: `${request ? 'requête HTTP' : 'corps multipart'}, ${envelope.sign}` };
}

function xml(text: string, path: string): Detected | null {
  const root = rootOf(text);
  if (root === null) return null;
  const sign = `élément ${root}`;
  if (root === 'ClinicalDocument') return { kind: 'cda', sign };
  if (root === 'Assertion') return { kind: 'vihf', sign };
  if (root === 'SubmitObjectsRequest') return { kind: 'metadonnees', sign };
  if (root !== 'Envelope') throw refused(path, `son élément racine, ${root}, n’est d’aucune sorte connue`);
  const found = soap(text);
  if (found === null)
    throw refused(path, 'c’est une réponse ou une faute SOAP : seul ce que le produit envoie se juge');
  return found;
}

/** Local name of the first element, comments, instructions and declarations apart; null when this is no XML. */
function rootOf(text: string): string | null {
  if (!text.trimStart().startsWith('<')) return null;
  return /<(?:[^\s<>/:="']+:)?([A-Za-z_][\w.-]*)(?=[\s/>])/.exec(plainXml(text))?.[1] ?? null;
}

// By what the body holds, and by words: what cannot be parsed is judged too, and refused by its rules.
function soap(written: string): Detected | null {
  const text = plainXml(written);
  if (!/<(?:[^\s<>/:="']+:)?Envelope[\s>]/.test(text)) return null;
  const body = /<(?:[^\s<>/:="']+:)?Body(?:\s[^<>]*)?>\s*<(?:[^\s<>/:="']+:)?([\w.-]+)/.exec(text)?.[1] ?? '';
  if (/Response|^Fault$|^RESULTAT|^PRPA_IN201308UV02$|^MCCI_/.test(body)) return null;
  const insi = /ServiceIdentiteCertifiee|cnamts\.fr\/INSi/i.test(text);
  return { kind: insi ? 'insi' : 'dmp', sign: `enveloppe SOAP${body === '' ? '' : ` de ${body}`}` };
}

const mailHeaders = ['from', 'to', 'subject', 'date', 'message-id', 'received', 'mime-version', 'return-path'];

function mail(bytes: Buffer): Detected | null {
  const message = mimeOf(bytes.subarray(0, head));
  const named = new Set(message?.headers.map(({ name }) => name.toLowerCase()));
  const known = mailHeaders.filter((name) => named.has(name));
  return known.length < 2 ? null : { kind: 'courriel', sign: `en-têtes ${known.slice(0, 3).join(', ')}` };
}
