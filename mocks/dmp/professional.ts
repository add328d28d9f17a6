import { valuesIn } from '../pki/index.ts';
import type { BareCall } from './call.ts';
import type { DmpProfessionalAuthorisation } from './patient.ts';
import { singleValue, vihfNames } from './vihf.ts';

/** A professional as the lists name him. */
export type Holder = Omit<DmpProfessionalAuthorisation, 'etat' | 'debut' | 'derniereAction'> & {
  nom: string;
  prenom: string;
};

/**
 * The caller as the DMP knows him: as declared, else by his card, else by his VIHF. The real DMP reads a national
 * directory (inferred).
 */
export function professionalOf({ directory, caller, signer }: BareCall): Holder {
  const { nameId } = caller.vihf;
  const known = directory.professional(nameId);
  const names =
    known ?? cardNames(caller.mode === 'DIRECTE' ? (signer?.subject ?? '') : '') ?? writtenNames(caller.vihf);
  return {
    id: nameId,
    nom: names.nom,
    prenom: names.prenom,
    specialites: known?.specialites ?? specialitiesOf(caller.vihf),
    structure: caller.structure,
  };
}

function cardNames(subject: string): { nom: string; prenom: string } | undefined {
  const [nom] = valuesIn(subject, 'SN');
  const [prenom] = valuesIn(subject, 'G');
  return nom === undefined || prenom === undefined ? undefined : { nom, prenom };
}

// Both orders are documented (facts, DMP §3: "NOM Prénom"; VIHF §2.3: "PRENOM NOM"): what is in capitals is the family
// name; where all is, the last word.
function writtenNames(vihf: BareCall['caller']['vihf']): { nom: string; prenom: string } {
  const words = singleValue(vihf, vihfNames.subject)
    .split(/\s+/)
    .filter((word) => word !== '');
  const capitals = words.filter((word) => word === word.toUpperCase());
  const family = capitals.length > 0 && capitals.length < words.length ? capitals : words.slice(-1);
  return { nom: family.join(' '), prenom: words.filter((word) => !family.includes(word)).join(' ') };
}

// `G15_10/SM26` (facts, DMP §4.4, §5.4): profession, and the speciality of those who have one.
function specialitiesOf({ roles }: BareCall['caller']['vihf']): Array<{ code: string; libelle: string }> {
  const [profession, speciality] = roles;
  if (profession === undefined) return [];
  const code = `G15_${profession.code}`;
  if (speciality === undefined) return [{ code, libelle: profession.displayName }];
  return [{ code: `${code}/${speciality.code}`, libelle: `${profession.displayName} - ${speciality.displayName}` }];
}
