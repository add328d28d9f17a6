import { element, textElement, type Xml } from '../xml.ts';
import { compactBirth, documentIns, localId, type PatientId, type Source } from './subject.ts';

/** `recordTarget`: identifiers and traits of the patient (CI-SIS, structuration minimale 1.16; facts, DMP §11). */
export function recordTarget(source: Source): Xml {
  const ins = documentIns(source);
  const ids = [...(ins === null ? [] : [ins]), localId(source)];
  const { telephone } = source.patient.traits;
  const telecom = telephone === null ? { nullFlavor: 'NASK' } : { value: `tel:${telephone.replaceAll(/\s/g, '')}` };
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      ...ids.map(idElement),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', telecom),
      element('patient', {}, names(source), gender(source), birthTime(source), birthplace(source)),
    ),
  );
}

/** `id`. */
export function idElement({ root, extension }: PatientId): Xml {
  return element('id', { root, extension });
}

// The SP qualifier is gone since 1.13: BR is the birth name, CL the name in use; a given without qualifier is the list.
function names({ patient, planted }: Source): Xml {
  const { nomNaissance, prenom, prenoms, nomUtilise, prenomUtilise } = patient.traits;
  const name = (tag: string, text: string | null, qualifier?: string): Xml =>
    text === null ? '' : textElement(tag, text, { qualifier });
  return element(
    'name',
    {},
    planted.has('cda-sans-nom-naissance')
      ? name('family', nomUtilise ?? nomNaissance, 'CL')
      : name('family', nomNaissance, 'BR'),
    name('family', nomUtilise, 'CL'),
    planted.has('cda-sans-prenom-naissance') ? '' : name('given', prenom, 'BR'),
    planted.has('cda-sans-liste-prenoms') ? '' : name('given', prenoms),
    name('given', prenomUtilise, 'CL'),
  );
}

function gender({ patient, planted }: Source): Xml {
  const { sexe } = patient.traits;
  const code = planted.has('cda-sexe-inverse') ? (sexe === 'F' ? 'M' : 'F') : (sexe ?? 'UN');
  const displayName = { F: 'Féminin', M: 'Masculin', UN: 'Inconnu' }[code];
  return element('administrativeGenderCode', { code, displayName, codeSystem: '2.16.840.1.113883.5.1' });
}

function birthTime({ patient, planted }: Source): Xml {
  if (planted.has('cda-sans-date-naissance')) return element('birthTime', { nullFlavor: 'UNK' });
  return element('birthTime', { value: compactBirth(patient.traits.dateNaissance) });
}

function birthplace({ patient, planted }: Source): Xml {
  const { lieuNaissance } = patient.traits;
  if (lieuNaissance === null || planted.has('cda-sans-lieu-naissance')) return '';
  const address = element('addr', {}, textElement('county', lieuNaissance));
  return element('birthplace', {}, element('place', {}, address));
}
