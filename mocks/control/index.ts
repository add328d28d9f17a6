export { type ControlApi, startControlApi } from './control-api.ts';
