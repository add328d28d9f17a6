import { z } from 'zod';
import { type Finding, insOid, isMatricule15 } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attributePath, attributeTexts, eachVihf, patientName, type Vihf } from './assertion.ts';

const oids: readonly string[] = Object.values(insOid);

export const patient = defineRule({
  id: 'vihf.patient',
  version: '2',
  title: 'Le VIHF vise le patient, par son INS et l’OID de celle-ci',
  source:
    'VIHF-08 ; forme `INS^^^&OID&ISO^NH` et OID des matricules (faits DMP §3, documenté) ; clé : 97 moins le reste (faits INS)',
  appliesTo: 'echanges',
  parameters: z.object({ matricule: z.string().length(15), oid: z.string() }),
  check: (inputs, expected) =>
    eachVihf(inputs, (vihf) => {
      const values = attributeTexts(vihf, patientName);
      const [, id, authority] = /^([^^]*)\^\^\^&([\d.]*)&ISO\^NH$/.exec(values[0] ?? '') ?? [];
      if (values.length !== 1 || id === undefined) return [shapeless(vihf, values, expected)];
      return compared(vihf, { matricule: id, oid: authority ?? '' }, expected);
    }),
});

interface Ins {
  matricule: string;
  oid: string;
}

function placeOf(vihf: Vihf): string {
  return vihf.at(`/${attributePath(patientName)}`);
}

function shapeless(vihf: Vihf, values: string[], { matricule, oid }: Ins): Finding {
  return discrepancy({
    code: 'forme',
    where: placeOf(vihf),
    expected: `${matricule}^^^&${oid}&ISO^NH`,
    got: values,
    message: 'Le VIHF ne vise pas un patient et un seul par son INS.',
    remedy: `Écrivez une fois l’attribut ${patientName}, de la forme INS^^^&OID&ISO^NH : les 15 caractères du matricule et de sa clé, l’OID de l’INS, le type NH (chaque « & » s’écrit &amp;).`,
  });
}

function compared(vihf: Vihf, found: Ins, expected: Ins): Finding[] {
  const where = placeOf(vihf);
  return [
    ...unlessEqual({
      code: 'matricule',
      where,
      expected: expected.matricule,
      got: found.matricule,
      message: 'Le VIHF vise un autre patient.',
      remedy:
        'Construisez le VIHF avec le matricule INS du dossier ouvert, celui que le corps de la requête porte, et refaites-le quand l’utilisateur change de dossier.',
    }),
    ...unless(found.matricule !== expected.matricule || isMatricule15(found.matricule), {
      code: 'cle',
      where,
      expected: '13 caractères et leur clé',
      got: found.matricule,
      message: 'La clé du matricule visé par le VIHF est fausse.',
      remedy: 'Reprenez le matricule et sa clé tels que l’INSi les a rendus, sans les recalculer ni les saisir.',
    }),
    ...unless(found.oid === expected.oid && oids.includes(found.oid), {
      code: 'oid',
      where,
      expected: oids.includes(expected.oid) ? expected.oid : oids.join(' ou '),
      got: found.oid,
      message: 'L’OID qui accompagne l’INS dans le VIHF n’est pas celui de cette INS.',
      remedy:
        'Gardez avec le matricule l’OID que l’INSi a rendu (NIR, NIA ou leur forme de test) et écrivez celui-là ; l’INS-C et l’INS-A n’ont plus cours.',
    }),
  ];
}
