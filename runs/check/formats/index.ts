export type { Format } from './format.ts';
export { jsonFormat } from './json.ts';
export { sarifFormat } from './sarif.ts';
export { textFormat } from './text.ts';
export type { Tool } from './tool.ts';
