import type { z } from 'zod';
import { ProbantError } from '../../core/index.ts';
import { type Shape, shapeOf, type VerbName, verbs } from '../contract/index.ts';
import { isBlank, matriculesIn, meaningOf, normalise, tidy } from '../display/index.ts';
import { isSaid, isTexts, type Seen, type Texts } from './observe.ts';

/** What was seen, as the contract wants it, and whether Probant saw all of it by itself. */
export interface Conformed {
  value: unknown;
  /** False when a value came from the publisher's code, or from an attribute that nobody sees. */
  read: boolean;
}

/** Fields of the contract that hold the product's own identifiers: these alone may come from what nobody sees. */
const identifiers: readonly string[] = ['dossier', 'document', 'message'];

/**
 * Puts what was seen in the form of the contract. The caller validates the value.
 *
 * @throws {@link ProbantError} `pilote_hors_contrat` when several elements show where one value is expected
 */
export function conform(verb: VerbName, seen: Seen): Conformed {
  let read = true;
  const value = convert(seen, verbs[verb].result, '');
  return { value, read };

  function convert(node: Seen, schema: z.ZodType, field: string): unknown {
    if (Array.isArray(node)) return node.map((item) => convert(item, elementOf(schema), field));
    if (isTexts(node)) return convertTexts(node, shapeOf(schema), field);
    if (!isSaid(node)) return convertFields(node.champs, shapeOf(schema));
    read = false;
    return node.dit;
  }

  function convertTexts(node: Texts, shape: Shape, field: string): unknown {
    if (node.cache === true && !identifiers.includes(field)) read = false;
    if (shape.kind === 'booleen') return node.textes.length > 0;
    if (shape.kind === 'liste') return items(node, field);
    if (shape.kind === 'objet') return null;
    return single(node, field) ?? (shape.nullable ? null : '');
  }

  function convertFields(nodes: Record<string, Seen>, shape: Shape): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(shape.kind === 'objet' ? shape.fields : {})) {
      const node = nodes[name];
      if (node !== undefined) values[name] = convert(node, schema, meaningOf(name, values));
    }
    return values;
  }

  function single(node: Texts, field: string): string | null {
    if (node.textes.length > 1) {
      throw new ProbantError('pilote_hors_contrat', { verbe: verb, detail: several(node, field) });
    }
    const [text] = node.textes;
    return text === undefined ? null : coded(node, field, text);
  }
}

function elementOf(schema: z.ZodType): z.ZodType {
  const shape = shapeOf(schema);
  return shape.kind === 'liste' ? shape.element : schema;
}

function items(node: Texts, field: string): string[] {
  const texts = field === 'historique' ? node.textes.flatMap(matriculesIn) : node.textes;
  return texts.map((text) => coded(node, field, text)).filter((text) => text !== null);
}

function coded(node: Texts, field: string, text: string): string | null {
  const displayed = tidy(text);
  const code = node.codes?.[displayed];
  if (code !== undefined) return isBlank(code) ? null : code;
  // The octets of a document are no displayed text.
  return field === 'contenu' ? text : normalise(field, displayed);
}

function several(node: Texts, field: string): string {
  const shown = node.textes.map((text) => `« ${tidy(text)} »`).join(', ');
  return `${field} : ${node.textes.length} éléments affichés (${shown}) là où un seul est attendu`;
}
