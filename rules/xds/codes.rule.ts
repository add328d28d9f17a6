import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  classOfType,
  confidentiality,
  documentClass,
  facilityType,
  formatCode,
  formatOfTemplate,
  formatScheme,
  holds,
  practiceSetting,
  typeCode,
  type ValueSet,
} from '../value-sets/index.ts';
import { type Code, codesOf, type Described, eachEntry, entryScheme } from './entries.ts';

const classes = '1.2.250.1.213.1.1.4.1';

export const codes = defineRule({
  id: 'xds.codes',
  version: '2',
  title: 'Les codes de la fiche sont ceux de leurs jeux de valeurs, et la classe est celle du type',
  source:
    'ASS_X04 et ASS_X16 (type → classe), JDV_J07, J02, J04, J58, J60, ASS_A11 (faits DMP §5.2 et 5.5, documenté) ; ' +
    'trois types récents n’ont pas de classe publiée : signalé seulement',
  appliesTo: 'document',
  parameters: z.object({ type: z.string().optional() }),
  check: (inputs, { type }) =>
    eachEntry(inputs, (entry) => [
      ...inSet(entry, { name: 'type', scheme: 'type', set: typeCode }),
      ...inSet(entry, { name: 'healthcareFacilityTypeCode', scheme: 'healthcareFacility', set: facilityType }),
      ...inSet(entry, { name: 'practiceSetting', scheme: 'practiceSetting', set: practiceSetting }),
      ...inSet(entry, { name: 'confidentiality', scheme: 'confidentiality', set: confidentiality }),
      ...formats(entry),
      ...classAndType(entry, type),
    ]),
});

function inSet(
  entry: Described,
  { name, scheme, set }: { name: string; scheme: keyof typeof entryScheme; set: ValueSet },
): Finding[] {
  return codesOf(entry.element, entryScheme[scheme])
    .filter(({ code, scheme: oid }) => !holds(set, code, oid))
    .map((code) =>
      discrepancy({
        code: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        where: entry.at(name),
        expected: set.source,
        got: written(code),
        message: `Le code de ${name} n’est pas de son jeu de valeurs, ou pas sous son schéma.`,
        remedy: `Reprenez dans ${name} le code et le codeSystem de l’en-tête du document, pris dans ${set.source} ; codingScheme porte l’OID, non un nom.`,
      }),
    );
}

function formats(entry: Described): Finding[] {
  const known = ({ code, scheme }: Code): boolean =>
    holds(formatCode, code, scheme) ||
    [...formatOfTemplate.values()].some((format) => format.code === code && format.scheme === scheme);
  return codesOf(entry.element, entryScheme.format)
    .filter((code) => !known(code))
    .map((code) =>
      discrepancy({
        code: 'format',
        where: entry.at('format'),
        expected: `un format de JDV_J60 ou ASS_A11, schéma ${formatScheme.ihe} (IHE) ou ${formatScheme.ciSis} (CI-SIS)`,
        got: written(code),
        message: 'Le format n’est pas un de ceux du CI-SIS, ou pas sous son schéma.',
        remedy:
          'Tirez le format du document par ASS_A11 (templateId du volet, N3) ou ASS_A12 (type du corps, N1) : urn:ihe:iti:xds-sd:pdf:2008 pour un PDF.',
      }),
    );
}

function classAndType(entry: Described, wanted: string | undefined): Finding[] {
  const [type] = codesOf(entry.element, entryScheme.type);
  const [found] = codesOf(entry.element, entryScheme.class);
  if (type === undefined || found === undefined) return [];
  const expected = classOfType.get(type.code);
  const unjudged = expected === undefined && holds(documentClass, found.code, classes);
  // A type of no list is told as such, and has no class.
  const right = unjudged ? !holds(typeCode, type.code, type.scheme) : expected === found.code;
  return [
    ...unless(wanted === undefined || type.code === wanted, {
      code: 'type-attendu',
      where: entry.at('type'),
      expected: wanted,
      got: type.code,
      message: 'Le type du document n’est pas celui attendu.',
      remedy: 'Donnez à chaque type de document du produit son code du JDV_J07, et écrivez celui du document envoyé.',
    }),
    ...unless(found.scheme === classes, {
      code: 'classe-schema',
      where: entry.at('class'),
      expected: classes,
      got: found.scheme,
      message: 'La classe n’est pas sous son schéma.',
      remedy: `Écrivez ${classes} (TRE_A03) dans le codingScheme de la classe.`,
    }),
    ...unless(right, {
      code: 'classe',
      // A type of JDV_J07 that no correspondence names: the class cannot be judged.
      severity: unjudged ? 'avertissement' : 'bloquant',
      where: entry.at('class'),
      expected: expected ?? `la classe de ${type.code}`,
      got: found.code,
      message: 'La classe n’est pas celle qui correspond au type.',
      remedy: `Déduisez la classe du type par ASS_X16 (DMP) ou ASS_X04, au lieu de la régler à part : ${type.code} donne ${expected ?? 'une classe de TRE_A03'}.`,
    }),
  ];
}

function written({ code, scheme }: Code): string {
  return `${code} (${scheme})`;
}
