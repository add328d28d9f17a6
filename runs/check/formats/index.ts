import type { Format } from './format.ts';
import { jsonFormat } from './json.ts';
import { sarifFormat } from './sarif.ts';
import { textFormat } from './text.ts';
import type { Tool } from './tool.ts';

export type { Format } from './format.ts';
export type { Tool } from './tool.ts';

/** How reports are written, by the name that the user gives. */
export const formats = { text: textFormat, json: jsonFormat, sarif: sarifFormat } as const satisfies Record<
  string,
  (tool: Tool) => Format
>;
