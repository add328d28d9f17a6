import { z } from 'zod';
import { type Finding, insOid } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { expectedKey, forms, isPossibleDate } from '../ins/lexicon.ts';
import { defineRule } from '../rule.ts';
import { type Block, type BlockId, type Content, header, layout, readBlocks, type SeparatorFault } from './blocks.ts';

const parametersSchema = z
  .object({
    /** Whether the person's identity is qualified: no other one has a datamatrix. */
    qualifiee: z.boolean(),
    matricule: z.string(),
    oid: z.string(),
    prenoms: z.string(),
    nomNaissance: z.string(),
    sexe: z.string(),
    dateNaissance: z.string().describe('AAAA-MM-JJ'),
    lieuNaissance: z.string(),
  })
  .partial();
type Expected = z.infer<typeof parametersSchema>;

export const contenu = defineRule({
  id: 'datamatrix.contenu',
  version: '1',
  title: 'Le contenu du datamatrix INS est celui de son format, et de la personne',
  source:
    'INSI-13, EXI DIF 02 ; ANS, Format datamatrix INS v2.2.20230926 (faits INSi §1.12, seconde main) : en-tête, blocs S1 à S7, ' +
    'longueurs, séparateur GS. L’ordre des blocs n’est pas dit et n’est pas jugé ; le symbole lui-même (ECC200, zone de silence, ' +
    'mention) ne se voit pas dans son contenu. Clé fausse signalée seulement : INSi en rend (CNDA 2.08). Un préfixe de lecteur ' +
    '(]d1) et une fin de ligne sont admis, <GS> écrit en toutes lettres aussi (déduit)',
  appliesTo: 'document',
  parameters: parametersSchema,
  check({ document = Buffer.alloc(0) }, expected) {
    const text = contentOf(document);
    if (!text.startsWith(header)) return [wrongHeader(text)];
    const content = readBlocks(text);
    return [
      ...qualified(expected),
      // A block that has not its form may be why the next one is not found.
      ...content.blocks.flatMap((block) => [...formed(block), ...same(block, expected)]),
      ...shape(content),
    ];
  },
});

// Some readers say first what they read, and end with a line; the format's own text writes its separator as <GS>.
function contentOf(document: Buffer): string {
  return document
    .toString('utf8', 0, 4096)
    .replace(/^\ufeff?(?:\]d\d)?/, '')
    .replace(/[\r\n]+$/, '')
    .replaceAll('<GS>', '\u001d');
}

const at = (offset: number, id: string): string => `caractère ${offset + 1} (${id})`;

function wrongHeader(text: string): Finding {
  return discrepancy({
    code: 'entete',
    where: at(0, 'en-tête'),
    expected: header,
    got: text.slice(0, header.length),
    message: 'Le contenu ne commence pas par l’en-tête des datamatrix INS.',
    remedy: 'Commencez le contenu par IS, la version 01 et 22 zéros, soit 26 caractères, avant le bloc S1.',
  });
}

function qualified({ qualifiee }: Expected): Finding[] {
  return unless(qualifiee !== false, {
    code: 'identite-non-qualifiee',
    where: at(0, 'en-tête'),
    expected: 'aucun datamatrix',
    got: 'un datamatrix',
    message: 'L’identité n’est pas qualifiée : ni matricule, ni OID ne s’impriment.',
    remedy: 'N’imprimez le datamatrix INS que si le statut de l’identité est « qualifiée » (EXI ID 29).',
  });
}

function shape({ blocks, faults, rest }: Content): Finding[] {
  const ids = blocks.map(({ id }) => id);
  const wanted = (Object.keys(layout) as BlockId[]).filter((id) => layout[id].required && !ids.includes(id));
  const repeated = blocks.filter(({ id }, i) => ids.indexOf(id) < i);
  return [
    ...faults.map(separatorFault),
    ...repeated.map(({ id, offset }) =>
      discrepancy({
        code: 'bloc-repete',
        where: at(offset, id),
        expected: `un seul bloc ${id}`,
        got: 'un autre',
        message: `Le bloc ${id} (${layout[id].name}) est répété.`,
        remedy: `N’écrivez qu’un bloc ${id} ; tous les prénoms sont dans S3, séparés par des espaces.`,
      }),
    ),
    ...(rest === null
      ? []
      : [
          discrepancy({
            code: 'bloc-inconnu',
            where: at(rest.offset, 'bloc'),
            expected: 'S1 à S7',
            got: rest.text,
            message:
              'Un bloc commence par un identifiant que le format n’a pas, ou le bloc d’avant n’a pas sa longueur.',
            remedy:
              'Donnez à chaque bloc fixe sa longueur exacte (S1 : 15, S5 : 1, S6 : 10, S7 : 5) et terminez un bloc variable par GS avant le suivant.',
          }),
        ]),
    // What stopped the reading may hide them.
    ...(rest === null ? wanted : []).map((id) =>
      discrepancy({
        code: `bloc-absent-${id}`,
        where: at(header.length, id),
        expected: `le bloc ${id} (${layout[id].name})`,
        got: ids,
        message: `Le bloc ${id} (${layout[id].name}), obligatoire, manque.`,
        remedy: `Ajoutez le bloc ${id} : ${layout[id].name}, pris dans la fiche de l’identité qualifiée.`,
      }),
    ),
  ];
}

function separatorFault({ kind, id, offset }: SeparatorFault): Finding {
  const absent = kind === 'absent';
  return discrepancy({
    code: `separateur-${kind}`,
    where: at(offset, id),
    expected: absent ? 'GS (ASCII 29)' : 'aucun séparateur',
    got: absent ? null : 'GS (ASCII 29)',
    message: absent
      ? `Le bloc ${id}, plus court que sa longueur maximale, n’est pas terminé par GS.`
      : `Un séparateur suit le bloc ${id}, fixe, à sa longueur maximale ou dernier.`,
    remedy:
      'Écrivez GS (ASCII 29) après S2, S3 et S4 quand ils n’ont pas leur longueur maximale (20, 100, 100) et ne finissent pas le contenu, et nulle part ailleurs.',
  });
}

interface BlockForm {
  expected: string;
  holds: (value: string) => boolean;
  remedy: string;
}

const capitals =
  'Écrivez-le en capitales sans accent, tel qu’INSi l’a rendu : lettres, espace, tiret et apostrophe seulement.';
const oids: readonly string[] = Object.values(insOid);

const blockForms: Readonly<Record<BlockId, BlockForm>> = {
  S1: {
    expected: 'le matricule (13 caractères) et sa clé (2 chiffres)',
    holds: (value) => forms.matricule.holds(value.slice(0, 13)) && /^\d{2}$/.test(value.slice(13)),
    remedy: 'Écrivez dans S1 les 13 caractères du matricule et les 2 chiffres de la clé, sans espace.',
  },
  S2: {
    expected: oids.join(', '),
    holds: (value) => oids.includes(value),
    remedy:
      'Écrivez dans S2 l’OID rendu par INSi avec le matricule : …4.8 pour un NIR, …4.9 pour un NIA (…4.10 et …4.11 : essai, démonstration).',
  },
  S3: { expected: `${forms.prenom.expected}, 100 au plus`, holds: forms.prenom.holds, remedy: capitals },
  S4: { expected: `${forms.nomNaissance.expected}, 100 au plus`, holds: forms.nomNaissance.holds, remedy: capitals },
  S5: { ...forms.sexe, remedy: 'Écrivez M ou F dans S5.' },
  S6: {
    expected: 'JJ-MM-AAAA',
    holds: (value) => /^\d{2}-\d{2}-\d{4}$/.test(value),
    remedy: 'Écrivez la date dans S6 sous la forme JJ-MM-AAAA (26-02-1997), et non AAAA-MM-JJ.',
  },
  S7: {
    ...forms.lieuNaissance,
    remedy: 'Écrivez dans S7 le code officiel géographique rendu par INSi, ou omettez S7.',
  },
};

function formed({ id, value, offset }: Block): Finding[] {
  const { expected, holds, remedy } = blockForms[id];
  const wrong = unless(holds(value), {
    code: `forme-${id}`,
    where: at(offset, id),
    expected,
    got: value,
    message: `Le bloc ${id} (${layout[id].name}) n’a pas sa forme.`,
    remedy,
  });
  return wrong.length > 0 ? wrong : doubtful({ id, value, offset });
}

function doubtful({ id, value, offset }: Block): Finding[] {
  const where = at(offset, id);
  const severity = 'avertissement' as const;
  const key = id === 'S1' ? expectedKey(value.slice(0, 13)) : null;
  return [
    ...unless(key === null || key === value.slice(13), {
      code: 'cle',
      severity,
      where,
      expected: key,
      got: value.slice(13),
      message: 'La clé n’est pas celle du matricule.',
      remedy: 'Comparez avec la clé rendue par INSi : si elle est celle-ci, gardez-la ; sinon écrivez celle d’INSi.',
    }),
    ...unless(id !== 'S6' || isPossibleDate(value.split('-').reverse().join('-')), {
      code: 'date-impossible',
      severity,
      where,
      expected: 'un jour du calendrier, ou lunaire',
      got: value,
      message: 'La date de naissance n’est celle d’aucun calendrier.',
      remedy: 'Comparez avec la date rendue par INSi : le jour vient avant le mois dans S6.',
    }),
  ];
}

function same({ id, value, offset }: Block, expected: Expected): Finding[] {
  const wanted = valueFor(id, expected);
  return unless(wanted === undefined || wanted === value, {
    code: `valeur-${id}`,
    where: at(offset, id),
    expected: wanted,
    got: value,
    message: `Le bloc ${id} (${layout[id].name}) n’est pas celui de la personne.`,
    remedy: `Prenez ${layout[id].name} dans la fiche de la personne au moment de l’édition, tel qu’INSi l’a rendu.`,
  });
}

function valueFor(id: BlockId, expected: Expected): string | undefined {
  switch (id) {
    case 'S1':
      return expected.matricule;
    case 'S2':
      return expected.oid;
    case 'S3':
      return expected.prenoms;
    case 'S4':
      return expected.nomNaissance;
    case 'S5':
      return expected.sexe;
    case 'S6':
      return expected.dateNaissance?.split('-').reverse().join('-');
    case 'S7':
      return expected.lieuNaissance;
  }
}
