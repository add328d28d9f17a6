import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type ObservedExchange, ownExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** Which messages of the product are looked at; every one where nothing is said. */
export interface Wanted {
  /** MSH-9.1. */
  type?: string | undefined;
  /** MSH-9.2. */
  evenements?: readonly string[] | undefined;
}

/** A message of the product, and the exchange that carried it. */
export interface SentMessage {
  exchange: ObservedExchange;
  message: Buffer;
}

/** Applies a check to each of the person's messages that are wanted; none is a finding. */
export async function eachSent(
  inputs: RuleInputs,
  wanted: Wanted,
  check: (sent: SentMessage) => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  const sent = messagesOf(inputs, wanted);
  if (sent.length === 0) return [absent(inputs, wanted)];
  const findings = await Promise.all(sent.map(async (one) => [one.exchange.n, await check(one)] as const));
  return findings.flatMap(([n, all]) =>
    all.map((finding) => ({ ...finding, where: `échange ${n} : ${finding.where}` })),
  );
}

function messagesOf(inputs: RuleInputs, { type, evenements }: Wanted): SentMessage[] {
  return ownExchanges(inputs).flatMap((exchange) => {
    const { request } = exchange;
    if (request === undefined) return [];
    const [family = '', event = ''] = request.path.split('^');
    const chosen = (type === undefined || type === family) && (evenements?.includes(event) ?? true);
    return chosen ? [{ exchange, message: inputs[request.input] ?? Buffer.alloc(0) }] : [];
  });
}

function absent(inputs: RuleInputs, { type = 'HL7 v2', evenements = [] }: Wanted): Finding {
  const event = evenements.length === 0 ? '' : `^${evenements.join(' ou ^')}`;
  return discrepancy({
    code: 'message-absent',
    where: 'échanges',
    expected: `un message ${type}${event} sur le patient`,
    got: ownExchanges(inputs).map(({ request }) => request?.path ?? 'illisible'),
    message: 'Le produit n’a pas envoyé à la plateforme le message attendu.',
    remedy:
      'Envoyez le message à l’adresse de la plateforme (PROBANT_HL7), dès l’événement, avec le nom du patient en PID-5 ou son identifiant en PID-3 : c’est par eux que le banc le reconnaît.',
  });
}

/** What is wrong of the frame, and of what the platform answered. */
export function transport({ exchange }: SentMessage): Finding[] {
  const notes = (exchange.request?.headers ?? []).flatMap(([name, note]) => (name === 'MLLP' ? [note] : []));
  return [
    ...notes.map((note) =>
      discrepancy({
        code: 'trame',
        where: 'MLLP',
        expected: '0x0B, le message, 0x1C 0x0D',
        got: note,
        message: 'La trame MLLP n’est pas celle du protocole.',
        remedy: 'Écrivez 0x0B avant le message, puis 0x1C et 0x0D après lui, et rien hors de ces trames.',
        severity: exchange.outcome === 'complet' ? 'avertissement' : 'bloquant',
      }),
    ),
    ...unless(exchange.response?.status === 200, {
      code: 'non-acquitte',
      where: 'MSA-1',
      expected: 'AA',
      got: exchange.response?.status === 400 ? 'AE' : exchange.response?.status === 403 ? 'AR' : null,
      message: 'La plateforme n’a pas accepté le message.',
      remedy:
        'Lisez le segment ERR de l’acquittement : MSH-9 et MSH-10 sont requis, et le message commence par MSH et ses délimiteurs.',
    }),
  ];
}
