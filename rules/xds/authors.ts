import type { XmlElement } from 'libxml2-wasm';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { At } from '../pieces/index.ts';
import { authorSpecialty, holds } from '../value-sets/index.ts';
import { slotValues } from './entries.ts';
import { xcnFault, xonFault } from './formats.ts';

const place = (at: At, rank: number) => (slot: string) => at(`author ${rank} · ${slot}`);

/** What is wrong in the author of a lot or of an entry (facts, DMP §5.2 and 5.4). */
export function authorFaults(author: XmlElement, rank: number, at: At): Finding[] {
  const where = place(at, rank);
  const persons = slotValues(author, 'authorPerson');
  const institutions = slotValues(author, 'authorInstitution');
  const specialties = slotValues(author, 'authorSpecialty');
  const roles = slotValues(author, 'authorRole');
  return [
    ...count(persons, { min: 1, where: where('authorPerson'), code: 'author-person' }),
    ...persons.flatMap((value) => person(value, where('authorPerson'))),
    ...count(institutions, { min: 0, where: where('authorInstitution'), code: 'author-institution' }),
    ...institutions.flatMap((value) => institution(value, where('authorInstitution'))),
    ...count(specialties, { min: 0, where: where('authorSpecialty'), code: 'author-specialty' }),
    ...specialties.flatMap((value) => specialty(value, where('authorSpecialty'))),
    ...count(roles, { min: 0, where: where('authorRole'), code: 'author-role' }),
  ];
}

function count(values: string[], { min, where, code }: { min: number; where: string; code: string }): Finding[] {
  if (values.length >= min && values.length <= 1) return [];
  const expected = min === 1 ? '1 valeur' : 'une valeur au plus';
  return [
    discrepancy({
      code,
      where,
      expected,
      got: values,
      message: 'L’auteur n’a pas le nombre de valeurs attendu.',
      remedy:
        'Écrivez une classification author par auteur ; chacune a un authorPerson, et un au plus des autres Slots.',
    }),
  ];
}

/** What is wrong in an XCN. */
export function person(value: string, where: string): Finding[] {
  const fault = xcnFault(value);
  if (fault === null) return [];
  return [
    discrepancy({
      code: 'xcn',
      where,
      expected: 'id^NOM^Prénom^^^^^^&OID&ISO^D^^^IDNPS (ou EI, RI, NH)',
      got: `${value} (${fault})`,
      message: 'La personne n’est pas écrite comme le CI-SIS le demande.',
      remedy:
        'Composez le XCN : identifiant, nom et prénom non vides, 9e composant &OID&ISO, 10e D (personne) ou U (système), 13e IDNPS pour un RPPS, EI pour un identifiant interne (avec /), RI pour un système, NH pour un patient.',
    }),
  ];
}

function institution(value: string, where: string): Finding[] {
  const fault = xonFault(value);
  if (fault === null) return [];
  return [
    discrepancy({
      code: 'xon',
      where,
      expected: 'NOM^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^Struct_IdNat',
      got: `${value} (${fault})`,
      message: 'La structure n’est pas écrite comme le CI-SIS le demande.',
      remedy:
        'Composez le XON : nom, 6e composant &1.2.250.1.71.4.2.2&ISO, 7e IDNST, 10e le Struct_IdNat de la structure (un éditeur : &1.3.2&ISO, SIREN).',
    }),
  ];
}

function specialty(value: string, where: string): Finding[] {
  const [code = '', label = '', scheme = '', ...more] = value.split('^');
  if (more.length === 0 && label !== '' && holds(authorSpecialty, code, scheme)) return [];
  return [
    discrepancy({
      code: 'specialite',
      where,
      expected: 'code^libellé^OID de JDV_J01',
      got: value,
      message: 'La spécialité de l’auteur n’est pas de JDV_J01.',
      remedy:
        'Écrivez code^libellé^OID de la profession et du savoir-faire choisis : G15_10/SM26^Médecin - Qualifié en Médecine Générale (SM)^1.2.250.1.213.1.1.4.5.',
    }),
  ];
}
