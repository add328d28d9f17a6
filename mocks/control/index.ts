export { type ControlApi, startControlApi } from './control-api.ts';
export { CallRefusal, json, type Route, readJson } from './route.ts';
