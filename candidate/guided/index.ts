export { type GuidedDriverOptions, guidedDriver } from './guided-driver.ts';
export { pieceCap, pieceName } from './pieces.ts';
