import { type RequestOptions, request } from 'node:https';

/** What a client trusts and shows. */
export interface ClientTls {
  ca: string;
  cert?: string;
  key?: string;
}

/** `fetch` over `node:https`, which takes the authorities and the certificate that the global one can't be given. */
export function httpsFetch(tls: ClientTls): (address: string, init?: RequestInit) => Promise<Response> {
  return async (address, init = {}) => {
    const asked = new Request(address, init);
    const body = Buffer.from(await asked.arrayBuffer());
    const headers = Object.fromEntries(asked.headers);
    return send(address, { ...tls, method: asked.method, headers, agent: false }, body);
  };
}

function send(address: string, options: RequestOptions, body: Buffer): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(address, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, rawHeaders } = answer;
        const pairs = rawHeaders.flatMap(
          (name, i): Array<[string, string]> => (i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? '']] : []),
        );
        const bodyless = [204, 304].includes(status);
        resolve(new Response(bodyless ? null : Buffer.concat(chunks), { status, headers: pairs }));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
