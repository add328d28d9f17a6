import { posix } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { type Archive, archivesOf, nothing, subsetsOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const feuilleDeStyle = defineRule({
  id: 'xdm.feuille-de-style',
  version: '1',
  title: 'Chaque document nomme une feuille de style jointe à l’archive, sans script',
  source:
    'DOC/va1.25 (CR de biologie autoprésentable), BIO/va1.08 (feuille jointe) ; EX_2.1-1115 (sans script, seconde main) ; xml-stylesheet 1.0 (W3C). Que la feuille soit un fichier de l’archive, désigné depuis le dossier du document, est déduit',
  appliesTo: 'echanges',
  parameters: z.object({}),
  async check(inputs) {
    const { pieces, findings } = await archivesOf(inputs);
    const none = pieces.length === 0 && findings.length === 0;
    return none
      ? [nothing(inputs, 'aucune-archive', 'une archive IHE_XDM.ZIP')]
      : [...findings, ...pieces.flatMap(sheets)];
  },
});

function sheets(archive: Archive): Finding[] {
  return subsetsOf(archive).flatMap(({ folder, metadata }) =>
    [...archive.files]
      .filter(([path]) => path.startsWith(folder) && path !== metadata && /\.XML$/i.test(path))
      .flatMap(([path, bytes]) => sheetOf(archive, path, bytes)),
  );
}

function sheetOf({ files, at }: Archive, path: string, bytes: Buffer): Finding[] {
  const head = bytes.subarray(0, 4096).toString('utf8');
  const href = /<\?xml-stylesheet\b[^>]*\bhref=["']([^"']*)["']/.exec(head)?.[1];
  const target = href === undefined ? undefined : posix.normalize(posix.join(posix.dirname(path), href));
  const sheet = target === undefined ? undefined : files.get(target);
  return [
    ...unless(sheet !== undefined, {
      code: href === undefined ? 'feuille-non-nommee' : 'feuille-absente',
      where: at(path),
      expected: 'xml-stylesheet, et son fichier dans l’archive',
      got: href ?? null,
      message: 'Le document ne se présente pas de lui-même : sa feuille de style n’est pas nommée, ou pas jointe.',
      remedy:
        'Écrivez en tête du document <?xml-stylesheet type="text/xsl" href="…"?>, et joignez ce fichier à l’archive, à ce chemin.',
    }),
    ...unless(sheet === undefined || !/<script\b|javascript:/i.test(sheet.toString('utf8')), {
      code: 'script',
      where: at(target ?? path),
      expected: 'aucun script',
      got: 'script',
      message: 'La feuille de style porte un script.',
      remedy: 'Retirez tout script de la feuille de style (EX_2.1-1115) : elle ne fait que mettre en forme.',
    }),
  ];
}
