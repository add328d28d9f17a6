export { type HttpDriverOptions, httpDriver } from './http-driver.ts';
