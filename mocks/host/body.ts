import type { IncomingMessage } from 'node:http';
import { CappedBody } from '../../core/index.ts';

/** Sizes that a host accepts, in bytes. */
export interface BodyLimits {
  /** Longest body served; a longer one is refused. */
  served: number;
  /** Longest body read to its end, so that its length and digest are known; beyond it the connection is cut. */
  read: number;
}

/** A body as received. */
export interface ReceivedBody {
  kept: CappedBody;
  /** The whole body; absent when it is longer than what is served. */
  whole?: Buffer;
  end: 'complet' | 'coupe' | 'trop_long';
}

/** Reads a body once, never holding more than `limits.served` bytes. */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<ReceivedBody> {
  const kept = new CappedBody();
  let chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const finish = (end: ReceivedBody['end']): void => {
      request.removeAllListeners('data');
      const served = end === 'complet' && kept.total <= limits.served;
      resolve({ kept, end, ...(served ? { whole: Buffer.concat(chunks) } : {}) });
    };
    request.on('data', (chunk: Buffer) => {
      kept.add(chunk);
      if (kept.total <= limits.served) chunks.push(chunk);
      else chunks = [];
      if (kept.total > limits.read) finish('trop_long');
    });
    request.once('end', () => finish('complet'));
    request.once('error', () => finish('coupe'));
    request.once('close', () => finish('coupe'));
    if (request.destroyed) finish('coupe');
  });
}
