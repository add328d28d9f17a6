import { authorSpecialty, holds } from '../../rules/value-sets/index.ts';
import { type Classification, classified, type RegistryObject, slotValues } from './ebrim.ts';
import { schemes } from './namespaces.ts';

// Facts, DMP §5.4: XCN with id, family, given, authority, kind of name and kind of identifier.
const xcn = /^[^^]+\^[^^]+\^[^^]+\^{6}&[\d.]+&ISO\^[DU]\^{3}(?:IDNPS|EI|RI|NH)$/;
const xon = /^[^^]*\^{5}&(?:1\.2\.250\.1\.71\.4\.2\.2&ISO\^IDNST|1\.3\.2&ISO\^SIREN)\^{3}[^^]*$/;

/** The structures of an object's authors: last component of `authorInstitution`. */
export function structuresOf(object: RegistryObject): string[] {
  return authorsOf(object)
    .flatMap((one) => slotValues(one, 'authorInstitution'))
    .map((institution) => institution.split('^')[9] ?? '');
}

/** The identifiers of an object's authors: first component of `authorPerson`. */
export function professionalsOf(object: RegistryObject): string[] {
  return personsOf(object).map((person) => person.split('^')[0] ?? '');
}

/** A document that the patient put there himself: class 90, or an author under the type of identifier NH (§5.4, §5.5). */
export function isPatientDocument(object: RegistryObject): boolean {
  const expression = classified(object, schemes.document.class).some(({ representation }) => representation === '90');
  return expression || personsOf(object).some((person) => person.split('^')[12] === 'NH');
}

/** What is wrong with a person of XCN; empty when nothing is (RG_2230: family and given name both filled). */
export function personDefect(name: string, person: string): string {
  return xcn.test(person) ? '' : `${name} « ${person} » n’a pas la forme d’un XCN du DMP (identifiant, nom, prénom…)`;
}

/** What is wrong with an author; the texts that say nothing are left to the caller. */
export function authorDefects(author: Classification): string[] {
  const persons = slotValues(author, 'authorPerson');
  const institutions = slotValues(author, 'authorInstitution');
  const specialties = slotValues(author, 'authorSpecialty');
  return [
    persons.length === 1
      ? personDefect('authorPerson', persons[0] ?? '')
      : `authorPerson figure ${persons.length} fois`,
    institutions.length > 1 ? `authorInstitution figure ${institutions.length} fois` : '',
    ...institutions.map((one) =>
      xon.test(one) ? '' : `authorInstitution « ${one} » n’a pas la forme d’un XON du DMP`,
    ),
    specialties.length > 1 ? `authorSpecialty figure ${specialties.length} fois` : '',
    ...specialties.map(specialtyDefect),
  ];
}

function specialtyDefect(specialty: string): string {
  const [code = '', , system = ''] = specialty.split('^');
  return holds(authorSpecialty, code, system)
    ? ''
    : `authorSpecialty « ${specialty} » n’est pas de ${authorSpecialty.source}`;
}

function authorsOf(object: RegistryObject): Classification[] {
  return [...classified(object, schemes.document.author), ...classified(object, schemes.lot.author)];
}

function personsOf(object: RegistryObject): string[] {
  return authorsOf(object).flatMap((one) => slotValues(one, 'authorPerson'));
}
