export { type OpenPacks, openPacks, type PackOptions } from './engine.ts';
