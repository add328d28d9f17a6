import { z } from 'zod';

/** A trace of what was done with a mailbox, as shown. */
export const traceSchema = z.object({
  date: z.string(),
  auteur: z.string(),
  action: z.string(),
  demande: z.string(),
  reponse: z.string(),
});
