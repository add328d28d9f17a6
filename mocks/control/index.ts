export { type ControlApi, startControlApi } from './control-api.ts';
export { CallRefusal, json, type Route, readJson } from './route.ts';
export { readSeed } from './seed.ts';
