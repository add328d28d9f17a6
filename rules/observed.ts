import { z } from 'zod';
import type { RuleInputs } from './rule.ts';

const envelopeSchema = z.object({ value: z.unknown() });

/**
 * The value of an observation among a rule's inputs.
 *
 * @param schema the part of the value that the rule looks at
 */
export function observed<S extends z.ZodType>(inputs: RuleInputs, name: string, schema: S): z.infer<S> {
  const bytes = inputs[name] ?? Buffer.from('null');
  return schema.parse(envelopeSchema.parse(JSON.parse(bytes.toString('utf8'))).value);
}

/** A date and an hour as a screen shows them, whatever their order or separators. */
export const dated = /\d{2,4}\D\d{2}\D\d{2,4}.*\d{1,2}\D{1,3}\d{2}/;

const exchangeSchema = z.object({
  n: z.number(),
  at: z.string(),
  outcome: z.string(),
  attribution: z.enum(['personne', 'autre', 'inconnue']),
  tls: z
    .object({
      version: z.string(),
      cipher: z.string().default(''),
      authorized: z.boolean(),
      peer: z
        .object({
          subject: z.string(),
          issuer: z.string(),
          validFrom: z.string().optional(),
          validTo: z.string().optional(),
        })
        .optional(),
      clientHello: z.object({ versions: z.array(z.string()), ciphers: z.array(z.string()) }).optional(),
      error: z.string().optional(),
      fault: z.string().optional(),
    })
    .nullable(),
  request: z
    .object({
      method: z.string(),
      path: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      input: z.string(),
      tronque: z.boolean().optional(),
    })
    .optional(),
  response: z.object({ status: z.number(), input: z.string() }).optional(),
});

/** An exchange of the slice that a rule looks at; `request.input` names the input that holds the body. */
export type ObservedExchange = z.infer<typeof exchangeSchema>;

/** The exchanges of the slice named `echanges`. */
export function observedExchanges(inputs: RuleInputs): ObservedExchange[] {
  return observed(inputs, 'echanges', z.object({ exchanges: z.array(exchangeSchema) })).exchanges;
}

/** The exchanges attributed to the scenario's person, in order. */
export function ownExchanges(inputs: RuleInputs): ObservedExchange[] {
  return observedExchanges(inputs).filter((exchange) => exchange.attribution === 'personne');
}
