import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { type Archive, archivesOf, nothing, subsetsOf } from '../pieces/index.ts';
import { defineRule, type RuleInputs } from '../rule.ts';

export const archive = defineRule({
  id: 'xdm.archive',
  version: '1',
  title: 'L’archive IHE XDM se lit, et a l’arborescence du profil',
  source:
    'IHE ITI-32 et CI-SIS « Échange de documents de santé » (non lu, reconstruit : faits MSS §5.1, DMP §13) : INDEX.HTM, README.TXT, IHE_XDM/SUBSET01/METADATA.XML, noms 8.3 en majuscules (ISO 9660 niveau 1)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  async check(inputs) {
    const { pieces, findings } = await archivesOf(inputs);
    if (pieces.length === 0 && findings.length === 0)
      return [nothing(inputs, 'aucune-archive', 'une archive IHE_XDM.ZIP')];
    return [
      ...findings,
      ...named(inputs),
      ...pieces.flatMap((piece) => [...tree(piece), ...naming(piece), ...index(piece)]),
    ];
  },
});

/** An archive that the product hands over has the name that a mail gives it. */
function named(inputs: RuleInputs): Finding[] {
  if (inputs['lecture'] === undefined || inputs['document'] === undefined) return [];
  const file = observed(inputs, 'lecture', z.looseObject({ nom: z.string().optional() }));
  return unless(file.nom === undefined || /^IHE_XDM\.ZIP$/i.test(file.nom), {
    code: 'nom-archive',
    where: 'document · nom',
    expected: 'IHE_XDM.ZIP',
    got: file.nom,
    message: 'L’archive n’a pas le nom du profil.',
    remedy: 'Nommez le fichier et la pièce jointe IHE_XDM.ZIP : le destinataire reconnaît l’archive à ce nom.',
  });
}

const fileRemedies: Readonly<Record<string, string>> = {
  'README.TXT':
    'Écrivez à la racine README.TXT : émetteur, structure, logiciel et version, mode d’emploi de l’archive.',
  'INDEX.HTM': 'Écrivez à la racine INDEX.HTM, une page XHTML qui mène à README.TXT et à chaque document.',
};

function tree(archive: Archive): Finding[] {
  const paths = [...archive.files.keys()];
  const subsets = subsetsOf(archive);
  const absent = ['README.TXT', 'INDEX.HTM'].filter((path) => (archive.files.get(path)?.length ?? 0) === 0);
  const orphans = paths.filter(
    (path) => /^IHE_XDM\//i.test(path) && !subsets.some(({ folder }) => path.startsWith(folder)),
  );
  return [
    ...absent.flatMap((path) =>
      unless(false, {
        code: 'fichier-absent',
        where: archive.at(path),
        expected: path,
        got: paths,
        message: `Le fichier ${path} manque ou est vide.`,
        remedy: fileRemedies[path] ?? '',
      }),
    ),
    ...unless(
      subsets.some(({ metadata }) => metadata === 'IHE_XDM/SUBSET01/METADATA.XML'),
      {
        code: 'metadonnees-absentes',
        where: archive.at('IHE_XDM/SUBSET01/METADATA.XML'),
        expected: 'IHE_XDM/SUBSET01/METADATA.XML',
        got: paths,
        message: 'Les métadonnées du lot manquent.',
        remedy:
          'Rangez le lot dans IHE_XDM/SUBSET01/, ses métadonnées dans METADATA.XML (lcm:SubmitObjectsRequest), en majuscules.',
      },
    ),
    ...subsets.flatMap(({ folder, metadata }) =>
      unless(
        paths.some((path) => path.startsWith(folder) && path !== metadata),
        {
          code: 'document-absent',
          where: archive.at(folder),
          expected: 'un document',
          got: paths,
          message: 'Le lot n’a pas de document.',
          remedy: 'Rangez chaque CDA à côté de METADATA.XML : DOC0001.XML, DOC0002.XML…',
        },
      ),
    ),
    ...unless(orphans.length === 0, {
      code: 'hors-lot',
      where: archive.at('IHE_XDM'),
      expected: 'des lots avec leurs métadonnées',
      got: orphans,
      message: 'Des fichiers ne sont dans aucun lot.',
      remedy: 'Rangez chaque fichier dans un dossier SUBSETnn qui a son METADATA.XML.',
    }),
  ];
}

function naming(archive: Archive): Finding[] {
  const wrong = [...archive.files.keys()].filter(
    (path) => !path.split('/').every((name) => /^[A-Z0-9_]{1,8}(?:\.[A-Z0-9_]{1,3})?$/.test(name)),
  );
  return unless(wrong.length === 0, {
    code: 'nom-8.3',
    where: archive.at('noms'),
    expected: 'des noms 8.3 en majuscules',
    got: wrong.slice(0, 20),
    message: 'Des noms ne suivent pas ISO 9660 niveau 1.',
    remedy:
      'Nommez dossiers et fichiers en 8 caractères et 3 d’extension au plus, A-Z, 0-9 et _ : DOC0001.XML, et mettez URI en accord.',
  });
}

/** INDEX.HTM leads a reader without a product to the instructions and to each document. */
function index(archive: Archive): Finding[] {
  const text = archive.files.get('INDEX.HTM')?.toString('utf8');
  if (text === undefined) return [];
  // Read as text: an XHTML document has a DOCTYPE, which no reader here accepts.
  const links = new Set(
    [...text.matchAll(/href\s{0,4}=\s{0,4}["']([^"']{1,200})["']/gi)].map(([, href]) => href?.replaceAll('\\', '/')),
  );
  const documents = subsetsOf(archive).flatMap(({ folder, metadata }) =>
    [...archive.files.keys()].filter((path) => path.startsWith(folder) && path !== metadata),
  );
  const missing = ['README.TXT', ...documents].filter((path) => !links.has(path) && !links.has(`./${path}`));
  return [
    ...unless(/<html[\s>]/i.test(text), {
      code: 'index',
      where: archive.at('INDEX.HTM'),
      expected: 'une page XHTML',
      got: text.slice(0, 40),
      message: 'INDEX.HTM n’est pas une page.',
      remedy: 'Écrivez INDEX.HTM en XHTML 1.0 : un destinataire sans logiciel ouvre l’archive par elle.',
    }),
    ...unless(missing.length === 0, {
      code: 'index-liens',
      severity: 'avertissement',
      where: archive.at('INDEX.HTM'),
      expected: 'un lien vers README.TXT et vers chaque document',
      got: `sans lien : ${missing.slice(0, 20).join(', ')}`,
      message: 'INDEX.HTM ne mène pas à tout ce que l’archive contient.',
      remedy:
        'Écrivez un lien relatif vers README.TXT, et un vers chaque document : href="IHE_XDM/SUBSET01/DOC0001.XML".',
    }),
  ];
}
