import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CabinetError } from '../cabinet-error.ts';

/** A request to a service over TLS. */
export interface HttpsRequest {
  url: string;
  /** PEM of the authorities that the service's certificate must come from. */
  ca: string;
  headers?: Record<string, string>;
  /** Posted as a form. */
  form?: Record<string, string>;
  /** Certificate and key of this software, PEM, where the service asks who calls. */
  client?: { cert: string; key: string };
  /** Longest body read, in bytes, once unpacked: 1 MB unless told. */
  longest?: number;
}

/** What the service answered. */
export interface HttpsAnswer {
  status: number;
  text: string;
  location: string | undefined;
  cookies: readonly string[];
}

const maxBytes = 1_000_000;
const patience = 10_000;

/** Asks a service; redirections are given back, not followed. @throws {@link CabinetError} `service_indisponible` */
export async function ask(asked: HttpsRequest): Promise<HttpsAnswer> {
  try {
    return await send(asked);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'sans réponse';
    throw new CabinetError('service_indisponible', `${new URL(asked.url).host} ne répond pas (${code}).`);
  }
}

function send({ url, ca, headers, form, client, longest = maxBytes }: HttpsRequest): Promise<HttpsAnswer> {
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    ca,
    ...client,
    agent: false,
    signal: AbortSignal.timeout(patience),
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }) },
  };
  return new Promise((resolve, reject) => {
    const call = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const body = unpacked(response).on('error', reject);
      body.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= longest) chunks.push(chunk);
        else response.destroy(new CabinetError('service_indisponible', 'Réponse trop longue.'));
      });
      body.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          location: response.headers.location,
          cookies: response.headers['set-cookie'] ?? [],
        }),
      );
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

function unpacked(response: IncomingMessage): Readable {
  return response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
}
