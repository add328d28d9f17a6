import { connect } from 'node:net';
import { type Environment, isoNow, type Journal } from '../../core/index.ts';
import { incoming } from './acknowledgement.ts';
import type { Hl7Delivery } from './hl7-types.ts';
import { hl7SendingService, keep } from './journaled.ts';
import { frame, type MllpBlock, MllpReader } from './mllp-reader.ts';
import type { Outgoing } from './outgoing.ts';

/** Milliseconds that the product has to acknowledge. */
const patience = 10_000;

/** Where the product listens. */
export interface MllpAddress {
  host: string;
  port: number;
}

type Answer = { block: MllpBlock } | { reason: 'injoignable' | 'sans_reponse'; note: string };

/** Sends a message to the product on a connection of its own, and keeps it with the acknowledgement that comes. */
export async function deliver(
  { host, port }: MllpAddress,
  { id, message, keys }: Outgoing & { keys?: readonly string[] | undefined },
  { environment, journal }: { environment: Environment; journal: Journal },
): Promise<Hl7Delivery> {
  const [at, started] = [isoNow(environment), performance.now()];
  const raw = Buffer.concat([frame.start, message, frame.end]);
  const got = await ask({ host, port }, raw);
  const answer = 'block' in got ? answerOf(got.block) : undefined;
  await keep(journal, {
    service: hl7SendingService,
    at,
    started,
    remoteAddress: `${host}:${port}`,
    message,
    raw,
    read: incoming(message),
    keys,
    notes: 'block' in got ? got.block.notes : [got.note],
    outcome: answer === undefined ? 'interrompu' : 'complet',
    answer,
  });
  return {
    sent: answer !== undefined,
    message: id,
    ...(answer === undefined ? {} : { code: answer.code }),
    ...('reason' in got ? { reason: got.reason } : {}),
  };
}

function answerOf({ message }: MllpBlock): { message: Buffer; code: string } {
  const { read } = incoming(message);
  const code = read?.segments.find(({ name }) => name === 'MSA')?.get(1) ?? '';
  return { message, code };
}

function ask({ host, port }: MllpAddress, raw: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const reader = new MllpReader();
    const socket = connect({ host, port });
    let connected = false;
    const done = (answer: Answer): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const silent = (note: string): void => done({ reason: connected ? 'sans_reponse' : 'injoignable', note });
    const timer = setTimeout(() => silent(`aucun acquittement du produit en ${patience / 1000} s`), patience);
    socket.once('connect', () => {
      connected = true;
      socket.write(raw);
    });
    socket.on('data', (chunk: Buffer) => {
      const [block] = reader.push(chunk);
      if (block !== undefined) done({ block });
    });
    socket.once('error', ({ message }) => silent(`connexion au produit (${host}:${port}) : ${message}`));
    socket.once('close', () => silent('connexion fermée par le produit sans acquittement'));
  });
}
