import type { Cabinet } from '../cabinet.ts';
import type { Module } from '../module.ts';

/** Practice of Cabinet Témoin. */
export function practiceModule(_cabinet: Cabinet): Module {
  return { handlers: {} };
}
