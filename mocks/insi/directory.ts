import { type Identity, publishedIdentities } from '../../core/index.ts';
import type { InsiAnswer, InsiControl, InsiProgram } from './program.ts';
import type { RequestedTraits } from './request.ts';

// Published cases whose answer is not an identity (facts, INSi §1.10). TCHITCHI OLA and the HOUILLES need no entry:
// nobody of those traits is known, so they get 01.
const publishedCases: readonly InsiProgram[] = [
  {
    match: { nomNaissance: 'DE VINCI', prenoms: 'LEONARDO', sexe: 'M', dateNaissance: '2014-02-01' },
    answer: { code: '02' },
  },
  {
    match: { nomNaissance: 'DE VINCI', prenoms: 'RUTH', sexe: 'F', dateNaissance: '1976-07-14' },
    answer: { fault: 'insi_102' },
  },
  {
    match: { nomNaissance: 'VANDERMONDE', prenoms: 'ARIANA', sexe: 'F', dateNaissance: '1995-06-17' },
    answer: { fault: 'insi_102' },
  },
];

const identities: readonly Identity[] = Object.values(publishedIdentities);

/** Who INSi knows: prepared answers first, the latest one before the others, then the published test identities. */
export class InsiDirectory implements InsiControl {
  #programs: readonly InsiProgram[] = [];

  program(entry: InsiProgram): void {
    this.#programs = [entry, ...this.#programs];
  }

  reset(owner?: string): void {
    this.#programs = owner === undefined ? [] : this.#programs.filter((entry) => entry.owner !== owner);
  }

  /** Answers to traits: comparison is exact (facts, INSi §1.8: strict on the birth name, hyphen and space differ). */
  answer(traits: RequestedTraits): InsiAnswer {
    const prepared = [...this.#programs, ...publishedCases].find(({ match }) => matches(match, traits));
    if (prepared !== undefined) return prepared.answer;
    const [identity, other] = identities.filter((one) => isIdentity(one, traits));
    if (identity === undefined) return { code: '01' };
    return other === undefined ? { code: '00', identity } : { code: '02' };
  }
}

function matches(match: InsiProgram['match'], traits: RequestedTraits): boolean {
  return (
    match.nomNaissance === traits.nomNaissance &&
    (match.prenoms === undefined || namesAny(match.prenoms, traits)) &&
    (match.sexe === undefined || match.sexe === traits.sexe) &&
    (match.dateNaissance === undefined || match.dateNaissance === traits.dateNaissance)
  );
}

function isIdentity(identity: Identity, traits: RequestedTraits): boolean {
  return (
    matches(identity, traits) && (traits.lieuNaissance === null || traits.lieuNaissance === identity.lieuNaissance)
  );
}

/** One first name of the list, or the whole list (CNDA tests: each in turn, then all together). */
function namesAny(list: string, { prenoms }: RequestedTraits): boolean {
  const asked = prenoms.join(' ');
  return asked === list || list.split(' ').includes(asked);
}
