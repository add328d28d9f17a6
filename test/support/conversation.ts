import { z } from 'zod';
import { conversationFormat } from '../../core/index.ts';
import type { RuleInputs } from '../../rules/index.ts';

const inputsSchema = z.object({
  value: z.object({
    exchanges: z.array(
      z.looseObject({
        attribution: z.string(),
        request: z.looseObject({ input: z.string() }).optional(),
        response: z.looseObject({ input: z.string() }).optional(),
      }),
    ),
  }),
});

/** The file of a kept conversation that shows rules those same inputs. */
export function conversationOf(service: string, inputs: RuleInputs): Buffer {
  const { exchanges } = inputsSchema.parse(JSON.parse(String(inputs['echanges']))).value;
  const body = (name: string): string => (inputs[name] ?? Buffer.alloc(0)).toString('base64');
  const kept = exchanges.map(({ attribution, request, response, ...rest }) => ({
    ...rest,
    keys: attribution === 'inconnue' ? [] : [attribution],
    ...(request && { request: { ...request, body: body(request.input) } }),
    ...(response && { response: { ...response, body: body(response.input) } }),
  }));
  return Buffer.from(JSON.stringify({ format: conversationFormat, service, personne: ['personne'], exchanges: kept }));
}
