import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type HttpHandler, http } from 'msw';
import { ZipFile } from 'yazl';
import { sha256 } from '../../core/index.ts';
import type { HostedService, HostFailure } from '../host/index.ts';
import type { AnnuaireDirectory } from './directory.ts';
import { type ExtractionFile, Extractions } from './extraction.ts';
import { demandedError, fhirHandlers } from './fhir/index.ts';

/** Path below which the extractions are, as on the real service; it needs no key and no certificate. */
export const extractionPath = '/annuaire-sante-webservices/V300/services/extraction';

/** What is served, and how it is named. */
interface Representation {
  body: Buffer;
  /** Of a text: packed, for the clients that can unpack it. */
  gzip?: Buffer;
  type: string;
  name: string;
}

/** An extraction: which files, packed or not. */
interface Extraction {
  name: string;
  packed: boolean;
  files(): ExtractionFile[];
}

/**
 * The msw handlers of the directory: the API ({@link fhirHandlers}) and the public extractions. Below
 * {@link extractionPath}:
 *
 * - `PS_LibreAcces` and `Extraction_Correspondance_MSSante`: ZIP archives, as the real service gives them, the date of
 *   generation in the names;
 * - `PS_LibreAcces_Personne_activite.txt` and `Extraction_Correspondance_MSSante.txt`: the same text, not packed, as its
 *   mirror on data.gouv.fr gives it (there at another address: the place here is ours).
 *
 * Each answer is the present state. ETag and Last-Modified are not known of the real service: they are true here.
 */
export function annuaireHandlers(directory: AnnuaireDirectory): HttpHandler[] {
  const extractions = new Extractions();
  const professionals = () => extractions.professionals(directory.professionals());
  const mailboxes = () => extractions.mailboxes(directory.professionals(), directory.structures());
  const served: readonly Extraction[] = [
    { name: 'PS_LibreAcces', packed: true, files: professionals },
    { name: 'PS_LibreAcces_Personne_activite.txt', packed: false, files: professionals },
    { name: 'Extraction_Correspondance_MSSante', packed: true, files: mailboxes },
    { name: 'Extraction_Correspondance_MSSante.txt', packed: false, files: mailboxes },
  ];
  return [...served.flatMap((extraction) => extractionHandlers(directory, extraction)), ...fhirHandlers(directory)];
}

/** A file is written once for each state of the directory, however often it is asked for. */
function extractionHandlers(directory: AnnuaireDirectory, extraction: Extraction): HttpHandler[] {
  let kept: { tag: string; made: Promise<Representation> } | undefined;
  const answer = async ({ request }: { request: Request }): Promise<Response> => {
    const { changedAt } = directory;
    const etag = tagOf(directory, extraction);
    const headers = { etag, 'last-modified': new Date(changedAt).toUTCString() };
    if (isFresh(request.headers, etag, changedAt)) return new Response(null, { status: 304, headers });
    if (kept?.tag !== etag) kept = { tag: etag, made: represent(extraction, changedAt) };
    const { body, gzip: small, type, name } = await kept.made;
    const described = {
      'content-type': type,
      'content-disposition': `attachment; filename=${name}`,
      ...varying(small),
    };
    const packed = small !== undefined && acceptsGzip(request.headers);
    const encoding = packed ? { 'content-encoding': 'gzip', etag: packedTag(etag) } : {};
    return new Response(new Uint8Array(packed ? small : body), { headers: { ...headers, ...described, ...encoding } });
  };
  const path = `*${extractionPath}/${extraction.name}`;
  return [http.get(path, answer), http.head(path, answer)];
}

/** One state, one tag; an archive bears its date too. */
function tagOf(directory: AnnuaireDirectory, { name, packed }: Extraction): string {
  const parts = [name, directory.state, packed ? directory.changedAt : ''];
  return `"${sha256(Buffer.from(parts.join('|')))}"`;
}

async function represent({ name, packed, files }: Extraction, changedAt: number): Promise<Representation> {
  return packed ? archive(name, files(), changedAt) : text(files());
}

function acceptsGzip(headers: Headers): boolean {
  const accepted = (headers.get('accept-encoding') ?? '')
    .split(',')
    .map((one) => /^\s*gzip\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(one));
  return accepted.some((match) => match !== null && Number(match[1] ?? 1) > 0);
}

function varying(gzip: Buffer | undefined): Record<string, string> {
  return gzip === undefined ? {} : { vary: 'Accept-Encoding' };
}

/** A packed body has a tag of its own (RFC 9110 §8.8.3.3). */
function packedTag(etag: string): string {
  return etag.replace(/"$/, '-gzip"');
}

const failures: Record<HostFailure, { status: number; text: string }> = {
  adresse_inconnue: { status: 404, text: 'Cette extraction n’existe pas.' },
  corps_trop_gros: { status: 413, text: 'Le message est trop gros.' },
  erreur_interne: { status: 500, text: 'Erreur interne du banc : voyez son journal.' },
};

/** The directory as a host serves it, without client certificate. */
export function annuaireService(directory: AnnuaireDirectory): HostedService {
  return {
    name: 'annuaire',
    handlers: annuaireHandlers(directory),
    // Searches alone have a body.
    served: 256 * 1024,
    error: demandedError,
    failure: (failure) => {
      const { status, text: body } = failures[failure];
      return new Response(`${body}\n`, { status, headers: { 'content-type': 'text/plain;charset=utf-8' } });
    },
  };
}

/** Whether the client has the present state (RFC 9110 §13.1: the tag wins over the date). */
function isFresh(headers: Headers, etag: string, changedAt: number): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null)
    return (
      tags === '*' || tags.split(/\s*,\s*/).some((tag) => [etag, packedTag(etag)].includes(tag.replace(/^W\//, '')))
    );
  return Date.parse(headers.get('if-modified-since') ?? '') >= Math.floor(changedAt / 1000) * 1000;
}

async function text([file]: readonly ExtractionFile[]): Promise<Representation> {
  const { name = '', text: content = '' } = file ?? {};
  const body = Buffer.from(content);
  return { body, gzip: await promisify(gzip)(body), type: 'text/plain;charset=utf-8', name: `${name}.txt` };
}

async function archive(name: string, files: readonly ExtractionFile[], changedAt: number): Promise<Representation> {
  const stamp = stampOf(changedAt);
  const zip = new ZipFile();
  const options = { mtime: new Date(changedAt), mode: 0o100644 };
  for (const file of files) zip.addBuffer(Buffer.from(file.text), `${file.name}_${stamp}.txt`, options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return { body: Buffer.concat(chunks), type: 'application/zip', name: `${name}_${stamp}.zip` };
}

/** `AAAAMMJJhhmm` of Paris, as the real names have it (measured: they are two hours ahead of UTC in August). */
function stampOf(instant: number): string {
  const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });
  return paris.format(instant).replaceAll(/\D/g, '');
}
