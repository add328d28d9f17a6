export { After, Before, Given, Then, When } from '@cucumber/cucumber';
export * from './runtime/index.ts';
