import { type XmlDocument, XmlElement } from 'libxml2-wasm';
import { insiNamespaces } from './namespaces.ts';
import { searchElements } from './outline.ts';

/** A sequence of a schema: its elements in their order; `*` marks the one that may be repeated. */
interface Sequence {
  path: string;
  names: readonly string[];
}

const header = '/soap:Envelope/soap:Header';
const body = '/soap:Envelope/soap:Body';
const matricule = ['vit:NumIdentifiant', 'vit:Cle', 'vit:TypeMatricule'];

// Sequences of the schemas of the WSDL 1.5.0 (facts, INSi §1.4 and §1.5), where the order is significant. What must be there
// has refusals of its own; COUVERTURE, whose content comes from the card, is not looked into.
const sequences: readonly Sequence[] = [
  {
    path: `${header}/bam:ContexteBAM`,
    names: ['bam:Id', 'bam:Temps', 'bam:Emetteur', 'bam:DateRef', 'bam:COUVERTURE'],
  },
  { path: `${header}/lps:ContexteLPS`, names: ['lps:Id', 'lps:Temps', 'lps:Emetteur', 'lps:LPS'] },
  { path: `${header}/lps:ContexteLPS/lps:LPS`, names: ['lps:IDAM', 'lps:Version', 'lps:Instance', 'lps:Nom'] },
  {
    path: `${body}/sans:RECSANSVITALE`,
    names: ['sans:NomNaissance', 'sans:Prenom*', 'sans:Sexe', 'sans:DateNaissance', 'sans:LieuNaissance'],
  },
  {
    path: `${body}/vit:RECVITALE`,
    names: ['vit:MatriculeIndividu', 'vit:MatriculeOD', 'vit:NomNaissance', 'vit:DateNaissance', 'vit:RangNaissance'],
  },
  { path: `${body}/vit:RECVITALE/vit:MatriculeIndividu`, names: matricule },
  { path: `${body}/vit:RECVITALE/vit:MatriculeOD`, names: matricule },
];

const instants = [`${header}/bam:ContexteBAM/bam:Temps`, `${header}/lps:ContexteLPS/lps:Temps`];
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** Says in French the first thing that the schemas of the WSDL forbid in a message. */
export function schemaComplaint(document: XmlDocument): string | undefined {
  for (const { path, names } of sequences) {
    const complaint = sequenceComplaint(elementsAt(document, `${path}/*[position() <= ${searchElements}]`), names);
    if (complaint !== undefined) return complaint;
  }
  const wrong = instants
    .flatMap((path) => elementsAt(document, path))
    .find(({ content }) => !isInstant(content.trim()));
  return wrong === undefined ? undefined : `Temps « ${wrong.content} » n’est pas un instant (xsd:dateTime).`;
}

function sequenceComplaint(children: readonly XmlElement[], names: readonly string[]): string | undefined {
  let reached = -1;
  for (const child of children) {
    const rank = names.findIndex((name) => isNamed(child, name));
    const named = `${child.name} dans ${child.parent?.name ?? ''}`;
    if (rank < 0) return `${named} : élément que le schéma n’a pas.`;
    if (rank < reached) return `${named} : élément hors de l’ordre du schéma.`;
    if (rank === reached && names[rank]?.endsWith('*') !== true) return `${named} : élément répété.`;
    reached = rank;
  }
  return undefined;
}

function isNamed(element: XmlElement, name: string): boolean {
  const [prefix = '', local] = name.replace('*', '').split(':');
  return element.name === local && element.namespaceUri === insiNamespaces[prefix as keyof typeof insiNamespaces];
}

function elementsAt(document: XmlDocument, path: string): XmlElement[] {
  return document.find(path, insiNamespaces).filter((node) => node instanceof XmlElement);
}

function isInstant(text: string): boolean {
  return dateTime.test(text) && !Number.isNaN(Date.parse(text));
}
