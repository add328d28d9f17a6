import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { ebrim } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { contentType, holds } from '../value-sets/index.ts';
import { authorFaults } from './authors.ts';
import {
  classificationsOf,
  codesOf,
  type Described,
  eachSet,
  entriesOf,
  entryScheme,
  identifiersOf,
  setScheme,
  slotValues,
} from './entries.ts';
import { isInstant, isOid, isPatientId, readCx, repeatedOf } from './formats.ts';

export const lot = defineRule({
  id: 'xds.lot',
  version: '2',
  title: 'Le lot de soumission porte chaque attribut attendu, dans sa forme, et vise le patient de ses fiches',
  source:
    'CI-SIS, modèle du lot ; IHE ITI TF-3 §4.2 ; EX_GEN-1350, EX_2.1-1130 (faits DMP §5.3, documenté) ; ' +
    'schéma 1.2.250.1.213.2.2 de JDV_J59 lu sur l’exemple du DMP (à confirmer) ; en XDM, identifiant local sans INS qualifiée (faits MSS §5.2)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachSet(inputs, (set) => [
      ...node(set),
      ...one(set, {
        name: 'submissionTime',
        values: slotValues(set.element, 'submissionTime'),
        expected: 'une heure UTC AAAAMMJJhhmmss',
        accepts: isInstant,
        remedy: 'Écrivez l’heure de la soumission en UTC, sur 14 chiffres, sans décalage : 20260302081531.',
      }),
      ...authors(set),
      ...contentTypes(set),
      ...identifiers(set),
      ...patients(set),
      ...repeated(set),
    ]),
});

interface Attribute {
  name: string;
  values: string[];
  expected: string;
  accepts: (value: string) => boolean;
  remedy: string;
}

// Once, and in its form.
function one({ at }: Described, { name, values, expected, accepts, remedy }: Attribute): Finding[] {
  return unless(values.length === 1 && accepts(values[0] ?? ''), {
    code: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    where: at(name),
    expected,
    got: values,
    message: `L’attribut ${name} du lot manque, est répété ou n’a pas sa forme.`,
    remedy,
  });
}

function authors(set: Described): Finding[] {
  const found = classificationsOf(set.element, setScheme.author);
  return [
    ...one(set, {
      name: 'author',
      values: found.map(() => 'un auteur'),
      expected: 'un auteur',
      accepts: () => true,
      remedy: 'Écrivez une classification author du lot et une seule : l’utilisateur connecté et sa structure.',
    }),
    ...found.flatMap((author, i) => authorFaults(author, i + 1, set.at)),
  ];
}

function contentTypes(set: Described): Finding[] {
  const codes = codesOf(set.element, setScheme.contentType);
  return one(set, {
    name: 'contentTypeCode',
    values: codes.map(({ code, scheme }) => `${code} (${scheme})`),
    expected: 'un code de JDV_J59',
    accepts: () => codes.every(({ code, scheme, label }) => label !== '' && holds(contentType, code, scheme)),
    remedy:
      'Écrivez l’activité d’où vient le lot, une fois, avec son libellé et son schéma : 07 (consultation externe) sous 1.2.250.1.213.2.2, ou le secteur d’activité.',
  });
}

function identifiers(set: Described): Finding[] {
  const local = set.submission.kind === 'xdm';
  const attribute = (
    name: 'patientId' | 'sourceId' | 'uniqueId',
    rest: Pick<Attribute, 'expected' | 'accepts' | 'remedy'>,
  ): Finding[] => one(set, { name, values: identifiersOf(set.element, setScheme[name]), ...rest });
  return [
    ...attribute('patientId', {
      expected: local ? 'INS^^^&OID&ISO^NH, ou IPP^^^&OID&ISO^PI sans INS' : 'INS^^^&OID&ISO^NH',
      accepts: (value) => isPatientId(value, { local }),
      remedy: patientRemedy,
    }),
    ...attribute('sourceId', {
      expected: 'l’OID de l’installation',
      accepts: isOid,
      remedy: 'Donnez à chaque installation du produit un OID qui n’est qu’à elle (EX_GEN-1350), et écrivez-le ici.',
    }),
    ...attribute('uniqueId', {
      expected: 'un OID de 64 caractères au plus',
      accepts: isOid,
      remedy:
        'Donnez à chaque soumission un OID neuf : « 2.25. » et un UUID en décimal, ou un nœud de l’OID de l’installation (EX_2.1-1130).',
    }),
  ];
}

const patientRemedy =
  'Écrivez l’INS d’une identité qualifiée sous l’OID qu’INSi a rendu, type NH ; sans INS qualifiée, un courriel porte l’identifiant local sous l’OID de la structure, type PI, et le DMP n’est pas alimenté.';

// In the lot or beside it: a Classification names what it classifies (ebRIM 3.0; IHE ITI TF-3 §4.2).
function node({ element, id, submission, at }: Described): Finding[] {
  const expected = `urn:uuid:${setScheme.node}`;
  const all = submission.request.find('.//rim:Classification[@classificationNode]', ebrim) as XmlElement[];
  const own = all
    .filter((one) => one.attr('classifiedObject')?.value === id || one.parent?.attr('id')?.value === id)
    .map((one) => one.attr('classificationNode')?.value ?? '');
  return unless(element.attr('id') !== null && own.includes(expected), {
    code: 'noeud',
    where: at('Classification/@classificationNode'),
    expected,
    got: own,
    message: 'Le lot n’est pas classé comme un lot de soumission XDS.',
    remedy: `Ajoutez <rim:Classification classifiedObject="${id}" classificationNode="${expected}"/> au lot.`,
  });
}

/** The lot aims at the patient of its entries (facts, DMP §12). */
function patients(set: Described): Finding[] {
  const [ofSet = ''] = identifiersOf(set.element, setScheme.patientId);
  return entriesOf(set.submission).flatMap((entry) => {
    const [ofEntry = ''] = identifiersOf(entry.element, entryScheme.patientId);
    // An absent one is told as such.
    return unless(ofSet === '' || ofEntry === '' || samePatient(ofSet, ofEntry), {
      code: 'patient-lot',
      where: set.at(`patientId ↔ fiche ${entry.id} · patientId`),
      expected: ofEntry,
      got: ofSet,
      message: 'Le lot et la fiche ne visent pas le même patient.',
      remedy: 'Écrivez dans le lot le patientId de ses fiches : un lot ne porte que les documents d’un patient.',
    });
  });
}

function samePatient(one: string, other: string): boolean {
  const [a, b] = [readCx(one), readCx(other)];
  return a === null || b === null ? one === other : a.id === b.id && a.oid === b.oid;
}

/** Each object of a submission has a uniqueId of its own (XDSRegistryDuplicateUniqueIdInMessage). */
function repeated(set: Described): Finding[] {
  const ids = [
    ...identifiersOf(set.element, setScheme.uniqueId),
    ...set.submission.request
      .find('.//rim:ExtrinsicObject', ebrim)
      .flatMap((entry) => identifiersOf(entry as XmlElement, entryScheme.uniqueId)),
  ];
  const again = repeatedOf(ids);
  return unless(again.length === 0, {
    code: 'unique-id-repete',
    where: set.at('uniqueId'),
    expected: 'un uniqueId pour le lot et pour chaque fiche',
    got: again,
    message: 'Deux objets de la soumission ont le même uniqueId.',
    remedy: 'Tirez un OID neuf pour le lot, et écrivez dans chaque fiche l’OID de son propre document.',
  });
}
