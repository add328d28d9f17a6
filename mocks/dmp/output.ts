import { escapeXml } from '../../core/index.ts';

/** Documented success of the proprietary transactions (facts, DMP §4.4). */
export const dmpOk = 'DMPOk';

/** One field of an answer: its name and its value, or the fields below it. */
export type Field = readonly [name: string, value: string | boolean | readonly Field[]];

/**
 * The answer of a proprietary transaction: `{operation}Response/output`, the data, then `status` and `context`; every
 * local element is qualified (facts, DMP §4.4).
 */
export function outputOf(
  operation: string,
  namespace: string,
  answer: { data?: readonly Field[]; status: string; context?: string },
): string {
  const { data = [], status, context = '' } = answer;
  const fields: Field[] = [...data, ['status', status], ['context', context]];
  const name = `${operation}Response`;
  return `<ns1:${name} xmlns:ns1="${namespace}"><ns1:output>${fields.map(written).join('')}</ns1:output></ns1:${name}>`;
}

function written([name, value]: Field): string {
  const content = Array.isArray(value) ? (value as readonly Field[]).map(written).join('') : escapeXml(String(value));
  return `<ns1:${name}>${content}</ns1:${name}>`;
}
