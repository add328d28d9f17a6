import type { Cabinet } from '../cabinet.ts';
import type { Module } from '../module.ts';

/** Documents of Cabinet Témoin. */
export function documentsModule(_cabinet: Cabinet): Module {
  return { handlers: {} };
}
