import type { z } from 'zod';
import { checkValue, type Shape, shapeOf } from '../contract/index.ts';
import { labelOf, meaningOf, normalise } from '../display/index.ts';

/** Asks one line; throws when the person left. */
export type Ask = (question: string) => Promise<string>;

/** A conversation: what is told, what is asked. */
export interface Interview {
  ask: Ask;
  say(text: string): void;
  /** The field that the next text stands for, where its own name doesn't tell. */
  meaning?: string;
}

/**
 * Asks a person for a value of the contract, field by field, until each holds.
 *
 * Answers are taken as screens show them (« 26/02/1997 », « qualifiée ») and put in the form of the contract.
 */
export function askValue(interview: Interview, schema: z.ZodType, field: string): Promise<unknown> {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'objet':
      return askFields(interview, shape.fields, field);
    case 'liste':
      return shapeOf(shape.element).kind === 'objet'
        ? askRows(interview, shape, field)
        : askTexts(interview, shape, field);
    case 'booleen':
      return askYes(interview, `${prompt(field, shape)} (o/n) `);
    case 'choix':
      return askChoice(interview, schema, field);
    case 'texte':
      return askText(interview, schema, field);
  }
}

/** Asks until the answer is yes or no. */
export async function askYes(interview: Interview, question: string): Promise<boolean> {
  for (;;) {
    const answer = (await interview.ask(question)).trim().toLowerCase();
    if (/^o(ui)?$/.test(answer)) return true;
    if (/^n(on)?$/.test(answer)) return false;
    interview.say('  Répondez o (oui) ou n (non).');
  }
}

async function askFields(interview: Interview, fields: Record<string, z.ZodType>, title: string): Promise<unknown> {
  if (title !== '') interview.say(`  ${labelOf(title)} :`);
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(fields)) {
    values[name] = await askValue({ ...interview, meaning: meaningOf(name, values) }, schema, name);
  }
  return values;
}

type ListShape = Extract<Shape, { kind: 'liste' }>;

async function askRows(interview: Interview, shape: ListShape, field: string): Promise<unknown[]> {
  interview.say(`  ${prompt(field, shape)}`);
  const rows: unknown[] = [];
  while (await askYes(interview, `  Une ligne ${rows.length === 0 ? '' : 'de plus '}à saisir ? (o/n) `)) {
    rows.push(await askValue(interview, shape.element, ''));
  }
  return rows;
}

async function askTexts(interview: Interview, shape: ListShape, field: string): Promise<string[]> {
  interview.say(`  ${prompt(field, shape)} (un par ligne, ligne vide pour finir)`);
  const texts: string[] = [];
  for (;;) {
    const line = await interview.ask('  - ');
    if (line.trim() === '') return texts;
    const checked = checkValue(shape.element, normalise(field, line) ?? '');
    if (checked.ok) texts.push(String(checked.value));
    else interview.say(`  ${checked.reason}`);
  }
}

function askChoice(interview: Interview, schema: z.ZodType, field: string): Promise<unknown> {
  const shape = shapeOf(schema);
  const options = shape.kind === 'choix' ? shape.options : [];
  const choices = options.map((option, index) => `${index + 1}. ${option}`).join('  ');
  const empty = shape.nullable ? ', vide si rien' : '';
  return untilValid(interview, `${prompt(field, shape)} [${choices}${empty}] `, (line) => {
    const chosen = options[Number(line) - 1] ?? normalise(field, line);
    return checkValue(schema, chosen);
  });
}

function askText(interview: Interview, schema: z.ZodType, field: string): Promise<unknown> {
  const shape = shapeOf(schema);
  const question = `${prompt(field, shape)}${shape.nullable ? ' (vide si rien n’est affiché)' : ''} : `;
  return untilValid(interview, question, (line) => {
    const text = normalise(interview.meaning ?? field, line);
    return checkValue(schema, text ?? (shape.nullable ? null : ''));
  });
}

async function untilValid(
  interview: Interview,
  question: string,
  check: (line: string) => ReturnType<typeof checkValue>,
): Promise<unknown> {
  for (;;) {
    const checked = check((await interview.ask(`  ${question}`)).trim());
    if (checked.ok) return checked.value;
    interview.say(`  ${checked.reason}`);
  }
}

function prompt(field: string, shape: Shape): string {
  const label = labelOf(field);
  return shape.description === '' ? label : `${label} — ${shape.description}`;
}
