import type { Dice } from './dice.ts';

type Mutation = (bytes: Buffer, dice: Dice) => Buffer;

/** Longest result: what is beyond costs time and finds nothing more. */
const longest = 256 * 1024;

const interesting = [
  '\0',
  '\r\n',
  '\n',
  '\r\n\r\n',
  '<',
  '>',
  '&',
  '"',
  "'",
  '%00',
  '%',
  '\\',
  '{999999999999}',
  '{',
  '=',
];
const awkward = [
  'ÿþ',
  '\u{1F600}',
  '\uFEFF',
  '\u202E',
  'é',
  'ı',
  '\u0000',
  '$(id)',
  '../../',
  '999999999999999999999',
  '-1',
  'NaN',
];

/** A part of the bytes, by its bounds. */
function part(bytes: Buffer, dice: Dice, most = 64): [number, number] {
  const from = dice.int(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + dice.int(most))];
}

const mutations: readonly Mutation[] = [
  function flip(bytes, dice) {
    const copy = Buffer.from(bytes);
    for (let i = 0; i <= dice.int(4); i += 1) {
      const at = dice.int(Math.max(1, copy.length));
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << dice.int(8));
    }
    return copy;
  },
  function replace(bytes, dice) {
    const [from, to] = part(bytes, dice, 8);
    return Buffer.concat([bytes.subarray(0, from), dice.bytes(to - from), bytes.subarray(to)]);
  },
  function truncate(bytes, dice) {
    return bytes.subarray(0, dice.int(bytes.length + 1));
  },
  function remove(bytes, dice) {
    const [from, to] = part(bytes, dice, 200);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function duplicate(bytes, dice) {
    const [from, to] = part(bytes, dice, 400);
    const copies = Array.from({ length: dice.pick([1, 2, 20, 200]) }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...copies, bytes.subarray(to)]);
  },
  function swap(bytes, dice) {
    const [from, middle] = part(bytes, dice, 100);
    const to = Math.min(bytes.length, middle + 1 + dice.int(100));
    const parts = [
      bytes.subarray(0, from),
      bytes.subarray(middle, to),
      bytes.subarray(from, middle),
      bytes.subarray(to),
    ];
    return Buffer.concat(parts);
  },
  function insert(bytes, dice) {
    const at = dice.int(bytes.length + 1);
    const added = Buffer.from(dice.pick([...interesting, ...awkward]), dice.chance(0.2) ? 'latin1' : 'utf8');
    return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
  },
  function number(bytes, dice) {
    const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: found } = dice.pick(numbers);
    const other = dice.pick(['0', '-1', '1', '4294967296', '9'.repeat(30), '1e9', '', '00', '65536']);
    return Buffer.concat([bytes.subarray(0, index), Buffer.from(other), bytes.subarray(index + found.length)]);
  },
  function run(bytes, dice) {
    const at = dice.int(bytes.length + 1);
    const long = Buffer.alloc(dice.pick([255, 1025, 8193, 70_000]), dice.pick(['A', '\0', ' ', '(', 'é']));
    return Buffer.concat([bytes.subarray(0, at), long, bytes.subarray(at)]);
  },
];

/** Bytes changed at one to three places. */
export function mutated(bytes: Buffer, dice: Dice): Buffer {
  let result = bytes;
  for (let i = 0; i <= dice.int(3); i += 1) result = dice.pick(mutations)(result, dice);
  return result.subarray(0, longest);
}

/** A text changed the same way. */
export function mutatedText(text: string, dice: Dice): string {
  return mutated(Buffer.from(text), dice).toString('utf8');
}
