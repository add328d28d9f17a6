import { z } from 'zod';

/** What a value of the contract looks like, for code that walks it field by field. */
export type Shape = { description: string; nullable: boolean } & (
  | { kind: 'objet'; fields: Record<string, z.ZodType> }
  | { kind: 'liste'; element: z.ZodType }
  | { kind: 'choix'; options: string[] }
  | { kind: 'booleen' }
  | { kind: 'texte' }
);

/** The shape of a schema of the contract; every schema that is none of the others is a text. */
export function shapeOf(schema: z.ZodType): Shape {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = shapeOf(schema.unwrap() as z.ZodType);
    return { ...inner, description: schema.description ?? inner.description, nullable: true };
  }
  const common = { description: schema.description ?? '', nullable: false };
  if (schema instanceof z.ZodObject)
    return { ...common, kind: 'objet', fields: schema.shape as Record<string, z.ZodType> };
  if (schema instanceof z.ZodArray) return { ...common, kind: 'liste', element: schema.element as z.ZodType };
  if (schema instanceof z.ZodEnum) return { ...common, kind: 'choix', options: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { ...common, kind: 'booleen' };
  return { ...common, kind: 'texte' };
}
