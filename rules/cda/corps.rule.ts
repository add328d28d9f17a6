import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { claimFaults } from '../pdf/pdfa.ts';
import { type CdaDocument, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements, faultAt, pathOf } from './reading.ts';
import { structured } from './sections.ts';

/** Media types of an unstructured body (facts, DMP §11), and how their bytes begin. */
const mediaTypes: Readonly<Record<string, RegExp>> = {
  'application/pdf': /^%PDF-/,
  'text/plain': /^/,
  'text/rtf': /^\{\\rtf/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/tiff': /^(?:II\*\0|MM\0\*)/,
};

export const corps = defineRule({
  id: 'cda.corps',
  version: '2',
  title: 'Le corps du document est un fichier lisible en base 64 (N1), ou des sections cohérentes (N3)',
  source:
    'CI-SIS, Structuration minimale v1.16.8 (component) ; PDF/A-1 : ECO.2.1.1 et test 2.1-160 du DMP (déclaration XMP seule : voir pdf.pdfa) ; EX_2.1-1115 (liens externes, seconde main) ; sections, entrées et textes : CDA R2 §4.3 et CDA.xsd. Ne remplace pas le schematron du volet',
  appliesTo: 'echanges',
  parameters: z.object({ niveau: z.enum(['N1', 'N3']).optional() }),
  check: (inputs, { niveau }) =>
    eachDocument(inputs, (document) => {
      const [text] = elements(document.root, 'h:component/h:nonXMLBody/h:text');
      const [body] = elements(document.root, 'h:component/h:structuredBody');
      const got = text !== undefined ? 'N1' : body !== undefined ? 'N3' : null;
      if (got === null || (niveau !== undefined && niveau !== got)) {
        return [
          faultAt(document, '/ClinicalDocument/component', {
            code: 'niveau',
            expected: niveau ?? 'N1 ou N3',
            got,
            message: 'Le document n’a pas le corps attendu.',
            remedy:
              'Écrivez dans component un nonXMLBody avec son fichier (N1), ou un structuredBody avec ses sections (N3), selon ce que le type de document demande.',
          }),
        ];
      }
      return [
        ...(text === undefined ? [] : unstructured(document, text)),
        ...(body === undefined ? [] : structured(document, body)),
      ];
    }),
});

const bodyRemedies = {
  type: 'Convertissez le corps en PDF/A-1, et écrivez mediaType="application/pdf" ; HTML, Word et DICOM n’y sont pas admis.',
  representation: 'Écrivez representation="B64" sur text, et le fichier en base 64.',
  base64: 'Encodez en base 64 (RFC 4648 §4) tous les octets du fichier, et lui seul.',
  contenu: 'Mettez en accord mediaType et le fichier : les premiers octets ne sont pas ceux de ce type.',
} as const;

function unstructured(document: CdaDocument, text: XmlElement): Finding[] {
  const [type, representation] = [attribute(text, 'mediaType') ?? '', attribute(text, 'representation')];
  const fault = (code: keyof typeof bodyRemedies, expected: string, got: string | null): Finding => {
    const message = 'Le corps non structuré n’est pas un fichier lisible.';
    return faultAt(document, text, { code, expected, got, message, remedy: bodyRemedies[code] });
  };
  const start = Object.hasOwn(mediaTypes, type) ? mediaTypes[type] : undefined;
  if (start === undefined) return [fault('type', Object.keys(mediaTypes).join(', '), type)];
  if (representation !== 'B64') return [fault('representation', 'B64', representation)];
  const digits = text.content.replaceAll(/\s/g, '');
  if (digits === '' || digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) {
    return [fault('base64', 'du base 64', digits === '' ? null : `${digits.length} caractères`)];
  }
  const content = Buffer.from(digits, 'base64').toString('latin1');
  if (!start.test(content)) return [fault('contenu', type, JSON.stringify(content.slice(0, 8)))];
  if (type !== 'application/pdf') return [];
  // Told at the same place as by pdf.pdfa: who asks both reads it once.
  return claimFaults(content).map(({ offset, ...claim }) =>
    faultAt(document, `${pathOf(text)} · octet ${offset}`, claim),
  );
}
