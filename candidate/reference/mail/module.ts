import type { Cabinet } from '../cabinet.ts';
import type { Module } from '../module.ts';

/** Mail of Cabinet Témoin. */
export function mailModule(_cabinet: Cabinet): Module {
  return { handlers: {} };
}
