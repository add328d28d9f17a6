import type { XmlElement } from 'libxml2-wasm';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import type { CdaDocument } from '../pieces/index.ts';
import { n1Template } from './formats.ts';
import { attribute, elements, faultAt, pathOf } from './reading.ts';

/** Something that the elements of a structured body must not be. */
interface SectionFault {
  /** XPath of the wrong ones, from the body. */
  path: string;
  code: string;
  expected: string;
  message: string;
  remedy: string;
  severity?: Finding['severity'];
}

const blank = 'not(normalize-space(h:text)) and not(h:text//h:renderMultiMedia)';

const faults: readonly SectionFault[] = [
  {
    path: './/h:section[not(h:text) and not(h:component/h:section)]',
    code: 'section-vide',
    expected: 'un texte lisible',
    message: 'La section ne montre rien au lecteur.',
    remedy:
      'Écrivez dans section/text ce que le lecteur doit voir, ou « Aucune information » ; n’écrivez pas la section si le volet ne l’exige pas.',
  },
  {
    path: `.//h:section[h:text and ${blank} and not(h:component/h:section)]`,
    code: 'texte-vide',
    expected: 'un texte lisible',
    message: 'Le texte de la section est vide.',
    remedy: 'Générez le texte de la section à partir de ses entrées, ou écrivez qu’il n’y a pas d’information.',
  },
  {
    path: './/h:section[h:entry and not(h:text)]',
    code: 'entrees-sans-texte',
    expected: 'le texte des entrées',
    message: 'Des entrées codées ne sont montrées par aucun texte.',
    remedy:
      'Écrivez dans section/text, en clair, tout ce que les entrées codent : c’est le texte que le professionnel atteste, les entrées n’en sont que la copie codée.',
  },
  {
    path: './/h:section[not(h:code)]',
    code: 'section-sans-code',
    expected: 'le code de la section (LOINC)',
    message: 'La section ne dit pas ce qu’elle est.',
    remedy:
      'Écrivez dans section/code le code que le volet donne à cette section : le destinataire la retrouve par lui.',
    // CDA.xsd lets it out; every section of the published examples has it.
    severity: 'avertissement',
  },
  {
    path: './/h:entry[not(*[not(self::h:realmCode or self::h:typeId or self::h:templateId)])]',
    code: 'entree-vide',
    expected: 'une observation, un acte…',
    message: 'L’entrée ne porte rien.',
    remedy: 'Écrivez dans entry l’observation, l’acte ou l’administration qu’elle code, ou n’écrivez pas l’entrée.',
  },
  {
    path: './/h:linkHtml[@href and not(starts-with(@href, "#"))]',
    code: 'lien-externe',
    expected: 'aucun lien externe',
    message: 'Le document renvoie hors de lui-même.',
    remedy:
      'Retirez le lien, ou joignez ce qu’il montre (observationMedia, section copie PDF) : le document doit se lire sans réseau (EX_2.1-1115).',
    severity: 'avertissement',
  },
];

/** What is wrong in a structured body, whatever its model: that of the model is for its schematron. */
export function structured(document: CdaDocument, body: XmlElement): Finding[] {
  return [
    ...unless(elements(body, './/h:section').length > 0, {
      code: 'sections',
      where: document.at(pathOf(body)),
      expected: 'une section au moins',
      got: '0',
      message: 'Le corps structuré n’a pas de section.',
      remedy: 'Écrivez les sections du volet, ou produisez un N1 si le contenu n’est pas structuré.',
    }),
    ...elements(document.root, `h:templateId[@root="${n1Template}"]`).map((template) =>
      faultAt(document, template, {
        code: 'modele-n1',
        expected: null,
        got: n1Template,
        message: 'Un corps structuré ne se déclare pas non structuré.',
        remedy: 'Remplacez ce templateId par celui du volet (1.2.250.1.213.1.1.1.x) et sa version en extension.',
      }),
    ),
    ...faults.flatMap((fault) => told(document, body, fault)),
    ...identifiers(document, body),
  ];
}

// As many as a reader reads: a hostile document has a hundred thousand.
function told(document: CdaDocument, body: XmlElement, { path, ...fault }: SectionFault): Finding[] {
  return elements(body, path)
    .slice(0, 20)
    .map((element) => faultAt(document, element, { ...fault, got: attribute(element, 'href') }));
}

/** Identifiers of texts: each once, and each reference finds its own. */
function identifiers(document: CdaDocument, body: XmlElement): Finding[] {
  const all = elements(body, './/*[@ID]');
  const first = new Map(all.toReversed().map((element) => [attribute(element, 'ID'), element]));
  const again = all.filter((element) => first.get(attribute(element, 'ID')) !== element);
  const lost = elements(body, './/h:reference[starts-with(@value, "#")]').filter(
    (element) => !first.has(attribute(element, 'value')?.slice(1) ?? ''),
  );
  const unseen = elements(body, './/h:renderMultiMedia[@referencedObject]').filter((element) =>
    (attribute(element, 'referencedObject') ?? '').split(/\s+/).some((id) => !first.has(id)),
  );
  return [
    ...again.slice(0, 20).map((element) =>
      faultAt(document, element, {
        code: 'id-double',
        expected: 'un ID unique (xs:ID)',
        got: attribute(element, 'ID'),
        message: 'Deux textes du document ont le même ID.',
        remedy: 'Numérotez les ID des textes d’un bout à l’autre du document, non section par section.',
      }),
    ),
    ...lost.slice(0, 20).map((element) =>
      faultAt(document, element, {
        code: 'reference',
        severity: 'avertissement',
        expected: 'un texte de ce document',
        got: attribute(element, 'value'),
        message: 'La référence ne mène à aucun texte.',
        remedy: 'Écrivez dans section/text un content dont l’ID est celui de la référence, ou retirez la référence.',
      }),
    ),
    ...unseen.slice(0, 20).map((element) =>
      faultAt(document, element, {
        code: 'image',
        severity: 'avertissement',
        expected: 'un observationMedia de ce document',
        got: attribute(element, 'referencedObject'),
        message: 'Le texte montre une image qui n’est pas là.',
        remedy: 'Joignez l’image en observationMedia, son ID égal à referencedObject.',
      }),
    ),
  ];
}
