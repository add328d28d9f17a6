import type { Cabinet } from '../cabinet.ts';
import type { Module } from '../module.ts';

/** Dmp of Cabinet Témoin. */
export function dmpModule(_cabinet: Cabinet): Module {
  return { handlers: {} };
}
