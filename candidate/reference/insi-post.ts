import { type Agent, request } from 'node:https';
import type { InsiRequest } from './insi-envelope.ts';

const maxBytes = 1_000_000;

/** Where a request goes, and how. */
export interface InsiRoute {
  url: string;
  agent: Agent;
  /** Longest wait for an answer, in ms; 8 s when absent. */
  delai?: number | undefined;
  /** Access token of the user, in the mode of Pro Santé Connect. */
  token?: string | undefined;
}

/** Posts a request to INSi; status 0 for an answer that was cut. */
export function postInsi(
  { url, agent, delai = 8_000, token }: InsiRoute,
  message: InsiRequest,
): Promise<{ status: number; text: string }> {
  const body = Buffer.from(message.body, 'utf8');
  const headers = {
    'Content-Type': message.contentType,
    'Content-Length': body.length,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(delai);
    const call = request(url, { method: 'POST', agent, headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxBytes) chunks.push(chunk);
        else response.destroy();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      response.on('close', () => resolve({ status: 0, text: '' }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
