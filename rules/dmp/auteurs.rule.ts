import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { plain } from '../messagerie/shown.ts';
import { defineRule } from '../rule.ts';
import { classificationsOf, eachEntry, entryScheme, slotValues } from '../xds/entries.ts';
import { readXcn, readXon, type Xcn } from '../xds/formats.ts';

const parametersSchema = z.object({
  nom: z.string(),
  prenom: z.string(),
  /** 11 digits. */
  rpps: z.string(),
  /** True where the author is in the RPPS no more. */
  personneMorale: z.boolean(),
});
type Expected = z.infer<typeof parametersSchema>;

interface Author {
  person: Xcn | null;
  /** Struct_IdNat. */
  structure: string;
}

export const auteurs = defineRule({
  id: 'dmp.auteurs',
  version: '1',
  title: 'Le document antérieur garde son auteur, et la personne morale s’y ajoute quand il n’est plus au RPPS',
  source:
    'DMP/HISTO.04 (énoncé). Comment une personne morale s’écrit n’est pas publié ; déduit des acteurs de XCN (faits DMP §5.4) : un auteur qui ' +
    'n’est pas une personne (U, RI), de cette structure',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  check: (inputs, expected) =>
    eachEntry(
      inputs,
      ({ element, at }) => {
        const authors = classificationsOf(element, entryScheme.author).map(authorOf);
        return [...writer(authors, expected, at('author')), ...moralPerson(authors, expected, at('author'))];
      },
      ['depot'],
    ),
});

function authorOf(element: XmlElement): Author {
  const [xcn = ''] = slotValues(element, 'authorPerson');
  const [xon = ''] = slotValues(element, 'authorInstitution');
  return { person: readXcn(xcn), structure: readXon(xon)?.id ?? '' };
}

function writer(authors: readonly Author[], { nom, prenom, rpps, personneMorale }: Expected, where: string): Finding[] {
  const found = authors.map(({ person }) => person).find((one) => one?.nameType === 'D');
  const named = found != null && plain(found.family) === plain(nom) && plain(found.given) === plain(prenom);
  // The number of who is in the RPPS no more names nobody there: a structure may give him one of its own.
  const identified = personneMorale || found?.id === `8${rpps}`;
  return unless(named && identified, {
    code: 'auteur-perdu',
    where,
    expected: `${prenom} ${nom}${personneMorale ? '' : ` (8${rpps})`}`,
    got: found && `${found.given} ${found.family} (${found.id})`,
    message: 'Le document antérieur n’est pas déposé sous le nom de son auteur.',
    remedy:
      'Gardez pour auteur de la fiche et de l’en-tête celui qui a écrit le document ; celui qui le reprend n’est que l’auteur du lot.',
  });
}

function moralPerson(authors: readonly Author[], { personneMorale }: Expected, where: string): Finding[] {
  const found = authors.filter(({ person }) => person?.nameType === 'U');
  const held = personneMorale ? found.some(({ structure }) => structure !== '') : found.length === 0;
  return unless(held, {
    code: personneMorale ? 'personne-morale-absente' : 'personne-morale-de-trop',
    where,
    expected: personneMorale ? 'la personne morale, avec le professionnel' : 'le professionnel seul',
    got: authors.map(({ person, structure }) => `${person?.family ?? '?'} (${person?.idType ?? '?'}, ${structure})`),
    message: personneMorale
      ? 'L’auteur n’est plus au RPPS, et la personne morale n’est pas auteur du document.'
      : 'La personne morale est auteur d’un document dont l’auteur est au RPPS.',
    remedy: personneMorale
      ? 'Cherchez l’auteur dans l’Annuaire Santé avant le dépôt ; s’il n’y est plus, ajoutez la structure aux auteurs, dans l’en-tête (author) et dans la fiche.'
      : 'N’ajoutez la structure aux auteurs que si l’auteur n’est plus dans l’Annuaire Santé, une fois celui-ci chargé.',
  });
}
