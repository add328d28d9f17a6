import { z } from 'zod';

/** What names the form of a kept conversation, in its first member. */
export const conversationFormat = 'probant-conversation/1';

/** Exchanges of the longest conversation that is judged. */
const longest = 5_000;

const headersSchema = z.array(z.tuple([z.string(), z.string()]));
const bodySchema = z.base64();

/** What was seen of a connection, as far as rules look at it. */
const tlsSchema = z.object({
  version: z.string(),
  cipher: z.string().default(''),
  serverName: z.string().optional(),
  peer: z
    .object({
      subject: z.string(),
      issuer: z.string().default(''),
      sha256: z.string().optional(),
      validFrom: z.string().optional(),
      validTo: z.string().optional(),
    })
    .optional(),
  clientHello: z
    .object({ versions: z.array(z.string()), ciphers: z.array(z.string()), groups: z.array(z.string()).optional() })
    .optional(),
  authorized: z.boolean().default(false),
  error: z.string().optional(),
  /** What the bench showed wrong on purpose (docs/pannes.md). */
  fault: z.string().optional(),
});

const exchangeSchema = z.object({
  /** Ordinal in the journal: each greater than the one before. */
  n: z.number().int(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime({ offset: true }),
  outcome: z.string().default('complet'),
  /** Values found in the message that can attribute it. */
  keys: z.array(z.string()).default([]),
  /** What was seen of the connection; null when it was in clear, absent when nobody looked. */
  tls: tlsSchema.nullable().optional(),
  /** Absent when the handshake failed. */
  request: z
    .object({
      method: z.string(),
      path: z.string(),
      headers: headersSchema,
      body: bodySchema,
      /** True when only the beginning of the body was kept. */
      tronque: z.boolean().default(false),
    })
    .optional(),
  response: z.object({ status: z.number().int(), headers: headersSchema.default([]), body: bodySchema }).optional(),
});

/**
 * The exchanges of one service in a file of their own (docs/check.md): those of the journal, in order, their bodies in base64.
 */
export const conversationSchema = z.object({
  format: z.literal(conversationFormat),
  /** Name of the service in the journal. */
  service: z.string(),
  /** Keys of the person; absent: every exchange is the person's. */
  personne: z.array(z.string()).optional(),
  exchanges: z.array(exchangeSchema).max(longest).refine(isOrdered),
});

function isOrdered(exchanges: ReadonlyArray<{ n: number }>): boolean {
  return exchanges.every(({ n }, i) => i === 0 || n > (exchanges[i - 1]?.n ?? 0));
}

/** Exchanges of one service, kept in a file. */
export type Conversation = z.infer<typeof conversationSchema>;
export type ConversationExchange = Conversation['exchanges'][number];
