import type { VerbArgs } from '../../candidate/index.ts';
import type { Correspondent } from '../../core/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

/** The correspondent of the scenario. */
export function correspondentOf(world: ProbantWorld): Correspondent {
  return world.correspondents.at(-1) as Correspondent;
}

/** Object and text of the scenario's mails, drawn from the run. */
export function mailText(world: ProbantWorld): string {
  const name = world.correspondents.at(-1)?.nom ?? world.subject.person.nomUtilise;
  return `Avis ${name}`;
}

type Mail = Pick<VerbArgs<'envoyerMessage'>, 'bal'> & Partial<VerbArgs<'envoyerMessage'>>;

/** Sends a free mail to the scenario's correspondent. */
export async function sendMail(world: ProbantWorld, mail: Mail): Promise<void> {
  world.mark();
  await world.perform('envoyerMessage', {
    destinataires: [correspondentOf(world).adresse],
    objet: mailText(world),
    texte: `${mailText(world)}.`,
    reponseA: null,
    accuseReception: false,
    accuseLecture: false,
    ...mail,
  });
}

/** Checks that one mail left, to that address and no other. */
export async function expectSent(world: ProbantWorld, address: string): Promise<void> {
  const echanges = (await world.slice('mss-smtp', 1)) as Seen;
  await world.judge('mss.nombre-envois', { echanges }, { nombre: 1 });
  await world.judge('mss.destinataires', { echanges }, { destinataires: [address] });
}

/** Checks that no mail left in the whole window. */
export async function expectNothingSent(world: ProbantWorld): Promise<void> {
  await world.judge('mss.aucun-envoi', { echanges: (await world.slice('mss-smtp', 0)) as Seen });
}
