import type { IncomingMessage } from 'node:http';
import { CabinetError } from '../cabinet-error.ts';

/** The body of a response, of `most` bytes at most. Throws `service_indisponible` beyond. */
export function bodyOf(response: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else response.destroy(new CabinetError('service_indisponible', 'réponse trop longue'));
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
  });
}
