import type { Cabinet } from '../cabinet.ts';
import type { Module } from '../module.ts';

/** Directory of Cabinet Témoin. */
export function directoryModule(_cabinet: Cabinet): Module {
  return { handlers: {} };
}
