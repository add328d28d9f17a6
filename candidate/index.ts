export * from './browser/index.ts';
export * from './contract/index.ts';
export type { Driver, DriverAnswer, DriverAttachment, DriverProof } from './driver.ts';
export { type HttpDriverOptions, httpDriver } from './http/index.ts';
