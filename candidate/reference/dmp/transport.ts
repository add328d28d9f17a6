import { Agent, request } from 'node:https';
import type { DmpAccess } from '../services.ts';
import { bodyOf } from './bounded-body.ts';
import type { DmpPost } from './soap.ts';

/** What came back. */
export interface DmpResponse {
  status: number;
  contentType: string;
  body: Buffer;
}

const maxBytes = 25_000_000;
const patience = 15_000;

// PDT-INF-579v4: mutual TLS 1.2, these suites alone (facts, DMP §2).
const suites = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES256-SHA384',
].join(':');

/** Posts to the DMP over mutual TLS. */
export class DmpTransport {
  readonly #url: string;
  readonly #agent: Agent;

  constructor({ url, ca, cert, key }: DmpAccess) {
    this.#url = url.replace(/\/$/, '');
    const versions = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
    this.#agent = new Agent({ ca, cert, key, ...versions, ciphers: suites, keepAlive: false });
  }

  /** @throws Error of Node when no answer came */
  post(path: string, { contentType, body }: DmpPost): Promise<DmpResponse> {
    const options = {
      method: 'POST',
      agent: this.#agent,
      headers: { 'Content-Type': contentType, 'Content-Length': body.length },
      signal: AbortSignal.timeout(patience),
    };
    return new Promise((resolve, reject) => {
      const call = request(`${this.#url}/${path}`, options, (response) => {
        bodyOf(response, maxBytes).then(
          (received) =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? '',
              body: received,
            }),
          reject,
        );
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
