import type { Fired } from '../../rules/schematron/index.ts';
import type { PackVerdict } from '../check/pack-engine.ts';

/** A finding of a pack. */
export type PackFinding = PackVerdict['findings'][number];

/** Where findings come from. */
export interface Origin {
  /** Path of the schema in its pack. */
  file: string;
  /** Name of the pack. */
  pack: string;
  source: string;
  /** Makes a path in the document a place of the file. */
  at(path: string): string;
}

/** What a Schematron says, in its own words. */
export function firedFindings(fired: readonly Fired[], { file, pack, source, at }: Origin): PackFinding[] {
  return fired.map(({ assertion, where, text, diagnostics }) => {
    const { id, kind, test, severity, see } = assertion;
    const documented = see === '' ? '' : ` Sa documentation : ${see}`;
    return {
      rule: file,
      code: id,
      severity,
      where: at(where),
      expected: `la condition ${kind === 'assert' ? 'vraie' : 'fausse'} : ${test}`,
      got: kind === 'assert' ? 'fausse' : 'vraie',
      message: text === '' ? 'Cette assertion n’a pas de texte.' : text,
      remedy:
        diagnostics.length > 0
          ? diagnostics.join(' ')
          : `Rendez le document conforme à ce texte, qui est celui du paquet « ${pack} » (${file}, ${id}).${documented}`,
      source,
    };
  });
}

/** What an XSD says: fields by three, the place, the line and the text of the validator. */
export function invalidities(fields: readonly Buffer[], { file, pack, source, at }: Origin): PackFinding[] {
  const texts = fields.map((field) => field.toString('utf8'));
  return texts.flatMap((where, i): PackFinding[] => {
    const [line = '', text = ''] = texts.slice(i + 1, i + 3);
    if (i % 3 !== 0) return [];
    return [
      {
        rule: file,
        code: /^([\w-]+(?:\.[\w.-]+)?): /.exec(text)?.[1] ?? 'non-valide',
        severity: 'bloquant',
        where: at(where),
        expected: `un document valide selon ${file}`,
        got: text,
        message: text,
        remedy: `Corrigez le document pour qu’il soit valide selon le schéma XML du paquet « ${pack} », ${file}.`,
        source,
        ...(Number(line) > 0 && at('/') === '/' ? { line: Number(line) } : {}),
      },
    ];
  });
}
