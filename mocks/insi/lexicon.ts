import type { RequestedCard, RequestedTraits } from './bodies.ts';

// SEL-MP-043 §2 and §3.4.1 as quoted (facts, INSi §1.8): A to Z, space, apostrophe, hyphen. Neither space nor hyphen
// first; space and apostrophe neither doubled nor combined. The expressions are inferred from those rules, and so is the
// refusal: no text says which code the service answers.
const patterns = {
  NomNaissance: /^(?!.*(?: {2}|''| '|' ))['A-Z](?:[A-Z' ]|--?(?!-))*$/,
  Prenom: /^(?!.*(?: {2}|''| '|' |--))['A-Z][A-Z' -]*(?<!['-])$/,
  // `DateLunaire`: no calendar date, 1950-00-00 is one.
  DateNaissance: /^\d{4}-\d{2}-\d{2}$/,
  LieuNaissance: /^[A-Za-z0-9]{5}$/,
  NumIdentifiant: /^\d{6}[AB0-9]\d{6}$/,
  Cle: /^\d{2}$/,
} as const;

type Element = keyof typeof patterns;

/** The first of the traits that does not follow the lexical rules: `NomNaissance « adrun »`. */
export function misspeltTrait(traits: RequestedTraits): string | undefined {
  return firstWrong([
    ['NomNaissance', traits.nomNaissance],
    ...traits.prenoms.map((prenom): [Element, string] => ['Prenom', prenom]),
    ['DateNaissance', traits.dateNaissance],
    ['LieuNaissance', traits.lieuNaissance],
  ]);
}

/**
 * The first value of a card that does not follow them: only what identifies is looked at, for the names of a card are
 * written by whoever made it.
 */
export function misspeltCard({ individu, ouvrantDroit }: RequestedCard): string | undefined {
  return firstWrong(
    [individu, ouvrantDroit].flatMap(
      (one): Array<[Element, string | null]> => [
        ['NumIdentifiant', one?.matricule ?? null],
        ['Cle', one?.cle === '' ? null : (one?.cle ?? null)],
      ],
    ),
  );
}

function firstWrong(values: ReadonlyArray<readonly [Element, string | null]>): string | undefined {
  const wrong = values.find(([element, value]) => value !== null && !patterns[element].test(value));
  return wrong === undefined ? undefined : `${wrong[0]} « ${wrong[1]} »`;
}
