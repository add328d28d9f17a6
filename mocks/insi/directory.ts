import { isDeepStrictEqual } from 'node:util';
import { type Identity, nirKey, publishedIdentities } from '../../core/index.ts';
import type { RequestedCard, RequestedMatricule, RequestedTraits } from './bodies.ts';
import { VerificationLots } from './lots.ts';
import type { InsiAnswer, InsiCardMatch, InsiControl, InsiProgram, InsiTraitsMatch } from './program.ts';
import type { IdentityClaim } from './verification-request.ts';

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
  /** Batches left for verification. */
  readonly lots = new VerificationLots();
  #programs: readonly InsiProgram[] = [];

  program(entry: InsiProgram): void {
    // What it supersedes would never answer again: a bench that stays up for weeks does not pile it up.
    this.#programs = [entry, ...this.#programs.filter((former) => !isSuperseded(former, entry))];
  }

  reset(owner?: string): void {
    this.#programs = owner === undefined ? [] : this.#programs.filter((entry) => entry.owner !== owner);
    if (owner === undefined) this.lots.clear();
  }

  /** Answers to traits: comparison is exact (facts, INSi §1.8: strict on the birth name, hyphen and space differ). */
  answer(traits: RequestedTraits): InsiAnswer {
    const prepared = [...this.#programs, ...publishedCases].find(({ match }) => matchesTraits(match, traits));
    return prepared?.answer ?? known((one) => isIdentity(one, traits));
  }

  /**
   * Answers to a card. What the real service compares is not public; here, the matricule decides (a former one finds the
   * person too), and the other values must be those of the person where they are sent.
   */
  answerCard(card: RequestedCard): InsiAnswer {
    const prepared = this.#programs.find(({ match, answer }) =>
      'matricule' in match
        ? isOnCard(match, card)
        : 'code' in answer && answer.code === '00' && bears(answer.identity, card),
    );
    return prepared?.answer ?? known((one) => bears(one, card));
  }

  /**
   * Judges an identity by what a search for its traits answers: verified when it finds this very INS. A former matricule
   * is not verified; no text says what the real service does of it.
   */
  verify(claim: IdentityClaim): 'verifiee' | 'non_verifiee' | Extract<InsiAnswer, { fault: unknown }> {
    const answer = this.answer(claim.traits);
    if ('fault' in answer) return answer;
    return answer.code === '00' && isClaimed(answer.identity, claim) ? 'verifiee' : 'non_verifiee';
  }
}

function isSuperseded(former: InsiProgram, { match, owner }: InsiProgram): boolean {
  return former.owner === owner && isDeepStrictEqual(former.match, match);
}

function known(fits: (identity: Identity) => boolean): InsiAnswer {
  const [identity, other] = identities.filter(fits);
  if (identity === undefined) return { code: '01' };
  return other === undefined ? { code: '00', identity } : { code: '02' };
}

function matchesTraits(match: InsiProgram['match'], traits: RequestedTraits): boolean {
  return !('matricule' in match) && haveTraits(match, traits);
}

function haveTraits(wanted: InsiTraitsMatch, traits: RequestedTraits): boolean {
  return (
    wanted.nomNaissance === traits.nomNaissance &&
    (wanted.prenoms === undefined || namesAny(wanted.prenoms, traits)) &&
    (wanted.sexe === undefined || wanted.sexe === traits.sexe) &&
    (wanted.dateNaissance === undefined || wanted.dateNaissance === traits.dateNaissance)
  );
}

function isIdentity(identity: Identity, traits: RequestedTraits): boolean {
  return (
    haveTraits(identity, traits) && (traits.lieuNaissance === null || traits.lieuNaissance === identity.lieuNaissance)
  );
}

/** One first name of the list, or the whole list (CNDA tests: each in turn, then all together). */
function namesAny(list: string, { prenoms }: RequestedTraits): boolean {
  const asked = prenoms.join(' ');
  return asked === list || list.split(' ').includes(asked);
}

function isOnCard({ matricule, dateNaissance }: InsiCardMatch, card: RequestedCard): boolean {
  return (
    [card.individu, card.ouvrantDroit].some((one) => one?.matricule === matricule) &&
    (dateNaissance === undefined || dateNaissance === card.dateNaissance)
  );
}

/** The matricule of the person, or failing that of the one who opens the rights: that one alone is then found by it. */
function bears(identity: Identity, card: RequestedCard): boolean {
  const shown = card.individu ?? card.ouvrantDroit;
  return (
    shown !== null &&
    [identity, ...identity.historique].some((ins) => isMatricule(ins, shown)) &&
    (card.nomNaissance === null || card.nomNaissance === identity.nomNaissance) &&
    (card.dateNaissance === null || card.dateNaissance === identity.dateNaissance)
  );
}

// A card bears the computed key, even where the base has another one (CNDA case HERMANN).
function isMatricule(ins: RequestedMatricule, shown: RequestedMatricule): boolean {
  const keys = ['', ins.cle, nirKey(ins.matricule)];
  return ins.matricule === shown.matricule && keys.includes(shown.cle);
}

function isClaimed(identity: Identity, { matricule, cle, oid, traits, liste }: IdentityClaim): boolean {
  return (
    identity.matricule === matricule &&
    identity.oid === oid &&
    (cle === null || cle === identity.cle) &&
    (liste === null || liste === identity.prenoms) &&
    (traits.lieuNaissance === null || traits.lieuNaissance === identity.lieuNaissance)
  );
}
