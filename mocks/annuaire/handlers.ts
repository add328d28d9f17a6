import { type HttpHandler, http } from 'msw';
import { ZipFile } from 'yazl';
import { sha256 } from '../../core/index.ts';
import type { HostedService, HostFailure } from '../host/index.ts';
import type { AnnuaireDirectory } from './directory.ts';
import { type ExtractionFile, mailboxExtraction, publicExtraction } from './extraction.ts';

/** Path below which the extractions are, as on the real service; it needs no key and no certificate. */
export const extractionPath = '/annuaire-sante-webservices/V300/services/extraction';

/** What is served, and how it is named. */
interface Representation {
  body: Buffer;
  type: string;
  name: string;
}

/**
 * The msw handlers of the public extractions. Below {@link extractionPath}:
 *
 * - `PS_LibreAcces` and `Extraction_Correspondance_MSSante`: ZIP archives, as the real service gives them, the date of
 *   generation in the names;
 * - `PS_LibreAcces_Personne_activite.txt` and `Extraction_Correspondance_MSSante.txt`: the same text, not packed, as its
 *   mirror on data.gouv.fr gives it (there at another address: the place here is ours).
 *
 * Each answer is the present state. ETag and Last-Modified are not known of the real service: they are true here.
 */
export function annuaireHandlers(directory: AnnuaireDirectory): HttpHandler[] {
  const professionals = () => publicExtraction(directory.professionals());
  const mailboxes = () => mailboxExtraction(directory.professionals());
  const served: ReadonlyArray<[string, () => Representation | Promise<Representation>]> = [
    ['PS_LibreAcces', () => archive('PS_LibreAcces', professionals(), directory.changedAt)],
    ['PS_LibreAcces_Personne_activite.txt', () => text(professionals())],
    [
      'Extraction_Correspondance_MSSante',
      () => archive('Extraction_Correspondance_MSSante', mailboxes(), directory.changedAt),
    ],
    ['Extraction_Correspondance_MSSante.txt', () => text(mailboxes())],
  ];
  return served.flatMap(([name, make]) => {
    const answer = async ({ request }: { request: Request }): Promise<Response> =>
      respond(request, await make(), directory.changedAt);
    return [http.get(`*${extractionPath}/${name}`, answer), http.head(`*${extractionPath}/${name}`, answer)];
  });
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
    failure: (failure) => {
      const { status, text: body } = failures[failure];
      return new Response(`${body}\n`, { status, headers: { 'content-type': 'text/plain;charset=utf-8' } });
    },
  };
}

function respond(request: Request, { body, type, name }: Representation, changedAt: number): Response {
  const etag = `"${sha256(body)}"`;
  const validators = { etag, 'last-modified': new Date(changedAt).toUTCString() };
  if (isFresh(request.headers, etag, changedAt)) return new Response(null, { status: 304, headers: validators });
  const headers = { ...validators, 'content-type': type, 'content-disposition': `attachment; filename=${name}` };
  return new Response(new Uint8Array(body), { headers });
}

/** Whether the client has the present state (RFC 9110 §13.1: the tag wins over the date). */
function isFresh(headers: Headers, etag: string, changedAt: number): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) return tags === '*' || tags.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
  return Date.parse(headers.get('if-modified-since') ?? '') >= Math.floor(changedAt / 1000) * 1000;
}

function text([file]: readonly ExtractionFile[]): Representation {
  const { name = '', text: content = '' } = file ?? {};
  return { body: Buffer.from(content), type: 'text/plain;charset=utf-8', name: `${name}.txt` };
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
