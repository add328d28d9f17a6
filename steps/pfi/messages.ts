import { ProductStop, type Seen } from '../runtime/index.ts';

type Part = { path?: string; input: string };
type Sliced = { exchanges: Array<{ request?: Part; response?: Part }> };

/** The last message of a slice that carries a document, as rules of a message take it. */
export function lastDocument(seen: Seen): Seen {
  const { exchanges } = seen.value as Sliced;
  const found = exchanges.findLast(({ request }) => /^(?:MDM|ORU|OUL)/.test(request?.path ?? ''));
  return attached(seen, found?.request?.input, 'Aucun document n’a été transmis à la plateforme');
}

/** The request or the answer of the last exchange of a slice. */
export function bodyOf(seen: Seen, side: 'request' | 'response'): Seen {
  const { exchanges } = seen.value as Sliced;
  return attached(seen, exchanges.at(-1)?.[side]?.input, 'Le produit n’a pas acquitté le message de la plateforme');
}

function attached(seen: Seen, input: string | undefined, otherwise: string): Seen {
  const blob = seen.observation.attachments.find(({ name }) => name === input);
  const bytes = seen.attachments[input ?? ''];
  if (bytes === undefined || blob === undefined) throw new ProductStop(otherwise);
  return { ...seen, bytes, attachments: {}, observation: { ...seen.observation, blob, attachments: [] } };
}
