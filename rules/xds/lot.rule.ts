import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { contentType, holds } from '../value-sets/index.ts';
import { authorFaults } from './authors.ts';
import {
  classificationsOf,
  codesOf,
  type Described,
  eachSet,
  entryText,
  identifiersOf,
  setScheme,
  slotValues,
} from './entries.ts';
import { isInstant, isOid, readCx } from './formats.ts';

export const lot = defineRule({
  id: 'xds.lot',
  version: '1',
  title: 'Le lot de soumission porte chaque attribut attendu, dans sa forme',
  source:
    'CI-SIS, modèle du lot ; IHE ITI TF-3 §4.2 ; EX_GEN-1350, EX_2.1-1130 (faits DMP §5.3, documenté) ; ' +
    'schéma 1.2.250.1.213.2.2 de JDV_J59 lu sur l’exemple du DMP (à confirmer)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachSet(inputs, (set) => [
      ...unless(entryText(set, `rim:Classification/@classificationNode`) === `urn:uuid:${setScheme.node}`, {
        code: 'noeud',
        where: set.at('Classification/@classificationNode'),
        expected: `urn:uuid:${setScheme.node}`,
        got: entryText(set, 'rim:Classification/@classificationNode'),
        message: 'Le lot n’est pas classé comme un lot de soumission XDS.',
      }),
      ...one(set, {
        name: 'submissionTime',
        values: slotValues(set.element, 'submissionTime'),
        expected: 'une heure UTC AAAAMMJJhhmmss',
        accepts: isInstant,
      }),
      ...authors(set),
      ...contentTypes(set),
      ...identifiers(set),
    ]),
});

interface Attribute {
  name: string;
  values: string[];
  expected: string;
  accepts: (value: string) => boolean;
}

// Once, and in its form.
function one({ at }: Described, { name, values, expected, accepts }: Attribute): Finding[] {
  return unless(values.length === 1 && accepts(values[0] ?? ''), {
    code: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    where: at(name),
    expected,
    got: values,
    message: `L’attribut ${name} du lot manque, est répété ou n’a pas sa forme.`,
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
  });
}

function identifiers(set: Described): Finding[] {
  const attribute = (name: 'patientId' | 'sourceId' | 'uniqueId', expected: string, accepts: Attribute['accepts']) =>
    one(set, { name, values: identifiersOf(set.element, setScheme[name]), expected, accepts });
  return [
    ...attribute('patientId', 'INS^^^&OID&ISO^NH', (value) => readCx(value)?.idType === 'NH'),
    ...attribute('sourceId', 'l’OID de l’installation', isOid),
    ...attribute('uniqueId', 'un OID de 64 caractères au plus', isOid),
  ];
}
