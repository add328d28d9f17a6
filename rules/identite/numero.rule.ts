import { z } from 'zod';
import { type Finding, insOid } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { expectedKey, forms } from '../ins/lexicon.ts';
import { defineRule } from '../rule.ts';
import { type Fiche, ficheOf } from './fiche.ts';

const oids: readonly string[] = Object.values(insOid);

export const numero = defineRule({
  id: 'identite.numero',
  version: '1',
  title: 'Le matricule INS a sa forme et sa clé, et ne va jamais sans son OID',
  source:
    'INSI-12 ; faits INSi §1.8 : clé 97 − N modulo 97, 2A et 2B comptés 19 et 18, OID des NIR et NIA (documenté), forme du matricule ' +
    '(inférée). Une clé fausse est signalée seulement : INSi en rend, et la refuser échoue au cas CNDA 2.08',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) => ficheOf(inputs, (fiche) => [...together(fiche), ...number(fiche), ...oid(fiche)]),
});

function together({ matricule, oid: given }: Fiche): Finding[] {
  return unless(((matricule || '') !== '') === ((given || '') !== ''), {
    code: matricule ? 'oid-absent' : 'matricule-absent',
    where: matricule ? 'oid' : 'matricule',
    expected: 'les deux, ou aucun',
    got: matricule ? `matricule ${matricule} sans OID` : `OID ${given} sans matricule`,
    message: 'Le matricule et son OID ne vont pas l’un sans l’autre.',
    remedy: 'Enregistrez, transmettez et effacez ensemble le matricule et l’OID qu’INSi rend dans INSACTIF.',
  });
}

function number({ matricule }: Fiche): Finding[] {
  if (!matricule) return [];
  const [body, key] = [matricule.slice(0, 13), matricule.slice(13)];
  const wanted = expectedKey(body);
  return [
    ...unless(forms.matricule.holds(body) && /^\d{2}$/.test(key), {
      code: 'forme-matricule',
      where: 'matricule',
      expected: `${forms.matricule.expected}, puis 2 chiffres de clé`,
      got: matricule.slice(0, 40),
      message: 'Le matricule n’a pas la forme d’un matricule INS.',
      remedy:
        'Gardez les 13 caractères et les 2 de la clé rendus par INSi, sans espace, la lettre de la Corse comprise.',
    }),
    ...unless(wanted === null || !/^\d{2}$/.test(key) || key === wanted, {
      code: 'cle',
      severity: 'avertissement',
      where: 'matricule',
      expected: wanted,
      got: key,
      message: 'La clé n’est pas celle du matricule.',
      remedy:
        'Comparez avec la clé qu’INSi a rendue : si elle est celle-ci, gardez-la ; une clé saisie se refuse à la saisie.',
    }),
  ];
}

function oid({ oid: given }: Fiche): Finding[] {
  return unless(!given || oids.includes(given), {
    code: 'oid-inconnu',
    where: 'oid',
    expected: oids,
    got: given,
    message: 'L’OID n’est pas de ceux de l’INS.',
    remedy:
      'Gardez l’OID rendu par INSi : …4.8 (NIR) ou …4.9 (NIA) ; …4.10 et …4.11 sont ceux d’essai et de démonstration.',
  });
}
