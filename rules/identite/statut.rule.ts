import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Fiche, ficheOf, isOfInsi } from './fiche.ts';

const statuses = ['PROV', 'RECUP', 'VALI', 'QUAL'];
const attributes = ['homonyme', 'douteuse', 'fictive'];

export const statut = defineRule({
  id: 'identite.statut',
  version: '1',
  title: 'Le statut, les attributs et le matricule d’une identité s’accordent',
  source:
    'INSI-12 ; RNIV EXI SI 07, 09 et 22, EXI ID 24 et 26 (faits INSi §1.11, seconde main) : INS au statut récupérée ou qualifiée seulement, ' +
    'douteuse et fictive au statut provisoire seulement et jamais ensemble',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) => ficheOf(inputs, (fiche) => [...known(fiche), ...matrix(fiche), ...marks(fiche)]),
});

function known({ statut: given, attributs }: Fiche): Finding[] {
  return [
    ...unless(statuses.includes(given ?? ''), {
      code: 'statut-inconnu',
      where: 'statut',
      expected: statuses,
      got: given,
      message: 'L’identité n’a pas un des quatre statuts.',
      remedy:
        'Donnez à toute identité un statut et un seul : provisoire (par défaut), récupérée, validée ou qualifiée.',
    }),
    ...unless(
      attributs.every((one) => attributes.includes(one)),
      {
        code: 'attribut-inconnu',
        where: 'attributs',
        expected: attributes,
        got: attributs,
        message: 'L’identité porte un attribut que le référentiel n’a pas.',
        remedy: 'N’employez que les attributs homonyme, douteuse et fictive.',
      },
    ),
  ];
}

function matrix(fiche: Fiche): Finding[] {
  const numbered = (fiche.matricule ?? '') !== '';
  return unless(!statuses.includes(fiche.statut ?? '') || numbered === isOfInsi(fiche), {
    code: numbered ? 'matricule-conserve' : 'matricule-absent',
    where: 'matricule',
    expected: numbered ? `aucun matricule au statut ${fiche.statut}` : `un matricule au statut ${fiche.statut}`,
    got: fiche.matricule,
    message: 'Le matricule et le statut de l’identité ne s’accordent pas.',
    remedy: numbered
      ? 'Effacez matricule et OID quand l’identité n’est plus récupérée ni qualifiée.'
      : 'Ne passez à récupérée ou qualifiée qu’une identité dont le retour INSi est accepté, matricule enregistré.',
  });
}

function marks({ statut: given, attributs }: Fiche): Finding[] {
  const barring = attributs.filter((one) => one === 'douteuse' || one === 'fictive');
  return [
    ...unless(barring.length < 2, {
      code: 'attributs-exclusifs',
      where: 'attributs',
      expected: 'douteuse ou fictive',
      got: attributs,
      message: 'Une identité ne peut être à la fois douteuse et fictive.',
      remedy: 'Retirez l’un des deux attributs quand l’autre est posé, ou refusez le second.',
    }),
    ...unless(barring.length === 0 || given === 'PROV', {
      code: 'attribut-hors-provisoire',
      where: 'statut',
      expected: 'PROV',
      got: given,
      message: 'Une identité douteuse ou fictive est au statut provisoire.',
      remedy:
        'Faites tomber l’identité à provisoire, matricule et OID effacés, dès qu’elle est marquée douteuse ou fictive.',
    }),
  ];
}
