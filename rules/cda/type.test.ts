import { expect, it } from 'vitest';
import { rightCda } from '../pieces/testing.ts';
import { type } from './type.rule.ts';

const codes = async (wanted: string) =>
  (await type.check({ document: Buffer.from(rightCda) }, { type: wanted })).map(({ code, got }) => `${code} ${got}`);

it('accepts a document of the type that is wanted, and tells another one', async () => {
  const [, own = ''] = /<code code="([^"]+)"/.exec(rightCda) ?? [];
  expect(await codes(own)).toEqual([]);
  expect(await codes('34874-8')).toEqual([`autre-type ${own}`]);
});
