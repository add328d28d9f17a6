/** Separator of the blocks of variable length: ASCII 29, GS. */
export const separator = '\u001d';

/** What begins the content: `IS`, version 01 and 22 zeros (facts, INSi §1.12). */
export const header = `IS01${'0'.repeat(22)}`;

/** The blocks of an INS datamatrix (facts, INSi §1.12): fixed ones are as short as long. */
export const layout = {
  S1: { name: 'matricule', shortest: 15, longest: 15, required: true },
  S2: { name: 'OID', shortest: 19, longest: 20, required: true },
  S3: { name: 'liste des prénoms', shortest: 1, longest: 100, required: true },
  S4: { name: 'nom de naissance', shortest: 1, longest: 100, required: true },
  S5: { name: 'sexe', shortest: 1, longest: 1, required: true },
  S6: { name: 'date de naissance', shortest: 10, longest: 10, required: true },
  S7: { name: 'lieu de naissance', shortest: 5, longest: 5, required: false },
} as const;

/** Identifier of a block. */
export type BlockId = keyof typeof layout;

/** A block as it was found. */
export interface Block {
  id: BlockId;
  value: string;
  /** Place of its identifier in the content, from 0. */
  offset: number;
}

/** Why the blocks cannot be told apart as they should. */
export interface SeparatorFault {
  kind: 'absent' | 'de-trop';
  id: BlockId;
  offset: number;
}

/** What a content is made of; `rest` is what begins with no identifier, where reading stopped. */
export interface Content {
  blocks: Block[];
  faults: SeparatorFault[];
  rest: { text: string; offset: number } | null;
}

// Seven blocks are all that there is: a hostile content has a hundred thousand.
const most = 20;

/** Reads what follows the header, one block after the other, in whatever order. */
export function readBlocks(content: string): Content {
  const found: Content = { blocks: [], faults: [], rest: null };
  let at = header.length;
  while (at < content.length && found.blocks.length < most) {
    const id = content.slice(at, at + 2);
    if (!isBlockId(id)) {
      found.rest = { text: content.slice(at, at + 40), offset: at };
      break;
    }
    at = readBlock(content, { id, offset: at }, found);
  }
  return found;
}

function isBlockId(text: string): text is BlockId {
  return Object.hasOwn(layout, text);
}

/** @returns where the next block begins */
function readBlock(content: string, { id, offset }: Omit<Block, 'value'>, found: Content): number {
  const { shortest, longest } = layout[id];
  const start = offset + 2;
  const value = shortest === longest ? content.slice(start, start + longest) : variable(content, start, longest);
  found.blocks.push({ id, value, offset });
  const end = start + value.length;
  const separated = content[end] === separator;
  const wanted = value.length < longest && shortest < longest && end < content.length;
  if (wanted && !separated) found.faults.push({ kind: 'absent', id, offset: end });
  // After the last block too, where nothing has to be told apart.
  const last = end + 1 >= content.length;
  if (separated && (!wanted || last)) found.faults.push({ kind: 'de-trop', id, offset: end });
  return separated ? end + 1 : end;
}

// Neither a name nor an OID has a letter before a digit: there the next block begins, its separator being forgotten.
function variable(content: string, start: number, longest: number): string {
  const text = content.slice(start, start + longest);
  const end = text.indexOf(separator);
  const value = end < 0 ? text : text.slice(0, end);
  // An identifier may begin with the last character of the longest value.
  const next = /S[1-7]/.exec(content.slice(start, start + value.length + 1))?.index ?? -1;
  return next > 0 ? value.slice(0, next) : value;
}
