import { contentsAt, type Outline } from './outline.ts';

/** A sequence of a schema: its elements in their order; `*` marks the one that may be repeated. */
interface Sequence {
  path: string;
  names: readonly string[];
}

const header = 'soap:Envelope/soap:Header';
const body = 'soap:Envelope/soap:Body';
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

/** Says in French the first thing that the schemas of the WSDL forbid in a message, as far as it was read. */
export function schemaComplaint(outline: Outline): string | undefined {
  for (const { path, names } of sequences) {
    const complaint = sequenceComplaint(outline, path, names);
    if (complaint !== undefined) return complaint;
  }
  const wrong = instants.flatMap((path) => contentsAt(outline, path)).find((text) => !isInstant(text.trim()));
  return wrong === undefined ? undefined : `Temps « ${wrong} » n’est pas un instant (xsd:dateTime).`;
}

function sequenceComplaint(outline: Outline, path: string, names: readonly string[]): string | undefined {
  let reached = -1;
  for (const child of outline.get(path)?.flatMap(({ children }) => children) ?? []) {
    const rank = names.findIndex((name) => name.replace('*', '') === child.name);
    const named = `${localName(child.name)} dans ${localName(path)}`;
    if (rank < 0) return `${named} : élément que le schéma n’a pas.`;
    if (rank < reached) return `${named} : élément hors de l’ordre du schéma.`;
    if (rank === reached && names[rank]?.endsWith('*') !== true) return `${named} : élément répété.`;
    reached = rank;
  }
  return undefined;
}

function localName(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}

function isInstant(text: string): boolean {
  return dateTime.test(text) && !Number.isNaN(Date.parse(text));
}
