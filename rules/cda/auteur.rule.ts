import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { type CdaDocument, cda, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { authorSpecialty, holds } from '../value-sets/index.ts';
import { insRoots, roots } from './formats.ts';
import { attribute, elements, pathOf } from './reading.ts';

const parameters = z.object({
  /** PS_IdNat of the author and responsible person: `8` and the RPPS. */
  identifiant: z.string().optional(),
  nom: z.string().optional(),
  prenom: z.string().optional(),
  /** Struct_IdNat. */
  structure: z.string().optional(),
});

type Expected = z.infer<typeof parameters>;

export const auteur = defineRule({
  id: 'cda.auteur',
  version: '2',
  title: 'L’auteur et le responsable du document sont des professionnels identifiés, de leur structure',
  source:
    'CI-SIS, Structuration minimale v1.16.8 (author, legalAuthenticator, custodian) ; JDV_J01 ; RG_2230 (nom et prénom non vides). Un identifiant en nullFlavor est dit par cda.entete',
  appliesTo: 'echanges',
  parameters,
  check: (inputs, expected) =>
    eachDocument(inputs, (document) => [
      ...elements(document.root, 'h:author/h:assignedAuthor').flatMap((author) => [
        ...identified(document, author, expected),
        ...employed(document, author, expected),
      ]),
      ...elements(document.root, 'h:legalAuthenticator/h:assignedEntity').flatMap((entity) =>
        identified(document, entity, expected),
      ),
    ]),
});

const isPatient = (author: XmlElement): boolean =>
  insRoots.includes(attribute(elements(author, 'h:id')[0], 'root') ?? '');

function identified(document: CdaDocument, actor: XmlElement, expected: Expected): Finding[] {
  if (isPatient(actor)) return [];
  const place = document.at(pathOf(actor));
  const device = elements(actor, 'h:assignedAuthoringDevice').length > 0;
  return [
    ...(device ? [] : identifier(actor, place, expected.identifiant)),
    ...profession(actor, place),
    ...(device ? [] : named(actor, place, expected)),
  ];
}

function identifier(actor: XmlElement, place: string, expected: string | undefined): Finding[] {
  const all = elements(actor, 'h:id');
  // The header's own rule tells an absent identifier, and one that is not told.
  const told = all.length === 0 || all.some((id) => attribute(id, 'nullFlavor') !== null);
  if (expected === undefined && told) return [];
  const ids = all.filter((id) => attribute(id, 'root') === roots.professional).map((id) => attribute(id, 'extension'));
  const insured = all.some((id) => attribute(id, 'root') === roots.insurance && attribute(id, 'extension'));
  return unless(expected === undefined ? insured || ids.some(isPsIdNat) : ids.includes(expected), {
    code: 'identifiant',
    where: `${place}/id`,
    expected: expected ?? `un PS_IdNat (${roots.professional})`,
    got: ids,
    message: 'Le professionnel n’est pas identifié.',
    remedy: `Écrivez sous ${roots.professional} le PS_IdNat du professionnel connecté : « 8 » et son RPPS, lus de sa carte ou de Pro Santé Connect.`,
  });
}

function profession(actor: XmlElement, place: string): Finding[] {
  const code = elements(actor, 'h:code')[0];
  const listed = holds(authorSpecialty, attribute(code, 'code') ?? '', attribute(code, 'codeSystem') ?? '');
  // The published examples have a responsible person without a code.
  return unless(listed || (code === undefined && actor.name === 'assignedEntity'), {
    code: 'profession',
    where: `${place}/code`,
    expected: authorSpecialty.source,
    got: attribute(code, 'code'),
    message: 'La profession ou la spécialité n’est pas dans la liste.',
    remedy:
      'Écrivez la profession et le savoir-faire de la situation d’exercice choisie, codés par le JDV_J01 : G15_10/SM26 sous 1.2.250.1.213.1.1.4.5 pour un généraliste.',
  });
}

// Prefixes of PS_IdNat (facts, DMP §3): 0 ADELI, 1 to 6 internal to a structure, 8 RPPS.
function isPsIdNat(extension: string | null): boolean {
  return /^[0134568]\d/.test(extension ?? '');
}

function named(actor: XmlElement, place: string, { nom, prenom }: Expected): Finding[] {
  const family = textAt(actor, 'h:assignedPerson/h:name/h:family', cda);
  const given = textAt(actor, 'h:assignedPerson/h:name/h:given', cda);
  const details = { where: `${place}/assignedPerson/name`, got: [family, given] };
  return [
    ...unless(Boolean(family) && Boolean(given), {
      ...details,
      code: 'nom-absent',
      expected: 'nom et prénom',
      message: 'Le nom et le prénom du professionnel sont obligatoires.',
      remedy:
        'Écrivez le nom d’exercice (family) et le prénom (given) : le DMP rejette un flux où l’un des deux est vide.',
    }),
    ...unless(nom === undefined || family?.toUpperCase() === nom.toUpperCase(), {
      ...details,
      code: 'nom',
      expected: nom,
      message: 'Le professionnel n’est pas celui qui était attendu.',
      remedy:
        'Tirez l’auteur et le responsable de la session de l’utilisateur qui produit le document, non d’un réglage.',
    }),
    ...unless(prenom === undefined || given?.toUpperCase() === prenom.toUpperCase(), {
      ...details,
      code: 'prenom',
      expected: prenom,
      message: 'Le professionnel n’est pas celui qui était attendu.',
      remedy:
        'Tirez l’auteur et le responsable de la session de l’utilisateur qui produit le document, non d’un réglage.',
    }),
  ];
}

function employed(document: CdaDocument, author: XmlElement, { structure }: Expected): Finding[] {
  if (isPatient(author)) return [];
  const id = elements(author, 'h:representedOrganization/h:id')[0];
  const where = document.at(`${pathOf(author)}/representedOrganization/id`);
  const remedy = `Écrivez le Struct_IdNat de la structure où l’auteur exerce, sous ${roots.structure} : celle de la situation d’exercice choisie.`;
  const root = attribute(id, 'root');
  return [
    ...unlessEqual({
      code: 'structure',
      where,
      expected: structure ?? (attribute(id, 'extension') || 'la structure de l’auteur'),
      got: attribute(id, 'extension'),
      message: 'La structure de l’auteur n’est pas celle qui était attendue.',
      remedy,
    }),
    ...unless(root === null || root === roots.structure || root === roots.publisher, {
      code: 'structure-racine',
      where,
      expected: `${roots.structure}, ou ${roots.publisher} pour un service numérique référencé`,
      got: root,
      message: 'La structure de l’auteur n’est pas identifiée par un identifiant national.',
      remedy,
    }),
  ];
}
