import { isProbantError, type MimePart, readMime } from '../../core/index.ts';

/** A mail as it can be read; null for what is none, of which the rules say what is wrong. */
export function mimeOf(bytes: Buffer): MimePart | null {
  try {
    return readMime(bytes);
  } catch (thrown) {
    if (isProbantError(thrown)) return null;
    throw thrown;
  }
}
