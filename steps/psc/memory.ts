import type { Correspondent } from '../../core/index.ts';
import { type ProbantWorld, ProductStop, type Seen, scenarioMemory } from '../runtime/index.ts';

/** The professional of a scenario, known to Pro Santé Connect and to the product. */
export interface Member {
  person: Correspondent;
  /** National id: 8 and the RPPS. */
  id: string;
  /** The product's own identifier of his account. */
  compte?: string;
}

const members = scenarioMemory((): Member[] => []);

/** Adds a professional to the scenario. */
export function remember(world: ProbantWorld, member: Member): void {
  members(world).push(member);
}

/** The professional that the present steps are about: the latest one. */
export function memberOf(world: ProbantWorld): Member & { compte: string } {
  const member = members(world).at(-1);
  if (member?.compte === undefined) throw new ProductStop('Le compte du professionnel n’a pas été créé');
  return { ...member, compte: member.compte };
}

/** The calls to Pro Santé Connect since the last mark, once `expected` of the scenario's own are there. */
export async function calls(world: ProbantWorld, expected: number): Promise<Seen> {
  return (await world.slice('psc', expected)) as Seen;
}

/** Checks whose session is open, and under which account. */
export async function expectMember(world: ProbantWorld): Promise<void> {
  const { id, compte } = memberOf(world);
  await world.judge(
    'psc.utilisateur',
    { lecture: await world.perform('lireSession', {}) },
    { identifiant: id, compte },
  );
}

/** Checks that nobody's session is open. */
export async function expectNobody(world: ProbantWorld): Promise<void> {
  await world.judge('psc.utilisateur', { lecture: await world.perform('lireSession', {}) }, { identifiant: '' });
}
