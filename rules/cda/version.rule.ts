import { z } from 'zod';
import { type Finding, sha256, textAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type At, type CdaDocument, cda, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { elements, identifierOf } from './reading.ts';

/** What tells a version. */
interface Version {
  id: string;
  setId: string;
  number: number;
  replaces: string | null;
  digest: string;
  at: At;
}

const replaceRemedy =
  'Sur une nouvelle version, écrivez relatedDocument typeCode="RPLC" et parentDocument/id, l’id de la version qui précède, et versionNumber augmenté de 1.';

const parameters = z.object({
  /** True when each document of the window must replace another one, false when none may. */
  remplace: z.boolean().optional(),
  /** Versions that the window must hold, the first one included unless `precedent` tells it. */
  versions: z.number().int().positive().optional(),
  /** The version before the window: `root`, or `root^extension`. */
  precedent: z.object({ id: z.string(), setId: z.string(), version: z.number().int() }).optional(),
});

export const version = defineRule({
  id: 'cda.version',
  version: '1',
  title: 'Une nouvelle version garde le setId, monte le numéro et remplace la précédente',
  source:
    'CI-SIS, Structuration minimale v1.16.8 (setId, versionNumber 1..1, relatedDocument RPLC) ; MSS/va1.02, DMP/va1.16. Les versions sont prises dans l’ordre du fil ; un même document envoyé deux fois n’en fait qu’une',
  appliesTo: 'echanges',
  parameters,
  async check(inputs, { remplace, versions, precedent }) {
    const seen: Version[] = [];
    const findings = await eachDocument(inputs, (document) => {
      const read = versionOf(document);
      const known = seen.find(({ id }) => id === read.id);
      if (known === undefined) seen.push(read);
      return [
        ...parented(document, read),
        ...replacing(read, remplace),
        ...unless(known === undefined || known.digest === read.digest, {
          code: 'id-reutilise',
          where: document.at('/ClinicalDocument/id'),
          expected: 'un identifiant pour chaque version',
          got: read.id,
          message: 'Deux documents différents portent le même identifiant.',
          remedy: 'Donnez un OID neuf à chaque version produite, même quand seul un mot change.',
        }),
      ];
    });
    const former = precedent && { ...precedent, number: precedent.version, replaces: null, digest: '', at: String };
    return [
      ...findings,
      ...counted(seen, versions),
      ...chained(former === undefined ? seen : [former, ...seen], versions),
    ];
  },
});

function versionOf({ root, bytes, at }: CdaDocument): Version {
  return {
    id: identifierOf(elements(root, 'h:id')[0]) ?? '',
    setId: identifierOf(elements(root, 'h:setId')[0]) ?? '',
    number: Number(textAt(root, 'h:versionNumber/@value', cda)),
    replaces: identifierOf(elements(root, 'h:relatedDocument[@typeCode="RPLC"]/h:parentDocument/h:id')[0]),
    digest: sha256(bytes),
    at,
  };
}

/** What the document itself says of the one that it replaces (CDA.xsd, ParentDocument: setId and versionNumber 0..1). */
function parented({ root, at }: CdaDocument, { setId, number }: Version): Finding[] {
  const [parent] = elements(root, 'h:relatedDocument[@typeCode="RPLC"]/h:parentDocument');
  if (parent === undefined) return [];
  const where = at('/ClinicalDocument/relatedDocument/parentDocument');
  const set = identifierOf(elements(parent, 'h:setId')[0]);
  const before = textAt(parent, 'h:versionNumber/@value', cda);
  return [
    ...unless(set === null || set === setId, {
      code: 'setid',
      where: `${where}/setId`,
      expected: setId,
      got: set,
      message: 'Le setId doit rester le même d’une version à l’autre.',
      remedy: 'Créez le setId avec la première version, gardez-le dans le dossier, et reprenez-le à chaque version.',
    }),
    ...unless(before === null || Number(before) === number - 1, {
      code: 'numero',
      where: `${where}/versionNumber`,
      expected: String(number - 1),
      got: before,
      message: 'Le numéro de version ne suit pas celui du document remplacé.',
      remedy: 'Écrivez dans parentDocument le setId et le numéro de la version remplacée, tels qu’elle les portait.',
    }),
  ];
}

function replacing({ id, number, replaces, at }: Version, remplace: boolean | undefined): Finding[] {
  if (remplace === undefined) return [];
  const right = remplace ? number > 1 && replaces !== null && replaces !== id : number === 1 && replaces === null;
  return unless(right, {
    code: 'remplacement',
    where: at('/ClinicalDocument/relatedDocument'),
    expected: remplace ? 'RPLC d’un autre document, version 2 au moins' : 'une première version',
    got: `version ${number}, RPLC ${replaces ?? 'absent'}`,
    message: remplace ? 'Le document ne remplace pas le précédent.' : 'Le document n’est pas une première version.',
    remedy: remplace
      ? replaceRemedy
      : 'Ne portez relatedDocument et un numéro au-delà de 1 que sur une nouvelle version.',
  });
}

function counted(seen: Version[], versions: number | undefined): Finding[] {
  return unless(versions === undefined || seen.length === 0 || seen.length === versions, {
    code: 'versions',
    where: seen.at(-1)?.at('/ClinicalDocument/id') ?? 'echanges',
    expected: versions,
    got: seen.map(({ id }) => id),
    message: 'Le nombre de versions n’est pas celui qui est attendu.',
    remedy: 'Produisez et envoyez un document à chaque validation de l’utilisateur, une fois et une seule.',
  });
}

/** Each version against the one before it: of its set, or simply the former one where the versions are counted. */
function chained(seen: Version[], versions: number | undefined): Finding[] {
  return seen.flatMap((current, i) => {
    // The version told by the step is not of this window.
    if (current.digest === '') return [];
    const before = seen.slice(0, i);
    const known = before.findLast(({ setId }) => setId === current.setId);
    const former = known ?? (versions === undefined && seen[0]?.digest !== '' ? undefined : before.at(-1));
    return former === undefined ? firstOf(current) : followed(current, former);
  });
}

function firstOf({ number, replaces, at }: Version): Finding[] {
  return unless(number > 1 === (replaces !== null), {
    code: 'remplacement',
    where: at('/ClinicalDocument/relatedDocument'),
    expected: number > 1 ? 'le document remplacé' : null,
    got: replaces,
    message: 'Seule une version au-delà de la première remplace un document.',
    remedy: replaceRemedy,
  });
}

function followed(current: Version, former: Version): Finding[] {
  const rows = [
    {
      code: 'setid',
      path: 'setId',
      expected: former.setId,
      got: current.setId,
      message: 'Le setId doit rester le même d’une version à l’autre.',
      remedy: 'Créez le setId avec la première version, gardez-le dans le dossier, et reprenez-le à chaque version.',
    },
    {
      code: 'numero',
      path: 'versionNumber',
      expected: String(former.number + 1),
      got: String(current.number),
      message: 'Le numéro de version ne suit pas le précédent.',
      remedy: 'Ajoutez 1 à versionNumber à chaque version produite du même setId.',
    },
    {
      code: 'rplc',
      path: 'relatedDocument/parentDocument/id',
      expected: former.id,
      got: current.replaces,
      message: 'La nouvelle version ne remplace pas la précédente.',
      remedy: replaceRemedy,
    },
  ];
  return rows
    .filter(({ expected, got }) => expected !== got)
    .map(({ path, ...row }) => discrepancy({ ...row, where: current.at(`/ClinicalDocument/${path}`) }));
}
