export * from './browser/index.ts';
export { type CompositeOptions, compositeDriver } from './composite.ts';
export * from './contract/index.ts';
export { type CreateDriverOptions, createDriver, type DriverName } from './create-driver.ts';
export type { Driver, DriverAnswer, DriverAttachment, DriverProof } from './driver.ts';
export { type GuidedDriverOptions, guidedDriver, pieceCap, pieceName } from './guided/index.ts';
export { type HttpDriverOptions, httpDriver } from './http/index.ts';
export { loadDefault, registerTypeScript } from './load-module.ts';
