import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { eachPdf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type PdfRun, pdfPages } from './pdf-text.ts';

/** The part of a page that is its foot: the lowest fifth. */
const foot = 0.2;

export const texte = defineRule({
  id: 'pdf.texte',
  version: '1',
  title: 'Le PDF imprime les textes attendus, en bas de chaque page si c’est demandé',
  source:
    'SC.DOC/va1.03 (mentions destinées au patient, en bas du document), DOC/va1.06 (destinataires cités), SC.MSS/va1.13 (annule et remplace). Que le bas d’une page soit son dernier cinquième est déduit. Le texte est lu par les CMap ToUnicode : un texte en image n’est pas lu',
  appliesTo: 'echanges',
  parameters: z.object({
    textes: z.array(z.string()).min(1),
    /** In the foot of each page, and not anywhere. */
    pied: z.boolean().default(false),
  }),
  check: (inputs, { textes, pied }) =>
    eachPdf(inputs, ({ bytes, at }) => {
      const pages = pdfPages(bytes);
      if (pages.length === 0) return [unreadable(at('pages'))];
      if (!pied) return missing(pages.flat(), textes).map((one) => absent(at('texte'), one));
      return pages.flatMap((runs, i) =>
        missing(
          runs.filter(({ height }) => height < foot),
          textes,
        ).map((one) => notInFoot(at(`page ${i + 1}, bas`), one)),
      );
    }),
});

// Lines end where the page wants: only what is neither space nor end of line is compared.
function missing(runs: readonly PdfRun[], wanted: readonly string[]): string[] {
  const shown = bare(runs.map(({ text }) => text).join(''));
  return wanted.filter((one) => !shown.includes(bare(one)));
}

function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}

function unreadable(where: string): Finding {
  return discrepancy({
    code: 'pdf-illisible',
    where,
    expected: 'des pages',
    got: null,
    message: 'Le PDF n’a aucune page lisible.',
    remedy: 'Produisez un PDF 1.4 (PDF/A-1), sans flux d’objets ni chiffrement.',
  });
}

function absent(where: string, wanted: string): Finding {
  return discrepancy({
    code: 'texte-absent',
    where,
    expected: wanted,
    got: null,
    message: 'Le document imprimé ne porte pas ce texte.',
    remedy:
      'Imprimez ce texte dans le PDF, en vrai texte (non en image), avec une police embarquée et sa table ToUnicode.',
  });
}

function notInFoot(where: string, wanted: string): Finding {
  return discrepancy({
    code: 'pied-sans-texte',
    where,
    expected: wanted,
    got: null,
    message: 'Le bas de la page ne porte pas ce texte.',
    remedy:
      'Imprimez au bas de chaque page la mention telle qu’elle est réglée, à la production du document et non à une date antérieure.',
  });
}
