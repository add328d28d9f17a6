import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { claimFaults } from '../pdf/pdfa.ts';
import { type CdaDocument, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { n1Template } from './formats.ts';
import { attribute, elements, faultAt, pathOf } from './reading.ts';

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
  version: '1',
  title: 'Le corps du document est un fichier lisible en base 64 (N1), ou des sections cohérentes (N3)',
  source:
    'CI-SIS, Structuration minimale v1.16.8 (component) ; IHE XDS-SD pour PDF/A-1 (déclaration XMP seule : voir pdf.pdfa) ; EX_2.1-1115 (liens externes, seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ niveau: z.enum(['N1', 'N3']).optional() }),
  check: (inputs, { niveau }) =>
    eachDocument(inputs, (document) => {
      const [text] = elements(document.root, 'h:component/h:nonXMLBody/h:text');
      const [body] = elements(document.root, 'h:component/h:structuredBody');
      const got = text !== undefined ? 'N1' : body !== undefined ? 'N3' : null;
      if (got === null || (niveau !== undefined && niveau !== got)) {
        const message = 'Le document n’a pas le corps attendu.';
        return [
          faultAt(document, '/ClinicalDocument/component', {
            code: 'niveau',
            expected: niveau ?? 'N1 ou N3',
            got,
            message,
          }),
        ];
      }
      return [
        ...(text === undefined ? [] : unstructured(document, text)),
        ...(body === undefined ? [] : structured(document, body)),
      ];
    }),
});

function unstructured(document: CdaDocument, text: XmlElement): Finding[] {
  const [type, representation] = [attribute(text, 'mediaType') ?? '', attribute(text, 'representation')];
  const fault = (code: string, expected: string, got: string | null): Finding =>
    faultAt(document, text, { code, expected, got, message: 'Le corps non structuré n’est pas un fichier lisible.' });
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
  return claimFaults(content).map(({ code, expected, got, message }) =>
    faultAt(document, text, { code, expected, got, message }),
  );
}

function structured(document: CdaDocument, body: XmlElement): Finding[] {
  const sections = elements(body, './/h:section');
  const declared = elements(document.root, `h:templateId[@root="${n1Template}"]`);
  const empty = sections.filter((section) => elements(section, 'h:text | h:component/h:section').length === 0);
  return [
    ...unless(sections.length > 0, {
      code: 'sections',
      where: document.at(pathOf(body)),
      expected: 'une section au moins',
      got: sections.length,
      message: 'Le corps structuré n’a pas de section.',
    }),
    ...declared.map((template) =>
      faultAt(document, template, {
        code: 'modele-n1',
        expected: null,
        got: n1Template,
        message: 'Un corps structuré ne se déclare pas non structuré.',
      }),
    ),
    ...empty.slice(0, 20).map((section) =>
      faultAt(document, section, {
        code: 'section-vide',
        expected: 'un texte lisible',
        got: null,
        message: 'La section ne montre rien au lecteur.',
      }),
    ),
    ...references(document, body),
    ...links(document, body),
  ];
}

/** An entry that points to a text must find it. */
function references(document: CdaDocument, body: XmlElement): Finding[] {
  const known = new Set(elements(body, './/*[@ID]').map((element) => attribute(element, 'ID')));
  return elements(body, './/h:reference[starts-with(@value, "#")]')
    .filter((element) => !known.has(attribute(element, 'value')?.slice(1) ?? ''))
    .slice(0, 20)
    .map((element) =>
      faultAt(document, element, {
        code: 'reference',
        severity: 'avertissement',
        expected: 'un texte de ce document',
        got: attribute(element, 'value'),
        message: 'La référence ne mène à aucun texte.',
      }),
    );
}

function links(document: CdaDocument, body: XmlElement): Finding[] {
  return elements(body, './/h:linkHtml[@href and not(starts-with(@href, "#"))]')
    .slice(0, 20)
    .map((element) =>
      faultAt(document, element, {
        code: 'lien-externe',
        severity: 'avertissement',
        expected: 'aucun lien externe',
        got: attribute(element, 'href'),
        message: 'Le document renvoie hors de lui-même.',
      }),
    );
}
