import { demandedOf } from './conversations.ts';
import { type FileKind, isConversation } from './kinds.ts';

const attempt = 'se juge sur tous les échanges d’une tentative, ou d’une conversation gardée';
const session = 'la session SMTP n’est pas dans le fichier ; une conversation gardée l’a';
/** Why what the connection alone shows is not judged. */
export const connection =
  'la connexion TLS et son certificat client ne sont pas dans le fichier ; une conversation gardée les a';

/** Rules that no single message can satisfy or break: what they look at is elsewhere. */
const outOfReach: Readonly<Record<string, string>> = {
  'insi.aucun-appel': attempt,
  'insi.nombre-appels': attempt,
  'insi.prenoms': attempt,
  'insi.relance': attempt,
  'insi.certificat': connection,
  'dmp.aucun-depot': attempt,
  'dmp.nombre-depots': attempt,
  'dmp.existence': attempt,
  'dmp.autorisation': attempt,
  'dmp.remplacement': attempt,
  'dmp.suppression': attempt,
  'dmp.reponse': 'la réponse du service n’est pas dans le fichier ; une conversation gardée l’a',
  'mss.aucun-envoi': attempt,
  'mss.nombre-envois': attempt,
  'mss.authentification': session,
  'mss.releve': 'la session IMAP n’est pas dans le fichier',
  'mss.destinataires': session,
};

const reading = 'se juge aussi sur ce que le produit montre, qui n’est pas dans le fichier';

/** Rules that compare what went over the wire with what the product shows of it. */
const alsoReads: Readonly<Record<string, string>> = {
  'messagerie.cda-integre': reading,
  'messagerie.trace-complete': reading,
  'mss.autoconfiguration': reading,
  'mss.crl-gardee': reading,
};

/** Rules that hold in some cases only, which the file does not tell: giving their parameters makes them look. */
const onDemand: Readonly<Record<string, string>> = {
  'cda.version': 'compare les versions d’un document, envoyées l’une après l’autre',
  'mss.accuse-lecture': 'n’est dû que si un accusé de lecture est demandé',
  'mss.accuse-reception': 'n’est dû que si un accusé de réception est demandé',
  'mss.annule-remplace': 'ne vaut que pour une nouvelle version d’un document',
  'mss.session-fermee': 'ne vaut qu’une fois Pro Santé Connect fermé',
  'psc.mire': 'ne vaut qu’après une déconnexion',
  'xdm.feuille-de-style': 'n’est due que d’un document qui doit se présenter de lui-même',
  'mss.bal-app': 'ne vaut que pour une boîte applicative',
};

const expectation = 'juge une lecture d’après ce que le scénario attend : donnez ses paramètres';

/** What a rule is asked about. */
interface Asked {
  kind: FileKind;
  /** True when the user gave parameters for it. */
  given: boolean;
}

/** Why a rule does not look at a file of that kind, null when it may. */
export function whyUnsuited(id: string, { kind, given }: Asked): string | null {
  if (kind === 'lecture') return given ? null : expectation;
  const why = alsoReads[id] ?? (isConversation(kind) ? undefined : outOfReach[id]);
  if (why !== undefined) return why;
  const demand = onDemand[id] ?? demandedOf(kind, id);
  return demand === undefined || given ? null : `${demand} : donnez ses paramètres`;
}
