import { textsAt, withXml } from '../../core/index.ts';
import type { RuleInputs } from '../../rules/index.ts';
import { cda, documentsOf } from '../../rules/pieces/index.ts';
import type { Judged } from './manifest.ts';

/** A `templateId` of the root of a document. */
export interface Template {
  root: string;
  extension: string;
}

/** An XML document found in a file. */
export interface PackDocument {
  kind: Judged;
  bytes: Buffer;
  templates: readonly Template[];
  /** Makes a path in the document a place of the file. */
  at(path: string): string;
}

/** What stands alone in its file. */
const alone: Readonly<Record<string, Judged>> = { vihf: 'vihf', metadonnees: 'metadonnees' };

/**
 * The XML documents of a file: itself, or the CDA that it carries. One that is not well-formed, or has a DOCTYPE, is left out: our
 * rules say so.
 */
export async function documentsIn(kind: string, inputs: RuleInputs, bytes: Buffer): Promise<PackDocument[]> {
  const lone = alone[kind];
  if (lone !== undefined) {
    const readable = templatesOf(bytes) !== null;
    return readable ? [{ kind: lone, bytes, templates: [], at: (path) => path }] : [];
  }
  const { pieces } = await documentsOf(inputs);
  return pieces.flatMap((piece): PackDocument[] => {
    const templates = templatesOf(piece.bytes);
    return templates === null || templates === 'autre'
      ? []
      : [{ kind: 'cda', templates, bytes: piece.bytes, at: piece.at }];
  });
}

/** Those of a CDA; null for what cannot be read. */
function templatesOf(bytes: Buffer): Template[] | 'autre' | null {
  try {
    return withXml(bytes, (document) => {
      if (document.root.name !== 'ClinicalDocument') return 'autre';
      const roots = textsAt(document, '/h:ClinicalDocument/h:templateId/@root', cda);
      return roots.map((root) => {
        const path = `/h:ClinicalDocument/h:templateId[@root=${quoted(root)}]/@extension`;
        return { root, extension: textsAt(document, path, cda)[0] ?? '' };
      });
    });
  } catch {
    return null;
  }
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text.replaceAll("'", '')}'` : `"${text}"`;
}
