import { parseStringPromise, processors } from 'xml2js';
import type { FormerMatricule, Matricule } from './model.ts';

/** Traits as INSi returned them; an absent or empty element is an empty string. */
export interface InsiTraits {
  nomNaissance: string;
  /** First first name, where INSi gave it apart from the list. */
  prenom: string;
  prenoms: string;
  sexe: string;
  dateNaissance: string;
  lieuNaissance: string;
}

/** An identity that INSi found. */
export interface InsiIdentity {
  actif: Matricule;
  historique: FormerMatricule[];
  traits: InsiTraits;
}

/** What became of a call. */
export type InsiOutcome =
  | { kind: 'trouvee'; identity: InsiIdentity }
  | { kind: 'code'; code: string; libelle: string }
  | { kind: 'faute'; code: string; texte: string }
  | { kind: 'panne'; texte: string };

/** An element as xml2js gives it: children in arrays, attributes under `$`, text under `_`. */
type XmlNode = string | { $?: Record<string, string>; _?: string; [child: string]: unknown };

/**
 * Reads an INSi answer, whatever its prefixes and the order of its elements (facts, INSi §1.6 and §1.7).
 *
 * xml2js expands no entities; names are read without their prefix.
 */
export async function readInsiResponse(status: number, text: string): Promise<InsiOutcome> {
  const root = await parse(text);
  const body = root === null ? undefined : child(child(root, 'Envelope'), 'Body');
  const fault = child(body, 'Fault');
  if (fault !== undefined) return readFault(fault);
  const result = child(body, 'RESULTAT');
  if (status !== 200 || result === undefined) return { kind: 'panne', texte: unreadable(status) };
  return readResult(result);
}

function readResult(result: XmlNode): InsiOutcome {
  const cr = child(result, 'CR');
  const code = textOf(child(cr, 'CodeCR'));
  const individual = child(result, 'INDIVIDU');
  if (code === '00' && individual !== undefined) return { kind: 'trouvee', identity: readIndividual(individual) };
  if (code === '01' || code === '02') return { kind: 'code', code, libelle: textOf(child(cr, 'LibelleCR')) };
  return { kind: 'panne', texte: `Le téléservice INSi a répondu un code retour inattendu (« ${code} »).` };
}

function readIndividual(individual: XmlNode): InsiIdentity {
  const tiq = child(individual, 'TIQ');
  const trait = (name: string) => textOf(child(tiq, name));
  return {
    actif: readMatricule(child(individual, 'INSACTIF')),
    historique: children(individual, 'INSHISTO').map((former) => ({
      ...readMatricule(former),
      debut: textOf(child(former, 'DateDeb')) || null,
      fin: textOf(child(former, 'DateFin')) || null,
    })),
    traits: {
      nomNaissance: trait('NomNaissance'),
      prenom: trait('Prenom'),
      // The GIE sample shape gives Prenom without ListePrenom (facts, INSi §1.6, variation 3).
      prenoms: trait('ListePrenom') || trait('Prenom'),
      sexe: trait('Sexe'),
      dateNaissance: trait('DateNaissance'),
      lieuNaissance: trait('LieuNaissance'),
    },
  };
}

function readMatricule(node: XmlNode | undefined): Matricule {
  const id = child(node, 'IdIndividu');
  return {
    numero: textOf(child(id, 'NumIdentifiant')),
    cle: textOf(child(id, 'Cle')),
    oid: textOf(child(node, 'OID')),
  };
}

function readFault(fault: XmlNode): InsiOutcome {
  const reason = textOf(child(child(fault, 'Reason'), 'Text')) || textOf(child(fault, 'faultstring'));
  const error = child(child(fault, 'Detail'), 'Erreur') ?? child(child(fault, 'detail'), 'Erreur');
  const code = attribute(error, 'code') || textOf(child(child(child(fault, 'Code'), 'Subcode'), 'Value'));
  const texte = [reason, textOf(error)].filter((part) => part !== '').join(' — ');
  return { kind: 'faute', code, texte: texte || 'Erreur sans texte' };
}

function unreadable(status: number): string {
  if (status >= 500)
    return `Le téléservice INSi est indisponible (HTTP ${status}). Renouvelez votre demande plus tard.`;
  return `La réponse du téléservice INSi est illisible (HTTP ${status}).`;
}

async function parse(text: string): Promise<XmlNode | null> {
  try {
    return (await parseStringPromise(text, { tagNameProcessors: [processors.stripPrefix] })) as XmlNode;
  } catch {
    // HTML error pages and cut answers are not XML: the caller says that the answer can't be read.
    return null;
  }
}

function children(node: XmlNode | undefined, name: string): XmlNode[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = node[name];
  if (found === undefined) return [];
  return (Array.isArray(found) ? found : [found]) as XmlNode[];
}

function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return children(node, name)[0];
}

function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return (typeof node === 'string' ? node : (node._ ?? '')).trim();
}

function attribute(node: XmlNode | undefined, name: string): string {
  return node === undefined || typeof node === 'string' ? '' : (node.$?.[name] ?? '');
}
