import { CappedBody, type ExchangeOutcome, type Journal } from '../../core/index.ts';
import type { Incoming } from './acknowledgement.ts';
import { frame } from './mllp-reader.ts';

/** Journal name of what the product sends to the platform. */
export const hl7Service = 'hl7';
/** Journal name of what the platform sends to the product. */
export const hl7SendingService = 'hl7-envoi';

/** One message and its acknowledgement. */
export interface Hl7Exchange {
  service: typeof hl7Service | typeof hl7SendingService;
  at: string;
  started: number;
  remoteAddress: string;
  message: Buffer;
  /** Frame and bytes outside included. */
  raw: Buffer;
  read: Incoming;
  /** Birth names and matricules besides those of the message. */
  keys?: readonly string[] | undefined;
  /** What is wrong of the frame, in French. */
  notes: readonly string[];
  outcome: ExchangeOutcome;
  /** The acknowledgement, without its frame, and its MSA-1. */
  answer?: { message: Buffer; code: string } | undefined;
}

/** Acknowledgement codes as a status that every exchange has. */
const statuses: Readonly<Record<string, number>> = { AA: 200, AE: 400, AR: 403 };

/** Keeps an exchange, as those of the other services are. */
export async function keep(journal: Journal, exchange: Hl7Exchange): Promise<void> {
  const { store } = journal;
  const { read, message, raw, answer, notes, keys = [], started, ...facts } = exchange;
  const headers: Array<[string, string]> = [
    ['MSH-9', read.type],
    ['MSH-10', read.id],
    ...notes.map((note): [string, string] => ['MLLP', note]),
  ];
  const capped = (bytes: Buffer): CappedBody => {
    const body = new CappedBody();
    body.add(bytes);
    return body;
  };
  const framed = answer === undefined ? undefined : Buffer.concat([frame.start, answer.message, frame.end]);
  await journal.record({
    ...facts,
    durationMs: Math.round(performance.now() - started),
    tls: null,
    request: {
      method: 'MLLP',
      path: read.type,
      headers,
      body: await capped(message).store(store),
      raw: await capped(raw).store(store),
    },
    ...(answer === undefined || framed === undefined
      ? {}
      : {
          response: {
            status: statuses[answer.code] ?? 500,
            headers: [['MSA-1', answer.code]],
            body: await store.put(answer.message),
            raw: await store.put(framed),
          },
        }),
    keys: [...new Set([...read.keys, ...keys.map((key) => key.toUpperCase())])],
  });
  if (journal.failure !== undefined) throw journal.failure;
}
