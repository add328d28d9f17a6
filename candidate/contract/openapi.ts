import { z } from 'zod';
import type { Json, JsonObject } from '../../core/index.ts';
import type { VerbDefinition } from './verbs/common.ts';
import { verbs } from './verbs.ts';

/** Version of the driver contract: the first number changes when an adapter has to change. */
export const contractVersion = '1.0.0';

const errorSchema: JsonObject = {
  type: 'object',
  properties: { erreur: { type: 'string', description: 'Ce qui s’est passé, en clair' } },
};

/** OpenAPI 3.1 document of the HTTP adapter: `POST /<verbe>` for each verb. Printed by `probant contrat`. */
export function openApi(): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Adaptateur Probant',
      version: contractVersion,
      description:
        'Ce qu’un éditeur expose pour que Probant pilote son produit. Un verbe non réalisé répond 501, ou 404 sans ' +
        '« erreur » : l’étape est alors confiée à une personne. Aucun verbe ne rend de jugement : une action rend ce que l’écran ' +
        'affiche ensuite, une lecture rend des valeurs.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths: Object.fromEntries(
      Object.entries(verbs)
        .filter(([, verb]) => (verb as VerbDefinition).kind !== 'constat')
        .map(([name, verb]) => [`/${name}`, { post: operation(name, verb) }]),
    ),
  };
}

function operation(name: string, verb: VerbDefinition): JsonObject {
  return {
    operationId: name,
    summary: verb.summary,
    tags: [verb.kind],
    requestBody: { required: true, content: jsonContent(schemaOf(verb.args)) },
    responses: {
      '200': { description: 'Ce que le produit affiche', content: jsonContent(schemaOf(verb.result)) },
      '404': {
        description: 'Sans corps : verbe non réalisé. Avec « erreur » : l’adaptateur n’a pas pu agir',
        content: jsonContent(errorSchema),
      },
      '501': { description: 'Verbe non réalisé par l’adaptateur : l’étape est guidée' },
      default: { description: 'L’adaptateur n’a pas pu agir', content: jsonContent(errorSchema) },
    },
  };
}

function jsonContent(schema: Json): JsonObject {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodObject): JsonObject {
  // What goes over the wire is the input of our parsing: extra properties are dropped, not refused.
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input' }) as unknown as JsonObject;
  return body;
}
